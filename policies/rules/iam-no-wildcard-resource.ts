import { checkov } from "../frameworks";
import { parameters } from "../parameters";
import { takesResources } from "../reading/action-table";
import { isBoundary } from "../reading/boundaries";
import { type Reach, widened } from "../reading/document";
import { eachGrant } from "../reading/each-statement";
import { matches } from "../reading/glob";
import { GROUP_POLICY, POLICY, ROLE, ROLE_POLICY } from "../reading/policy-documents";
import { known, shown } from "../reading/value";
import { rule } from "../rule";

export const iamNoWildcardResource = rule({
  name: "iam-no-wildcard-resource",
  why: "What may be done to everything may be done to what it was not meant for, and to what is made tomorrow",
  level: "mandatory",
  severity: "high",
  framework: checkov("CKV_AWS_355"),
  tags: ["CKV_AWS_290"],
  remedy: "Name the resources; give actions that take none a statement of their own.",
  reads: parameters.pick({ approvedBoundaryArns: true }),
  types: [POLICY, ROLE_POLICY, ROLE, GROUP_POLICY],
  *resource(identity, settings) {
    if (isBoundary(identity, settings)) return;
    yield* eachGrant(identity, function* ({ actions, resources }, where) {
      const everything = everythingIn(resources);
      if (everything === undefined) return;
      for (const action of boundIn(actions))
        yield {
          found: `${where} allows ${action} on ${everything}`,
          expected: "named resources for an action that takes them",
        };
    });
  },
});

/**
 * Their only resource is the one dataset that an account has in a region (Amazon CloudWatch API reference,
 * "GetDataset"): to name it narrows nothing.
 */
const ON_ONE_DATASET = ["cloudwatch:getmetricdata", "cloudwatch:listmetrics", "cloudwatch:putmetricdata"];

function* boundIn(actions: Reach): Iterable<string> {
  if (actions.undecided !== undefined) yield `an action that is ${actions.undecided}`;
  if (actions.complement) yield "all but what NotAction lists";
  else
    for (const action of widened(actions))
      if (takesResources(action) && !ON_ONE_DATASET.includes(action.toLowerCase()))
        yield shown(known(action));
}

function everythingIn(resources: Reach): string | undefined {
  if (resources.undecided !== undefined) return `a resource that is ${resources.undecided}`;
  if (resources.complement) return "all but what NotResource lists";
  const everything = widened(resources).find(isEverything);
  return everything === undefined ? undefined : shown(known(everything));
}

// The ends of two ARNs of one service that have nothing in common, where it has regions and where it has none.
const ENDS = [
  ["a-b-1:111111111111:c", "d-e-2:222222222222:f/g"],
  [":111111111111:c", ":222222222222:f/g"],
];

/** Whether a pattern narrows no further than to a service. */
function isEverything(pattern: string): boolean {
  const service = pattern.split(":").slice(0, 3).join(":");
  return ENDS.some((ends) => ends.every((end) => matches(pattern, `${service}:${end}`)));
}
