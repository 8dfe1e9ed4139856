import { wellArchitected } from "../frameworks";
import { parameters } from "../parameters";
import { isForDeadLetters, QUEUE } from "../reading/queues";
import { ofType, type StackResource } from "../reading/resource";
import { is, parsed, read, text, within } from "../reading/value";
import { rule } from "../rule";

const REDRIVE_POLICY = "aws:sqs/redrivePolicy:RedrivePolicy";

export const sqsDeadLetterQueue = rule({
  name: "sqs-dead-letter-queue",
  why: "A message that nobody can handle is kept and told of, instead of coming back until it is lost",
  level: "mandatory",
  severity: "medium",
  framework: wellArchitected("REL04"),
  remedy:
    "Give the queue a redrivePolicy with a deadLetterTargetArn, or the tag archive:queue-role dlq if it is the last in line.",
  reads: parameters.pick({}),
  types: [QUEUE, REDRIVE_POLICY],
  *stack(resources) {
    const policies = ofType(resources, REDRIVE_POLICY);
    for (const queue of ofType(resources, QUEUE)) {
      const redriven = [queue, ...policies.filter((policy) => isOf(policy, queue))].some(namesTarget);
      if (!redriven && !isForDeadLetters(queue))
        yield {
          about: queue,
          found: "it has no redrivePolicy that names a deadLetterTargetArn",
          expected: "one on every queue whose archive:queue-role is not dlq",
        };
    }
  },
});

function isOf(policy: StackResource, queue: StackResource): boolean {
  const url = text(read(policy.props, "queueUrl"));
  return url.kind === "known"
    ? is(text(read(queue.props, "url")), url.value)
    : policy.propertyDependencies["queueUrl"]?.includes(queue) === true;
}

function namesTarget(resource: StackResource): boolean {
  const policy = read(resource.props, "redrivePolicy");
  // In a preview the whole text is unknown as long as the other queue is only being made.
  if (policy.kind === "unknown")
    return resource.propertyDependencies["redrivePolicy"]?.some(({ type }) => type === QUEUE) === true;
  const target = text(within(parsed(policy), "deadLetterTargetArn"));
  return target.kind === "known" && target.value !== "";
}
