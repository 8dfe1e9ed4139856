import type { Classifying } from "../parameters";
import type { Statement } from "./document";
import { BUCKET, bucketOf, vaultReason } from "./buckets";
import { bucketPaths, foundAt } from "./policy-documents";
import { ofType, type StackResource } from "./resource";
import { onObjects } from "../proof/action-sets";
import { identityTypes } from "../proof/attachments";
import { resourceStatements } from "../proof/documents";
import { unconditionally } from "./unconditional";
import { judgeOf, type Permission } from "../proof/judge";
import { extentOf } from "../proof/match";
import { peopleIn } from "../proof/people";
import type { Request } from "../proof/request";
import { ACCESS_POINT, accessPointsOf } from "../proof/vaults";

/** What nobody but some may be granted, whatever else refuses it. */
export interface Forbidden {
  readonly actions: readonly string[];
  /** In words, for a message: `a vault`. */
  readonly what: string;
  /** The ARNs, with wildcards, of what an action acts on. */
  readonly resources: (action: string) => readonly string[];
  /** The ARNs of those to whom it may be granted. */
  readonly but: readonly string[];
  /** Of an identity's own statements, by its ARN, those that may allow it nevertheless. */
  readonly unless?: (arn: string | undefined, statement: Statement) => boolean;
  readonly contexts?: (action: string) => readonly Request["context"][];
}

export interface Grant {
  readonly about: StackResource;
  readonly found: string;
}

/** What a rule about vaults and those who may change them has to see. */
export const vaultGrantTypes: readonly string[] = [...identityTypes, ...Object.keys(bucketPaths)];

const never: NonNullable<Forbidden["unless"]> = () => false;
const anyContext: NonNullable<Forbidden["contexts"]> = () => [{}];

/** The identities of a stack that hold something forbidden by their own documents, within their boundary. */
export function* grantsToIdentities(
  resources: readonly StackResource[],
  forbidden: Forbidden,
): Iterable<Grant> {
  const people = peopleIn(resources, forbidden.but);
  const judge = judgeOf(people);
  const { contexts = anyContext, unless = never } = forbidden;
  for (const identity of people.identities) {
    const { arn, about, title } = identity;
    if (!about || forbidden.but.some((each) => each === arn)) continue;
    const statements = identity.statements.filter((statement) => !unless(arn, statement));
    const asking = unconditionally({ ...identity, statements });
    const decisions = forbidden.actions.map((action) => ({
      action,
      found: forbidden
        .resources(action)
        .flatMap((resource) =>
          contexts(action).flatMap((context) => judge.may(asking, { action, resource, context }) ?? []),
        ),
    }));
    const held = decisions.filter(({ found }) => found.length > 0);
    if (held.length > 0)
      yield {
        about,
        found: `${title} may ${held.map(({ action }) => action).join(", ")} on ${forbidden.what}, by ${sources(held.flatMap(({ found }) => found))}`,
      };
  }
}

/** The statements that allow it, and what of them could not be read. */
function sources(decisions: readonly Permission[]): string {
  const labels = decisions.flatMap(({ by, undecided }) => [...by.map(({ label }) => label), ...undecided]);
  return [...new Set(labels)].join("; ");
}

/** The same of what acts on vaults, and what the policies of vaults allow of it. */
export function* vaultGrants(
  resources: readonly StackResource[],
  settings: Classifying,
  { actions, but }: Pick<Forbidden, "actions" | "but">,
): Iterable<Grant> {
  const arns = (action: string) =>
    settings.vaultNamePatterns.map(
      (pattern) => `arn:aws:s3:::${pattern}${onObjects.has(action) ? "/*" : ""}`,
    );
  yield* grantsToIdentities(resources, { actions, but, what: "a vault", resources: arns });
  yield* grantsByVaults(resources, settings, { actions, but });
}

/** What the policies of vaults, and of access points to them, allow of what is forbidden. */
function* grantsByVaults(
  resources: readonly StackResource[],
  settings: Classifying,
  { actions, but }: Pick<Forbidden, "actions" | "but">,
): Iterable<Grant> {
  const requester = { kind: "anyone", but } as const;
  for (const about of resources) {
    if (!isOfVault(about, resources, settings)) continue;
    for (const { place, value } of foundAt(about, bucketPaths)) {
      if (value.kind === "missing") continue;
      const allows = resourceStatements(value, place)
        .filter(({ effect }) => effect === "Allow")
        .map((each) => ({ ...each, conditions: [] }));
      for (const each of allows) {
        const allowed = actions.filter(
          (action) => extentOf(each, { requester, action, resource: "*", context: {} }) !== "none",
        );
        if (allowed.length > 0)
          yield { about, found: `${each.label} allows ${allowed.join(", ")} on a vault` };
      }
    }
  }
}

/** What a policy is about that cannot be joined to a bucket may be a vault. */
function isOfVault(part: StackResource, resources: readonly StackResource[], settings: Classifying): boolean {
  const buckets = ofType(resources, BUCKET);
  const points = accessPointsOf(part, ofType(resources, ACCESS_POINT));
  const owners = (points.length > 0 ? points : [part]).map((each) =>
    each.type === BUCKET ? each : bucketOf(each, buckets),
  );
  return owners.some((bucket) => bucket === undefined || vaultReason(bucket, settings) !== undefined);
}
