import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { admittingTypes, eachAdmission, isHeld, whoAsks } from "../reading/holding";
import { accountOf, type Principal, type Principals } from "../reading/principal";
import { known, shown } from "../reading/value";
import { rule } from "../rule";

export const resourcePolicyNoPublicPrincipal = rule({
  name: "resource-policy-no-public-principal",
  why: "What lets everyone in is open to whoever finds it",
  level: "mandatory",
  severity: "critical",
  framework: securityHub("S3.2, S3.3, SNS.4, KMS.5, Lambda.1"),
  tags: ["CKV_AWS_70", "CKV_AWS_33", "CKV_AWS_169", "CKV_AWS_387", "CKV_AWS_301", "CIS AWS 7.0 2.21"],
  remedy:
    "Name the principals, or hold the statement to an organization, an account, a network or a source, by StringEquals, ArnEquals or IpAddress and without wildcards.",
  reads: parameters.pick({}),
  types: admittingTypes,
  *resource(resource) {
    yield* eachAdmission(resource, function* ({ principals, conditions }, where) {
      const whoever = manyIn(principals);
      if (whoever !== undefined && !isHeld(conditions, whoAsks))
        yield {
          found: `${where} lets in ${whoever}`,
          expected: "named principals, or a condition that holds it to somebody",
        };
    });
  },
});

/** In words, whoever is let in without being named; undefined where everyone who is let in is. */
function manyIn({ named, complement, undecided }: Principals): string | undefined {
  if (undecided !== undefined) return `a principal that is ${undecided}`;
  if (complement) return "everyone but those in NotPrincipal";
  return named.map(many).find((words) => words !== undefined);
}

function many(principal: Principal): string | undefined {
  if (principal.kind === "everyone") return "everyone";
  const value = shown(known(principal.value));
  if (/[*?]/.test(principal.value)) return value;
  const isLogin = principal.kind === "Federated" && accountOf(principal.value) === undefined;
  return isLogin ? `everyone with a login at ${value}` : undefined;
}
