import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import type { Reach } from "../reading/document";
import { eachGrant, POLICY, ROLE } from "../reading/identity";
import { known, shown } from "../reading/value";
import { rule } from "../rule";

export const iamNoWildcardAction = rule({
  name: "iam-no-wildcard-action",
  why: "A wildcard grants what nobody chose, and tomorrow's actions with it",
  level: "mandatory",
  severity: "high",
  framework: securityHub("IAM.21"),
  tags: ["CKV_AWS_63", "CKV2_AWS_40"],
  remedy: "List the actions that are needed.",
  reads: parameters.pick({}),
  types: [
    POLICY,
    "aws:iam/rolePolicy:RolePolicy",
    ROLE,
    "aws:iam/groupPolicy:GroupPolicy",
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
  ],
  *resource(identity) {
    yield* eachGrant(identity, function* ({ actions }, where) {
      for (const fault of faultsOf(actions))
        yield {
          found: `${where} allows ${fault}`,
          expected: "named actions, or one service's Get*, List*, Describe* or BatchGet*",
        };
    });
  },
});

const WILDCARD = /[*?]/;
const READING = /^[^*?:]+:(get|list|describe|batchget)/i;

function* faultsOf({ patterns, complement, undecided }: Reach): Iterable<string> {
  if (undecided !== undefined) yield `an action that is ${undecided}`;
  if (complement) yield "all but what NotAction lists";
  else
    for (const pattern of patterns)
      if (WILDCARD.test(pattern) && !READING.test(pattern)) yield shown(known(pattern));
}
