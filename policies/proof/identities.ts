import type { Statement } from "../reading/document";
import { foundAt, type Paths, POLICY, ROLE, trustPaths } from "../reading/policy-documents";
import { ofType, type StackResource } from "../reading/resource";
import { count, missing, read, shown, text, type Value } from "../reading/value";
import {
  type Attached,
  attachedIn,
  groupsOf,
  holderKeys,
  PERMISSION_SET,
  policyOf,
  USER,
} from "./attachments";
import { everything, resourceStatements } from "./documents";

/** Somebody whom policies are attached to, and everything that those say. */
export interface Identity {
  /** For messages: `role strongroom-pre-trail`. */
  readonly title: string;
  /** What makes it; absent where only its ARN is known, and for what the proof makes up. */
  readonly about: StackResource | undefined;
  /** Absent where it is not known before the deployment, and for who can be anybody. */
  readonly arn: string | undefined;
  readonly statements: readonly Statement[];
  /** What its permission boundary says; absent where it has none, or one that cannot be looked up, which limits nothing. */
  readonly boundary: readonly Statement[] | undefined;
  /** Who may become it. */
  readonly trust: readonly Statement[];
  /** For how long, in seconds, somebody may be it. */
  readonly session: Value<number>;
}

/** Somebody whom nobody may become, and who may nothing. */
export const NOBODY: Omit<Identity, "title"> = {
  about: undefined,
  arn: undefined,
  statements: [],
  boundary: undefined,
  trust: [],
  session: missing,
};

const kinds: Readonly<Record<string, string>> = {
  [ROLE]: "role",
  [USER]: "user",
  [PERMISSION_SET]: "permission set",
};

const boundaryPaths: Paths = { [ROLE]: "permissionsBoundary", [USER]: "permissionsBoundary" };

/**
 * All identities of the stacks, and for each resource that gives permissions to somebody who is not to be found in them,
 * one more.
 */
export function identitiesIn(resources: readonly StackResource[], accountId: string): readonly Identity[] {
  const attached = attachedIn(resources);
  const policies = ofType(resources, POLICY);
  const holders = ofType(resources, ...Object.keys(holderKeys));
  return [
    ...holders.map((about) => {
      const holding = [about, ...groupsOf(about, resources)];
      const own = attached.filter((each) => each.holders.some((holder) => holding.includes(holder)));
      return identity(about, own, policies, accountId);
    }),
    ...attached.filter(({ strays }) => strays).map(stray),
  ];
}

function identity(
  about: StackResource,
  attached: readonly Attached[],
  policies: readonly StackResource[],
  accountId: string,
): Identity {
  const [limit] = foundAt(about, boundaryPaths);
  return {
    title: `${kinds[about.type] ?? "group"} ${nameOf(about)}`,
    about,
    arn: arnOf(about, accountId),
    statements: attached.flatMap(({ statements }) => statements),
    boundary: limit && policyOf({ ...limit, from: about, value: text(limit.value) }, policies),
    trust: foundAt(about, trustPaths).flatMap(({ place, value }) =>
      resourceStatements(value, `${about.name}: ${place}`),
    ),
    session: count(read(about.props, "maxSessionDuration")),
  };
}

function stray({ part, statements }: Attached): Identity {
  return { ...NOBODY, title: `whoever has ${part.name}`, about: part, statements };
}

/** Somebody of whom nothing is known but the ARN: his own account decides who may become him. */
export function unseen(arn: string, accountId: string): Identity {
  const ofTheAccount = { named: [{ kind: "AWS", value: accountId } as const], complement: false };
  return { ...NOBODY, title: arn, arn, trust: [{ ...everything(arn), principals: ofTheAccount }] };
}

function nameOf({ props, name }: StackResource): string {
  const own = text(read(props, "name"));
  return own.kind === "known" ? shown(own) : name;
}

/**
 * In a preview the ARN of a role is not known, but its name is; a path that the program does not give is the provider's.
 * Groups and permission sets ask for nothing themselves.
 */
function arnOf({ type, props, propertyDependencies }: StackResource, accountId: string): string | undefined {
  if (type !== ROLE && type !== USER) return undefined;
  const arn = text(read(props, "arn"));
  if (arn.kind === "known") return arn.value;
  const name = text(read(props, "name"));
  const given = text(read(props, "path"));
  const isComputed = (propertyDependencies["path"] ?? []).length > 0;
  const path = given.kind === "known" ? given.value : isComputed ? undefined : "/";
  return name.kind === "known" && path !== undefined
    ? `arn:aws:iam::${accountId}:${type === ROLE ? "role" : "user"}${path}${name.value}`
    : undefined;
}

/** Whether somebody is one of those named; who has no known ARN is none of them. */
export function isOneOf({ arn }: Pick<Identity, "arn">, arns: readonly string[]): boolean {
  return arns.some((each) => each === arn);
}

/** Whether taking one of somebody's documents away could give him more. */
export function holdsDenial({ statements }: Identity): boolean {
  return statements.some(({ effect }) => effect === "Deny");
}

/** What an action on somebody acts on: anything, where the ARN is not known. */
export function patternOf({ arn }: Pick<Identity, "arn">): string {
  return arn ?? "*";
}
