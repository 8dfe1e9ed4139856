import { checkov } from "../frameworks";
import { parameters } from "../parameters";
import { ROLE } from "../reading/policy-documents";
import { accountOf } from "../reading/principal";
import { eachTrusted, type Trusted } from "../reading/trust";
import { rule } from "../rule";

export const iamTrustKnownPrincipals = rule({
  name: "iam-trust-known-principals",
  why: "Whoever may take a role has all its rights, and no condition is as sure as a name",
  level: "mandatory",
  severity: "critical",
  framework: checkov("CKV_AWS_60"),
  tags: ["CKV_AWS_61", "CIS AWS 7.0 2.21"],
  remedy: "Name the principals one by one; add an account to trustedAccounts only if it is ours.",
  reads: parameters.pick({ trustedAccounts: true }),
  types: [ROLE],
  *resource(role, { trustedAccounts }) {
    yield* eachTrusted(role, function* (trusted, _statement, where) {
      if (!isKnown(trusted, trustedAccounts))
        yield {
          found: `${where} trusts ${trusted.words}`,
          expected: "named principals of the stage's trustedAccounts, and services",
        };
    });
  },
});

function isKnown(trusted: Trusted, trustedAccounts: readonly string[]): boolean {
  if (trusted.kind === "anyone" || trusted.value.includes("*")) return false;
  const account = accountOf(trusted.value);
  // Services and some identity providers belong to no account.
  return account === undefined
    ? trusted.kind === "Service" || trusted.kind === "Federated"
    : trustedAccounts.includes(account);
}
