import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { insteadOfCustomerKey } from "../reading/customer-key";
import { isGiven } from "../reading/given";
import { QUEUE } from "../reading/queues";
import type { Resource } from "../reading/resource";
import { flag, is, read, shown, text } from "../reading/value";
import { type Finding, rule } from "../rule";

const TOPIC = "aws:sns/topic:Topic";

export const messagingEncrypted = rule({
  name: "messaging-encrypted",
  why: "Messages name what the archive holds, and wait on disks",
  level: "remediate",
  severity: "medium",
  framework: securityHub("SQS.1, SNS.1"),
  tags: ["CKV_AWS_27", "CKV_AWS_26"],
  remedy:
    "Give the queue or the topic a kmsMasterKeyId; a queue may have sqsManagedSseEnabled: true instead.",
  reads: parameters.pick({}),
  types: [QUEUE, TOPIC],
  *resource(resource) {
    yield* resource.type === QUEUE ? queueFindings(resource) : topicFindings(resource);
  },
  *repairs(resource) {
    if (resource.type !== QUEUE) return;
    const key = read(resource.props, "kmsMasterKeyId");
    const managed = read(resource.props, "sqsManagedSseEnabled");
    const unencrypted = managed.kind === "missing" || is(managed, false);
    if (unencrypted && (key.kind === "missing" || is(key, "")))
      yield { path: ["sqsManagedSseEnabled"], value: true };
  },
});

function* queueFindings({ props }: Resource): Iterable<Finding> {
  const key = read(props, "kmsMasterKeyId");
  const managed = flag(read(props, "sqsManagedSseEnabled"));
  if (!isGiven(key) && !is(managed, true))
    yield {
      found: `kmsMasterKeyId is ${shown(text(key))} and sqsManagedSseEnabled is ${shown(managed)}`,
      expected: "a key, or true",
    };
}

function* topicFindings(topic: Resource): Iterable<Finding> {
  const instead = insteadOfCustomerKey(topic, "kmsMasterKeyId");
  if (instead !== undefined)
    yield { found: `kmsMasterKeyId is ${instead}`, expected: "the ARN of a customer's key" };
}
