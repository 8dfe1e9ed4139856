import type { Finding } from "../rule";
import { type Statement, statementsOf } from "./document";
import { foundAt, identityPaths, type Paths } from "./policy-documents";
import type { Resource } from "./resource";
import { shown } from "./value";

/** Judges every statement of a resource's documents; a document that cannot be read is refused as such. */
export function* eachStatement(
  resource: Resource,
  paths: Paths,
  judge: (statement: Statement, where: string) => Iterable<Finding>,
): Iterable<Finding> {
  for (const { place, value } of foundAt(resource, paths)) {
    if (value.kind === "missing") continue;
    const statements = statementsOf(value);
    if (statements.kind !== "known")
      yield {
        found: `${place} is ${shown(statements)}`,
        expected: "an IAM document that can be read in preview",
      };
    else for (const statement of statements.value) yield* judge(statement, `${place}, ${statement.label}`);
  }
}

/** Judges every statement that allows an identity something. */
export function* eachGrant(
  identity: Resource,
  judge: (grant: Statement, where: string) => Iterable<Finding>,
): Iterable<Finding> {
  yield* eachStatement(identity, identityPaths, function* (statement, where) {
    if (statement.effect === "Allow") yield* judge(statement, where);
  });
}
