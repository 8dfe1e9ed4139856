import { type Statement, statementsOf } from "../reading/document";
import type { Principals } from "../reading/principal";
import { shown, type Value } from "../reading/value";

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
  return { ...everything(where), actions: { patterns: [], complement: false, undecided: why } };
}

/** Allows everything, to whomever it is attached. */
export function everything(label: string): Statement {
  const all = { patterns: ["*"], complement: false };
  return { label, effect: "Allow", actions: all, resources: all, conditions: [] };
}
