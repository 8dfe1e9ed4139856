import { wellArchitected } from "../frameworks";
import { parameters } from "../parameters";
import { isForDeadLetters, QUEUE } from "../reading/queues";
import { ofType, type StackResource } from "../reading/resource";
import { flag, is, list, read, text } from "../reading/value";
import { rule } from "../rule";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const METRIC = "ApproximateNumberOfMessagesVisible";

export const sqsDlqAlarm = rule({
  name: "sqs-dlq-alarm",
  why: "What ends in a dead-letter queue is gone for good when nobody looks at it in time",
  level: "mandatory",
  severity: "medium",
  framework: wellArchitected("OPS08"),
  remedy: `Give the queue an alarm on ${METRIC} of AWS/SQS, with its QueueName and an alarm action.`,
  reads: parameters.pick({}),
  types: [QUEUE, ALARM],
  *stack(resources) {
    const alarms = ofType(resources, ALARM).filter(isHeard);
    for (const queue of ofType(resources, QUEUE))
      if (isForDeadLetters(queue) && !alarms.some((alarm) => isAbout(alarm, queue)))
        yield {
          about: queue,
          found: `no alarm with an action watches its ${METRIC}`,
          expected: "one on every queue whose archive:queue-role is dlq",
        };
  },
});

/** Whether an alarm on messages in a queue tells anyone. */
function isHeard({ props }: StackResource): boolean {
  const enabled = flag(read(props, "actionsEnabled"));
  const actions = list(read(props, "alarmActions"));
  return (
    is(read(props, "namespace"), "AWS/SQS") &&
    is(read(props, "metricName"), METRIC) &&
    (enabled.kind === "missing" || is(enabled, true)) &&
    actions.kind === "known" &&
    actions.value.length > 0
  );
}

function isAbout(alarm: StackResource, queue: StackResource): boolean {
  const name = text(read(alarm.props, "dimensions", "QueueName"));
  return name.kind === "known"
    ? is(text(read(queue.props, "name")), name.value)
    : alarm.propertyDependencies["dimensions"]?.includes(queue) === true;
}
