import { type Reach, type Statement, statementsOf } from "../reading/document";
import type { Principals } from "../reading/principal";
import type { StackResource } from "../reading/resource";
import { is, read, shown, type Value } from "../reading/value";

const EVERYONE: Principals = { named: [{ kind: "everyone" }], complement: false };

/** The statements of a document, labelled with where they stand; one that cannot be read may say anything. */
export function identityStatements(document: Value<unknown>, where: string): readonly Statement[] {
  const statements = statementsOf(document);
  return statements.kind === "known"
    ? statements.value.map((each) => ({ ...each, label: `${where}, ${each.label}` }))
    : [unread(where, shown(statements))];
}

/** The same of what a resource says itself: what cannot be read may say it of everyone. */
export function resourceStatements(document: Value<unknown>, where: string): readonly Statement[] {
  const statements = identityStatements(document, where);
  return statementsOf(document).kind === "known"
    ? statements
    : statements.map((each) => ({ ...each, principals: EVERYONE }));
}

/** What stands for a document that cannot be read. */
export function unread(where: string, why: string): Statement {
  return { ...everything(where), actions: { ...ALL, patterns: [], undecided: why } };
}

/** Covers everything. */
export const ALL: Reach = { patterns: ["*"], complement: false };

/** Allows everything, to whomever it is attached. */
export function everything(label: string): Statement {
  return { label, effect: "Allow", actions: ALL, resources: ALL, conditions: [] };
}

/** Something with a policy of its own: a bucket, an access point, a key. */
export interface Guarded {
  readonly about: StackResource;
  readonly title: string;
  /** In which `*` stands for what is not known. */
  readonly arn: string;
  /** What its policy says; where it is given several, nobody knows which of them holds. Empty where it has none. */
  readonly policies: readonly (readonly Statement[])[];
}

/** Each policy that may be the one that holds: one that says nothing, where there is none. */
export function possiblePolicies({ policies }: Pick<Guarded, "policies">): Guarded["policies"] {
  return policies.length > 0 ? policies : [[]];
}

/** The policies that some resources give, each for itself. */
export function policiesOf(parts: readonly StackResource[]): readonly (readonly Statement[])[] {
  return parts.flatMap(({ props, name }) => {
    const policy = read(props, "policy");
    // A provider reports a policy that is not there as an empty text.
    return policy.kind === "missing" || is(policy, "") ? [] : [resourceStatements(policy, `${name}: policy`)];
  });
}
