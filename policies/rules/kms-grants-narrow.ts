import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { accountAt } from "../reading/holding";
import { accountOf } from "../reading/principal";
import { list, read, shown, text, type Value } from "../reading/value";
import { type Finding, rule } from "../rule";

const SPREADING = ["CreateGrant", "RetireGrant"];

export const kmsGrantsNarrow = rule({
  name: "kms-grants-narrow",
  why: "A grant gives away a key beside its policy, where nobody looks",
  level: "mandatory",
  severity: "high",
  framework: securityHub("KMS.1, KMS.2"),
  remedy:
    "Grant to one role, without CreateGrant and RetireGrant, and name a retiringPrincipal of an account in trustedAccounts.",
  reads: parameters.pick({ trustedAccounts: true }),
  types: ["aws:kms/grant:Grant"],
  *resource({ props }, { trustedAccounts }) {
    const grantee = read(props, "granteePrincipal");
    if (!isToCome(grantee) && !isOneIdentity(text(grantee)))
      yield { found: `granteePrincipal is ${shown(text(grantee))}`, expected: "the ARN of one role or user" };
    yield* judgeOperations(list(read(props, "operations")));
    const retiring = read(props, "retiringPrincipal");
    const account = accountAt(text(retiring));
    if (!isToCome(retiring) && !trustedAccounts.some((trusted) => trusted === account))
      yield {
        found: `retiringPrincipal is ${shown(text(retiring))}`,
        expected: "a principal of an account in trustedAccounts",
      };
  },
});

function* judgeOperations(operations: Value<readonly Value<unknown>[]>): Iterable<Finding> {
  if (operations.kind !== "known") {
    yield { found: `operations is ${shown(operations)}`, expected: "a list that can be read" };
    return;
  }
  for (const operation of operations.value.map(text))
    if (operation.kind !== "known" || SPREADING.includes(operation.value))
      yield {
        found: `one of operations is ${shown(operation)}`,
        expected: `neither ${SPREADING.join(" nor ")}`,
      };
}

/** Unknown in a preview while a principal is not made yet; `up` judges it before the step. */
function isToCome(principal: Value<unknown>): boolean {
  return principal.kind === "unknown";
}

/** An account's root stands for everyone in it. */
function isOneIdentity(arn: Value<string>): boolean {
  return (
    arn.kind === "known" &&
    arn.value.startsWith("arn:") &&
    /^[^*?]+\/[^*?]+$/.test(arn.value) &&
    accountOf(arn.value) !== undefined
  );
}
