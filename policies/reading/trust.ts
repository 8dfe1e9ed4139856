import type { Finding } from "../rule";
import type { Statement } from "./document";
import { eachStatement } from "./each-statement";
import { trustPaths } from "./policy-documents";
import type { PrincipalKind } from "./principal";
import type { Resource } from "./resource";
import { known, shown } from "./value";

/** Whom a role trusts: one principal, or, where the statement does not say whom, anyone; `words` are for messages. */
export type Trusted =
  | { readonly kind: "anyone"; readonly words: string }
  | { readonly kind: PrincipalKind; readonly value: string; readonly words: string };

/** Judges everyone who may take a role, one by one. */
export function* eachTrusted(
  role: Resource,
  judge: (trusted: Trusted, statement: Statement, where: string) => Iterable<Finding>,
): Iterable<Finding> {
  yield* eachStatement(role, trustPaths, function* (statement, where) {
    if (statement.effect === "Allow")
      for (const trusted of trustedBy(statement)) yield* judge(trusted, statement, where);
  });
}

function trustedBy({ principals }: Statement): readonly Trusted[] {
  if (principals === undefined) return [anyone("someone whom it does not name")];
  const { named, complement, undecided } = principals;
  if (complement) return [anyone("all but those that NotPrincipal names")];
  const trusted = named.map((principal) =>
    principal.kind === "everyone"
      ? anyone("everyone")
      : { ...principal, words: shown(known(principal.value)) },
  );
  return undecided === undefined ? trusted : [...trusted, anyone(`a principal that is ${undecided}`)];
}

function anyone(words: string): Trusted {
  return { kind: "anyone", words };
}
