import { isIP } from "node:net";
import type { Finding } from "../rule";
import type { Condition } from "./condition";
import type { Statement } from "./document";
import { eachStatement } from "./each-statement";
import { bucketPaths, keyPaths, otherPaths, type Paths } from "./policy-documents";
import { accountOf, type Principal, type Principals } from "./principal";
import type { Resource } from "./resource";
import { known, read, shown, text, type Value } from "./value";

export const PERMISSION = "aws:lambda/permission:Permission";

const admittingPaths: Paths = { ...bucketPaths, ...keyPaths, ...otherPaths };

/** Everything that says for itself who may reach it (controls.md section 6). */
export const admittingTypes: readonly string[] = [...Object.keys(admittingPaths), PERMISSION];

/** What lets somebody in: whom, and held to what; and to do what, where a document says so. */
export type Admission = Required<Pick<Statement, "principals" | "conditions">> &
  Partial<Pick<Statement, "actions">>;

/** Judges everything by which a resource lets somebody in. */
export function* eachAdmission(
  resource: Resource,
  judge: (admission: Admission, where: string) => Iterable<Finding>,
): Iterable<Finding> {
  if (resource.type === PERMISSION) yield* judge(permitted(resource), "it");
  else
    yield* eachStatement(resource, admittingPaths, function* (statement, where) {
      const { effect, principals = unread("absent"), conditions, actions } = statement;
      if (effect === "Allow") yield* judge({ principals, conditions, actions }, where);
    });
}

function unread(why: string): Principals {
  return { named: [], complement: false, undecided: why };
}

/** What Lambda adds to a function's policy: each of these is a condition of its own. */
const PERMISSION_CONDITIONS = [
  { property: "sourceArn", operator: "arnlike", key: "aws:sourcearn" },
  { property: "sourceAccount", operator: "stringequals", key: "aws:sourceaccount" },
  { property: "principalOrgId", operator: "stringequals", key: "aws:principalorgid" },
];

function permitted({ props }: Resource): Admission {
  return {
    principals: permittedPrincipals(props),
    conditions: PERMISSION_CONDITIONS.flatMap(({ property, operator, key }): Condition[] => {
      const value = text(read(props, property));
      if (value.kind === "missing") return [];
      const values = value.kind === "known" ? known([value.value]) : value;
      return [{ operator, ifExists: false, key, values }];
    }),
  };
}

function permittedPrincipals(props: object): Principals {
  const principal = text(read(props, "principal"));
  return principal.kind === "known"
    ? { named: [asPrincipal(principal.value)], complement: false }
    : unread(shown(principal));
}

/** Lambda does not say of what kind a principal is: what is no account and no ARN is a service. */
function asPrincipal(value: string): Principal {
  if (value === "*") return { kind: "everyone" };
  return { kind: value.startsWith("arn:") || accountOf(value) ? "AWS" : "Service", value };
}

/** Whether a value under a key leaves only somebody in particular. */
type IsNarrow = (value: string, operator: string) => boolean;
/** The keys that tell who asks, in lower case, each with what its values must be like to hold a statement to them. */
export type Holders = ReadonlyMap<string, IsNarrow>;

/** Keys by which a statement for everyone can be held to an organization, an account, a network or a source. */
export const whoAsks: Holders = new Map<string, IsNarrow>([
  ["aws:principalaccount", isLiteral],
  ["aws:principalarn", isLiteral],
  ["aws:principalorgid", isLiteral],
  ["aws:principalorgpaths", isLiteral],
  ["aws:sourceaccount", isLiteral],
  ["aws:sourcearn", isLiteral],
  ["aws:sourceip", isNarrowRange],
  ["aws:sourceorgid", isLiteral],
  ["aws:sourceorgpaths", isLiteral],
  ["aws:sourceowner", isLiteral],
  ["aws:sourcevpc", isLiteral],
  ["aws:sourcevpcarn", isLiteral],
  ["aws:sourcevpce", isLiteral],
  ["aws:userid", isLiteral],
  ["aws:vpceaccount", isLiteral],
  ["aws:vpceorgid", isLiteral],
  ["aws:vpceorgpaths", isLiteral],
  ["kms:calleraccount", isLiteral],
  ["s3:dataaccesspointaccount", isLiteral],
  ["s3:dataaccesspointarn", isLiteral],
]);

/** Keys that tell on whose behalf a service asks. */
export const onWhoseBehalf: Holders = new Map<string, IsNarrow>([
  ["aws:sourceaccount", isLiteral],
  ["aws:sourcearn", isOfOneAccount],
  ["aws:sourceorgid", isLiteral],
]);

/** Whether one of the conditions, all of which have to hold, lets in nobody but somebody in particular. */
export function isHeld(conditions: readonly Condition[], holders: Holders): boolean {
  return conditions.some(({ operator, qualifier, ifExists, key, values }) => {
    const isNarrow = holders.get(key);
    // These two hold as well where the request does not have the key.
    if (!isNarrow || ifExists || qualifier === "forallvalues") return false;
    return (
      values.kind === "known" &&
      values.value.length > 0 &&
      values.value.every((value) => isNarrow(value, operator))
    );
  });
}

/** Everything that conditions name as who may ask, whether or not that holds the statement to them. */
export function namedByConditions(conditions: readonly Condition[]): readonly string[] {
  return conditions.flatMap(({ operator, key, values }) =>
    whoAsks.has(key) && isPositive(operator) && values.kind === "known" ? values.value : [],
  );
}

/** The account of anything: a bare number, or an ARN's. */
export function accountIn(value: string): string | undefined {
  return accountOf(value) ?? value.split(":").map(accountOf)[4];
}

/** The account of a principal that may not be known. */
export function accountAt(principal: Value<string>): string | undefined {
  return principal.kind === "known" ? accountOf(principal.value) : undefined;
}

const TEXT_OPERATORS = ["stringequals", "stringequalsignorecase", "stringlike"];
const ARN_OPERATORS = ["arnequals", "arnlike"];

function isPositive(operator: string): boolean {
  return TEXT_OPERATORS.includes(operator) || ARN_OPERATORS.includes(operator);
}

function isLiteral(value: string, operator: string): boolean {
  return isPositive(operator) && /^[^*?$]+$/.test(value);
}

/** An ARN of one account, of which the rest may be a pattern. */
function isOfOneAccount(value: string, operator: string): boolean {
  if (isLiteral(value, operator)) return true;
  const parts = value.split(":");
  if (parts.map(accountOf)[4] === undefined) return false;
  // In an operator for ARNs no wildcard reaches beyond a colon; in one for texts it may reach over the account.
  return ARN_OPERATORS.includes(operator) || isLiteral(parts.slice(0, 5).join(), operator);
}

/** The shortest prefixes with which S3 does not take a range for the whole world, by the version of IP. */
const SHORTEST_PREFIXES = new Map<number | undefined, number>([
  [4, 8],
  [6, 32],
]);

function isNarrowRange(range: string, operator: string): boolean {
  const parts = range.split("/");
  const prefix = parts[1];
  const shortest = SHORTEST_PREFIXES.get(parts.map(isIP)[0]);
  if (operator !== "ipaddress" || shortest === undefined) return false;
  return prefix === undefined || Number(prefix) >= shortest;
}
