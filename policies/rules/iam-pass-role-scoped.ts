import { checkov } from "../frameworks";
import { parameters } from "../parameters";
import { isBoundary } from "../reading/boundaries";
import { type Reach, widened } from "../reading/document";
import { eachGrant } from "../reading/each-statement";
import { matches } from "../reading/glob";
import { isPinned, literally } from "../reading/pinned";
import { POLICY, ROLE, ROLE_POLICY } from "../reading/policy-documents";
import { known, shown } from "../reading/value";
import { rule } from "../rule";

export const iamPassRoleScoped = rule({
  name: "iam-pass-role-scoped",
  why: "Whoever can hand a role to a service can do all that the role can",
  level: "mandatory",
  severity: "critical",
  framework: checkov("CKV_AWS_286"),
  tags: ["CKV_AWS_289"],
  remedy: "Name the roles one by one, and the services by StringEquals on iam:PassedToService.",
  reads: parameters.pick({ approvedBoundaryArns: true }),
  types: [POLICY, ROLE_POLICY, ROLE],
  *resource(identity, settings) {
    if (isBoundary(identity, settings)) return;
    yield* eachGrant(identity, function* (grant, where) {
      if (!mayPassRoles(grant.actions)) return;
      for (const roles of unnamed(grant.resources))
        yield { found: `${where} lets ${roles} be passed`, expected: "whole ARNs of roles" };
      if (!isPinned(grant, "iam:PassedToService", literally))
        yield {
          found: `${where} lets roles be passed to any service`,
          expected: "a condition that holds iam:PassedToService to named services",
        };
    });
  },
});

function mayPassRoles(actions: Reach): boolean {
  if (actions.undecided !== undefined) return true;
  const patterns = actions.complement ? actions.patterns : widened(actions);
  return patterns.some((pattern) => matches(pattern.toLowerCase(), "iam:passrole")) !== actions.complement;
}

const ONE_ROLE = /^arn:[^:*?$]+:iam::\d{12}:role\/[^*?$]+$/;

function* unnamed({ patterns, complement, undecided }: Reach): Iterable<string> {
  if (undecided !== undefined) yield `a role that is ${undecided}`;
  if (complement) yield "all but what NotResource lists";
  else for (const pattern of patterns) if (!ONE_ROLE.test(pattern)) yield shown(known(pattern));
}
