import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { type Reach, widened } from "../reading/document";
import { eachGrant } from "../reading/each-statement";
import { GROUP_POLICY, PERMISSION_SET, POLICY, ROLE, ROLE_POLICY } from "../reading/policy-documents";
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
  types: [POLICY, ROLE_POLICY, ROLE, GROUP_POLICY, PERMISSION_SET],
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

function* faultsOf(actions: Reach): Iterable<string> {
  if (actions.undecided !== undefined) yield `an action that is ${actions.undecided}`;
  if (actions.complement) yield "all but what NotAction lists";
  else
    for (const pattern of widened(actions))
      if (WILDCARD.test(pattern) && !READING.test(pattern)) yield shown(known(pattern));
}
