import { sqsDeadLetterQueue } from "../../../policies/rules/sqs-dead-letter-queue";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const TARGET = "arn:aws:sqs:eu-west-1:111122223333:work_dlq";
const REDRIVE = JSON.stringify({ deadLetterTargetArn: TARGET, maxReceiveCount: 10 });
const URL = "https://sqs.eu-west-1.amazonaws.com/111122223333/work";

function queue(redrivePolicy: unknown, more: Partial<Given> = {}): Given {
  return { type: "aws:sqs/queue:Queue", name: "work", props: { url: URL, redrivePolicy }, ...more };
}

function last(name = "last", role: unknown = "dlq"): Given {
  return { type: "aws:sqs/queue:Queue", name, props: { tags: { "archive:queue-role": role } } };
}

function policy(queueUrl: unknown, redrivePolicy: unknown, more: Partial<Given> = {}): Given {
  return {
    type: "aws:sqs/redrivePolicy:RedrivePolicy",
    name: "redrive",
    props: { queueUrl, redrivePolicy },
    ...more,
  };
}

const KEY: Given = { type: "aws:kms/key:Key", name: "key" };

function lost(what: string, ...given: readonly Given[]): Refused {
  return { what, given, says: [lostBy("work")] };
}

function lostBy(name: string): string {
  return `${name}: it has no redrivePolicy that names a deadLetterTargetArn; expected one on every queue whose archive:queue-role is not dlq`;
}

tryRule(sqsDeadLetterQueue, {
  remedy:
    "Give the queue a redrivePolicy with a deadLetterTargetArn, or the tag archive:queue-role dlq if it is the last in line.",
  accepts: [
    { as: "compliant", what: "a queue with a policy of its own", given: queue(REDRIVE) },
    {
      as: "compliant",
      what: "a queue with a policy computed from another queue",
      given: [last(), KEY, queue(UNKNOWN, { from: { redrivePolicy: ["key", "last"] } })],
    },
    {
      as: "compliant",
      what: "a queue with a separate policy, joined by its address",
      given: [queue(""), policy(URL, REDRIVE)],
    },
    {
      as: "compliant",
      what: "a queue with a separate policy, joined by dependency",
      given: [
        last(),
        queue(undefined, { props: { url: UNKNOWN } }),
        policy(UNKNOWN, UNKNOWN, { from: { queueUrl: ["work"], redrivePolicy: ["last"] } }),
      ],
    },
    {
      as: "compliant",
      what: "a queue with a separate policy, the second of two",
      given: [queue(""), policy("https://other", ""), policy(URL, REDRIVE, { name: "second" })],
    },
    { as: "near miss", what: "a queue for dead letters without a policy", given: last() },
    { as: "not applicable", what: "a topic", given: queue("", { type: "aws:sns/topic:Topic" }) },
  ],
  refuses: [
    lost("a queue without a policy", queue(undefined)),
    lost("a queue whose policy is reported as empty", queue("")),
    lost("a policy without a target", queue('{"maxReceiveCount":10}')),
    lost("an empty target", queue('{"deadLetterTargetArn":""}')),
    lost("a target that is no text", queue('{"deadLetterTargetArn":1}')),
    lost("a policy that cannot be read", queue("{")),
    lost("a policy that is computed from nothing that is seen", queue(UNKNOWN)),
    lost("a policy that is computed from a key", KEY, queue(UNKNOWN, { from: { redrivePolicy: ["key"] } })),
    lost("another queue's policy", queue(""), policy("https://other", REDRIVE)),
    lost(
      "a policy of a queue that is computed from nothing that is seen",
      queue("", { props: {} }),
      policy(UNKNOWN, REDRIVE),
    ),
    lost(
      "a policy of a queue that is computed from a key",
      KEY,
      queue(""),
      policy(UNKNOWN, REDRIVE, { from: { queueUrl: ["key"] } }),
    ),
    lost("its own policy without a target", queue(""), policy(URL, "{}")),
    {
      what: "two queues of other roles, after one for dead letters",
      given: [last(), last("work", "DLQ"), last("unknown", UNKNOWN)],
      says: [lostBy("work"), lostBy("unknown")],
    },
  ],
});
