import { estateRule } from "../frameworks";
import { parameters } from "../parameters";
import {
  BUCKET_POLICY,
  bucketPaths,
  foundAt,
  identityPaths,
  KEY,
  keyPaths,
  POLICY,
  ROLE,
  ROLE_POLICY,
  trustPaths,
} from "../reading/policy-documents";
import { principalsOf } from "../reading/principal";
import { oneOrMore, parsed, record, shown, text, type Value, withinAnyCase } from "../reading/value";
import { rule } from "../rule";

const ACTIONS = [
  ["Action", "an Action"],
  ["NotAction", "a NotAction"],
] as const;

export const iamPolicyKnownAtPreview = rule({
  name: "iam-policy-known-at-preview",
  why: "What a preview cannot read it cannot refuse, and afterwards it is too late",
  level: "mandatory",
  severity: "high",
  framework: estateRule,
  remedy:
    "Build the document from names that the program knows; only resources and conditions may be outputs.",
  reads: parameters.pick({}),
  types: [POLICY, ROLE_POLICY, ROLE, BUCKET_POLICY, KEY],
  *resource(resource) {
    for (const paths of [identityPaths, trustPaths, bucketPaths, keyPaths])
      for (const { place, value } of foundAt(resource, paths))
        for (const found of unknownsOf(value, place))
          yield { found, expected: "a document that can be read in preview" };
  },
});

function* unknownsOf(document: Value<unknown>, place: string): Iterable<string> {
  if (document.kind === "missing") return;
  const statements = oneOrMore(withinAnyCase(parsed(document), "Statement"));
  if (statements.kind !== "known") {
    yield `what ${place} states is ${shown(statements)}`;
    return;
  }
  for (const [index, statement] of statements.value.entries())
    for (const unknown of unknownsIn(statement)) yield `${place}, statement ${index + 1}${unknown}`;
}

function* unknownsIn(statement: Value<unknown>): Iterable<string> {
  const readable = record(statement);
  if (readable.kind !== "known") {
    yield ` is ${shown(readable)}`;
    return;
  }
  const effect = text(withinAnyCase(statement, "Effect"));
  if (effect.kind !== "known") yield ` has an Effect that is ${shown(effect)}`;
  for (const [element, words] of ACTIONS) {
    const actions = oneOrMore(withinAnyCase(statement, element));
    for (const action of actions.kind === "known" ? actions.value.map(text) : [actions])
      if (action.kind === "unknown") yield ` has ${words} that is ${action.why}`;
  }
  const undecided = principalsOf(statement)?.undecided;
  if (undecided !== undefined) yield ` has a principal that is ${undecided}`;
}
