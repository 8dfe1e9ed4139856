import type { Statement } from "../reading/document";
import { accountOf, type Principal } from "../reading/principal";
import { everything } from "./documents";
import { type Identity, patternOf } from "./identities";
import type { Judge } from "./judge";
import type { Requester } from "./request";

/** By which actions somebody becomes a role. */
const ASSUMING = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"];

/** Somebody outside the stacks whom a role's trust lets in. */
export interface Stranger {
  readonly title: string;
  /** The statement that lets him in. */
  readonly by: Statement;
  /** Who he is, as the statement names him; absent where it names everybody, or nobody knows whom. */
  readonly principal?: Principal;
  readonly undecided: readonly string[];
}

/** A user by name, or a role of AWS IAM Identity Center's for a named permission set: somebody who signs in there. */
const PERSON =
  /^arn:[^:]*:iam::\d{12}:(user\/[^*?$]+$|role\/aws-reserved\/sso\.amazonaws\.com\/(?:[^/]+\/)?AWSReservedSSO_[^*?$/]+_(?:\*|[^*?$/]+)$)/;
const SAML = /^arn:[^:]*:iam::\d{12}:saml-provider\//;

/**
 * Everybody outside the stacks who may become a role.
 * @param known the ARNs of those who are judged by their own policies
 */
export function strangersTo(
  role: Identity,
  known: readonly string[],
  accountId: string,
  judge: Judge,
): readonly Stranger[] {
  const denials = role.trust.filter(({ effect }) => effect === "Deny");
  return role.trust.flatMap((by) =>
    suspects(by, known, accountId).flatMap(({ title, requester, principal }) => {
      const permissions = ASSUMING.flatMap((action) => {
        const on = { action, resource: patternOf(role), policy: [by, ...denials], needsResourcePolicy: true };
        return judge.may({ statements: [everything(title)] }, { ...on, requester }) ?? [];
      });
      const undecided = [...new Set(permissions.flatMap((permission) => permission.undecided))];
      return permissions.length > 0 ? [{ title, by, undecided, ...(principal && { principal }) }] : [];
    }),
  );
}

interface Suspect extends Pick<Stranger, "title" | "principal"> {
  readonly requester: Requester;
}

function suspects(statement: Statement, known: readonly string[], accountId: string): readonly Suspect[] {
  const named = namedBy(statement);
  if (!named)
    return [{ title: "whoever the statement does not exclude", requester: { kind: "anyone", but: known } }];
  return named.flatMap((principal): readonly Suspect[] => {
    if (principal.kind === "everyone" || principal.kind === "CanonicalUser")
      return [{ title: "everyone", requester: { kind: "anyone", but: known } }];
    const { kind, value } = principal;
    if (kind === "Service")
      return [{ title: `the service ${value}`, principal, requester: { kind: "service", principal: value } }];
    if (kind === "Federated") {
      const requester = { kind: "federated", provider: value } as const;
      return [{ title: `whoever ${value} knows`, principal, requester }];
    }
    const account = accountOf(value) ?? accountId;
    const isWhole = value === account || value.endsWith(":root");
    if (!isWhole && known.includes(value)) return [];
    if (!isWhole) return [{ title: value, principal, requester: { kind: "identity", arn: value } }];
    const title = `any ${account === accountId ? "other " : ""}identity of account ${account}`;
    return [{ title, principal, requester: { kind: "any identity", accountId: account, but: known } }];
  });
}

/** Those whom a statement names; undefined where it excludes some only, or cannot be read. */
function namedBy({ principals }: Statement): readonly Principal[] | undefined {
  if (!principals || principals.complement || principals.undecided !== undefined) return undefined;
  return principals.named;
}

/** The services that may take a role; `any` where they cannot be told. */
export function servicesTaking({ about, trust }: Pick<Identity, "about" | "trust">): readonly string[] {
  const granting = trust.filter(({ effect }) => effect === "Allow");
  const services = granting.flatMap(
    (each) => (about ? namedBy(each)?.flatMap(serviceOf) : undefined) ?? ["any"],
  );
  return services.includes("any") ? ["any"] : services;
}

function serviceOf(principal: Principal): readonly string[] {
  if (principal.kind === "everyone" || principal.kind === "CanonicalUser") return ["any"];
  return principal.kind === "Service" ? [principal.value.toLowerCase()] : [];
}

/** Whether a stranger is a person who has signed in somewhere, and nothing else. */
export function isPerson({ principal, by }: Stranger): boolean {
  if (!principal) return false;
  if (principal.kind === "Federated") return SAML.test(principal.value);
  if (principal.kind !== "AWS") return false;
  const are = heldTo(by, "aws:principalarn", ["arnequals", "arnlike", "stringequals", "stringlike"]);
  return [[principal.value], ...are].some((arns) => arns.every((arn) => PERSON.test(arn)));
}

/** Whether a statement asks for a second factor, also of requests that say nothing of one. */
export function asksForMfa(statement: Statement): boolean {
  const answers = heldTo(statement, "aws:multifactorauthpresent", ["bool"]);
  return answers.some((values) => values.every((value) => value.toLowerCase() === "true"));
}

/** Whether a statement lets in no tokens of GitHub but those with one of the subjects. */
export function isPinned(statement: Statement, subjects: readonly string[]): boolean {
  const pins = heldTo(statement, "token.actions.githubusercontent.com:sub", ["stringequals", "stringlike"]);
  return pins.some((values) => values.every((value) => subjects.includes(value)));
}

/** The values to one of which a key is held for sure: by a condition that does not hold without the key. */
export function heldTo(
  { conditions }: Statement,
  key: string,
  operators: readonly string[],
): readonly (readonly string[])[] {
  return conditions.flatMap(({ ifExists, qualifier, values, ...condition }) => {
    const isStrict = !ifExists && qualifier === undefined && operators.includes(condition.operator);
    const isMeant = condition.key === key && isStrict;
    return isMeant && values.kind === "known" && values.value.length > 0 ? [values.value] : [];
  });
}
