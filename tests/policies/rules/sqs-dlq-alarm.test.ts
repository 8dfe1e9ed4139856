import { sqsDlqAlarm } from "../../../policies/rules/sqs-dlq-alarm";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

function queue(queueName: unknown, name = "last", role: unknown = "dlq"): Given {
  return {
    type: "aws:sqs/queue:Queue",
    name,
    props: { name: queueName, tags: { "archive:queue-role": role } },
  };
}

function alarm(props: object, more: Partial<Given> = {}): Given {
  return {
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    name: "alarm",
    props: {
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "work_dlq" },
      alarmActions: ["arn:aws:sns:eu-west-1:111122223333:alarms"],
      ...props,
    },
    ...more,
  };
}

function heard(what: string, props: object): Accepted {
  return { as: "compliant", what, given: [queue("work_dlq"), alarm(props)] };
}

function unheard(what: string, props: object): Refused {
  return { what, given: [queue("work_dlq"), alarm(props)], says: [unwatched("last")] };
}

function unwatched(name: string): string {
  return `${name}: no alarm with an action watches its ApproximateNumberOfMessagesVisible; expected one on every queue whose archive:queue-role is dlq`;
}

tryRule(sqsDlqAlarm, {
  remedy:
    "Give the queue an alarm on ApproximateNumberOfMessagesVisible of AWS/SQS, with its QueueName and an alarm action.",
  accepts: [
    heard("an alarm", {}),
    heard("an alarm that says that it is on", { actionsEnabled: true }),
    heard("an alarm of which the provider reports nothing more", { actionsEnabled: null }),
    heard("an action that is only being made", { alarmActions: [UNKNOWN] }),
    {
      as: "compliant",
      what: "an alarm joined by dependency",
      given: [
        queue(UNKNOWN),
        alarm({ dimensions: { QueueName: UNKNOWN } }, { from: { dimensions: ["last"] } }),
      ],
    },
    {
      as: "compliant",
      what: "the second of two alarms",
      given: [
        queue("work_dlq"),
        alarm({ dimensions: { QueueName: "other" } }),
        alarm({}, { name: "second" }),
      ],
    },
    { as: "near miss", what: "a queue for work", given: queue("work", "work", "work") },
    { as: "not applicable", what: "a topic", given: { ...queue("any"), type: "aws:sns/topic:Topic" } },
  ],
  refuses: [
    { what: "a queue without an alarm", given: queue("work_dlq"), says: [unwatched("last")] },
    unheard("an alarm that is off", { actionsEnabled: false }),
    unheard("an alarm of which nobody knows whether it is on", { actionsEnabled: UNKNOWN }),
    unheard("an alarm that tells nobody", { alarmActions: [] }),
    unheard("an alarm without actions", { alarmActions: undefined }),
    unheard("an alarm whose actions are not known", { alarmActions: UNKNOWN }),
    unheard("another metric", { metricName: "ApproximateAgeOfOldestMessage" }),
    unheard("another namespace", { namespace: "AWS/SNS" }),
    unheard("another queue's alarm", { dimensions: { QueueName: "work" } }),
    unheard("an alarm on a queue that is not known", { dimensions: { QueueName: UNKNOWN } }),
    unheard("an alarm without a queue", { dimensions: {} }),
    {
      what: "an alarm on what is computed from another queue",
      given: [
        queue("work_dlq"),
        queue("work", "work", "work"),
        alarm({ dimensions: { QueueName: UNKNOWN } }, { from: { dimensions: ["work"] } }),
      ],
      says: [unwatched("last")],
    },
    {
      what: "two queues, the second without an alarm",
      given: [queue("work_dlq"), queue("other_dlq", "other"), alarm({})],
      says: [unwatched("other")],
    },
    {
      what: "a queue whose name is not known",
      given: [queue(UNKNOWN), alarm({})],
      says: [unwatched("last")],
    },
  ],
});
