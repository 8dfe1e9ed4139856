import type * as pulumi from "@pulumi/pulumi";
import { alarm, type Formula, type Metric } from "../alerts/alarm";

export interface BrokerAlarmsArgs {
  readonly brokerName: string;
  readonly topicArn: pulumi.Input<string>;
}

interface Watch {
  readonly says: string;
  readonly whatToDo: string;
  readonly metric: Metric | Formula;
  readonly comparison: "above" | "below";
  readonly threshold: number;
  /** Five minutes each, in a row. */
  readonly periods: number;
}

/** A metric of the whole broker: of a cluster the sum of its three nodes [AWS: Available CloudWatch metrics for Amazon MQ for RabbitMQ brokers]. */
const metric = (brokerName: string, name: string, statistic: "Maximum" | "Minimum" | "Average"): Metric => ({
  namespace: "AWS/AmazonMQ",
  name,
  dimensions: { Broker: brokerName },
  statistic,
  periodSeconds: 300,
});

/** By the alarms' names in the program. How long each queue is, Amazon MQ does not tell of RabbitMQ 4: its management API does. */
const watches = (brokerName: string): Readonly<Record<string, Watch>> => ({
  memory: {
    says: "has used more than 70 % of the memory that it may: at 100 % it takes no more messages",
    whatToDo:
      "look at how long the queues are: messages that nobody takes are the usual reason. Else choose a larger instance type and deploy",
    metric: {
      expression: "100 * used / limit",
      label: "Memory used, in percent",
      metrics: {
        used: metric(brokerName, "RabbitMQMemUsed", "Maximum"),
        limit: metric(brokerName, "RabbitMQMemLimit", "Minimum"),
      },
    },
    comparison: "above",
    threshold: 70,
    periods: 3,
  },
  disk: {
    says: "has less than twice the free disk below which it takes no more messages",
    whatToDo: "look at how long the queues are, and have what nobody will take any more purged",
    metric: {
      expression: "free / limit",
      label: "Free disk, as a multiple of what must be free",
      metrics: {
        free: metric(brokerName, "RabbitMQDiskFree", "Minimum"),
        limit: metric(brokerName, "RabbitMQDiskFreeLimit", "Maximum"),
      },
    },
    comparison: "below",
    threshold: 2,
    periods: 2,
  },
  cpu: {
    says: "has used more than 80 % of its processors for half an hour",
    whatToDo: "look at the connections and at how often they come and go; else choose a larger instance type",
    metric: metric(brokerName, "SystemCpuUtilization", "Average"),
    comparison: "above",
    threshold: 80,
    periods: 6,
  },
  messages: {
    says: "holds more than 10,000 messages: somebody does not take theirs",
    whatToDo: "the management API tells which queue it is; look whether whoever reads it runs",
    metric: metric(brokerName, "MessageCount", "Minimum"),
    comparison: "above",
    threshold: 10_000,
    periods: 3,
  },
});

/** Everything about a broker that people are told of. One that says nothing does not run, or has lost its nodes. */
export function brokerAlarms(
  name: string,
  { brokerName, topicArn }: BrokerAlarmsArgs,
  child: pulumi.CustomResourceOptions,
): void {
  for (const [role, watch] of Object.entries(watches(brokerName)))
    alarm(
      `${name}-${role}`,
      {
        alarmName: `${brokerName}_queue_${role}`,
        text: { says: `${brokerName} (RabbitMQ) ${watch.says}`, whatToDo: watch.whatToDo },
        metric: watch.metric,
        when: {
          comparison: watch.comparison,
          threshold: watch.threshold,
          periods: watch.periods,
          missing: "bad",
        },
        topicArn,
      },
      child,
    );
}
