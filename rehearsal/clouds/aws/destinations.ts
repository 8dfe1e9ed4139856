import type { Cloud } from "../cloud";
import { allowsService } from "./policy-document";
import { QUEUE, QUEUE_POLICY, TOPIC, TOPIC_POLICY } from "./tokens";
import { pointsAt } from "./values";

/** Where AWS services send to: what they must be let do, and where that may stand beside the thing's own policy. */
const DESTINATIONS = [
  { type: QUEUE, action: "sqs:SendMessage", policyType: QUEUE_POLICY, of: "queueUrl" },
  { type: TOPIC, action: "sns:Publish", policyType: TOPIC_POLICY, of: "arn" },
];

/**
 * What a service lacks at a queue or topic: `sqs:SendMessage`. Nothing when a policy of it lets the service in, and
 * for one that is not known here, as of another account.
 */
export function lackedAt(arn: string, service: string, cloud: Cloud): string | undefined {
  for (const { type, action, policyType, of } of DESTINATIONS)
    for (const target of cloud.named([type], arn)) {
      const policies = [
        target.inputs["policy"],
        ...cloud
          .all(policyType)
          .filter((policy) => pointsAt(policy, of, target, cloud))
          .map((policy) => policy.inputs["policy"]),
      ];
      if (!policies.some((policy) => allowsService(policy, service, [action]))) return action;
    }
  return undefined;
}
