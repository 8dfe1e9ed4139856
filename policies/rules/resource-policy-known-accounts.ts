import { securityHub } from "../frameworks";
import { parameters, type Settings } from "../parameters";
import { accountAt, accountIn, admittingTypes, eachAdmission, namedByConditions } from "../reading/holding";
import { accountOf, type Principals } from "../reading/principal";
import type { Resource } from "../reading/resource";
import { known, read, shown, text } from "../reading/value";
import { type Finding, rule } from "../rule";

type Trust = Settings<"trustedAccounts" | "organizationId">;

const GRANT = "aws:kms/grant:Grant";
const KNOWN = "an account in trustedAccounts";

export const resourcePolicyKnownAccounts = rule({
  name: "resource-policy-known-accounts",
  why: "Whoever is let in from another account answers to nobody here",
  level: "mandatory",
  severity: "high",
  framework: securityHub("S3.6"),
  remedy: "Take the account out, or add it to trustedAccounts; an organization belongs in organizationId.",
  reads: parameters.pick({ trustedAccounts: true, organizationId: true }),
  types: [...admittingTypes, GRANT],
  *resource(resource, trust) {
    if (resource.type === GRANT) yield* judgeGrantee(resource, trust);
    yield* eachAdmission(resource, function* ({ principals, conditions }, where) {
      if (principals.undecided !== undefined)
        yield { found: `${where} names a principal that is ${principals.undecided}`, expected: KNOWN };
      for (const value of identitiesIn(principals))
        if (!isTrusted(accountOf(value), trust))
          yield { found: `${where} names ${shown(known(value))}`, expected: KNOWN };
      for (const value of namedByConditions(conditions)) yield* judgeCondition(value, where, trust);
    });
  },
});

/** A service is AWS's own, of no account; whoever is let in by NotPrincipal is told by the conditions alone. */
function identitiesIn({ named, complement }: Principals): readonly string[] {
  if (complement) return [];
  return named.flatMap((each) => (each.kind === "everyone" || each.kind === "Service" ? [] : [each.value]));
}

/** Of a condition's values many name no account; what lets in too many is judged by another rule. */
function* judgeCondition(value: string, where: string, trust: Trust): Iterable<Finding> {
  const account = accountIn(value);
  const organization = /^o-[^/]+/.exec(value)?.[0];
  if (account !== undefined && !isTrusted(account, trust))
    yield { found: `a condition of ${where} names ${shown(known(value))}`, expected: KNOWN };
  if (organization !== undefined && organization !== trust.organizationId)
    yield {
      found: `a condition of ${where} names ${shown(known(value))}`,
      expected: "the organization in organizationId",
    };
}

function* judgeGrantee({ props }: Resource, trust: Trust): Iterable<Finding> {
  const grantee = read(props, "granteePrincipal");
  // Unknown in a preview while the grantee is not made yet; `up` judges it before the step.
  if (grantee.kind === "unknown") return;
  const arn = text(grantee);
  if (!isTrusted(accountAt(arn), trust))
    yield { found: `granteePrincipal is ${shown(arn)}`, expected: KNOWN };
}

function isTrusted(account: string | undefined, { trustedAccounts }: Trust): boolean {
  return trustedAccounts.some((trusted) => trusted === account);
}
