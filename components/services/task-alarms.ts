import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import { alarm, type AlarmArgs } from "../alerts/alarm";

/** What an alarm of a service looks at, and what it tells. */
export type Watched = Pick<AlarmArgs, "metric" | "when"> & {
  readonly says: string;
  readonly whatToDo: string;
};

export interface WatchedService {
  /** Physical name of the service, and the beginning of the alarms'. */
  readonly serviceName: string;
  /** What it does, in a few words: `answers requests`. */
  readonly does: string;
  readonly clusterName: pulumi.Input<string>;
  /** Tasks below which something is wrong. */
  readonly minTasks: number;
  /** CloudWatch log group of the tasks. */
  readonly logGroupName: string;
  readonly topicArn: pulumi.Input<string>;
}

/** An alarm of a service, for people. */
export const serviceAlarm = (
  name: string,
  role: string,
  { says, whatToDo, metric, when }: Watched,
  { serviceName, does, logGroupName, topicArn }: WatchedService,
  child: pulumi.CustomResourceOptions,
): cloudwatch.MetricAlarm =>
  alarm(
    `${name}-${role}`,
    {
      alarmName: `${serviceName}_${role.replaceAll("-", "_")}`,
      text: {
        says: `${serviceName}: ${says}`,
        whatToDo,
        service: { name: serviceName, does },
        log: { group: logGroupName },
      },
      metric,
      when,
      topicArn,
    },
    child,
  );

/** Tells when a service has too few tasks, or they have too little of processor or memory. */
export function taskAlarms(name: string, service: WatchedService, child: pulumi.CustomResourceOptions): void {
  for (const [role, watched] of Object.entries(ofTasks(service)))
    serviceAlarm(name, role, watched, service, child);
}

function ofTasks({ clusterName, serviceName, minTasks }: WatchedService): Readonly<Record<string, Watched>> {
  const dimensions = { ClusterName: clusterName, ServiceName: serviceName };
  const full = (metricName: string, what: string): Watched => ({
    says: `its tasks have used more than 85 % of their ${what} for 10 minutes`,
    whatToDo: `see whether there are as many tasks as there may be; if so, let there be more, or give each more ${what}`,
    metric: { namespace: "AWS/ECS", name: metricName, dimensions, statistic: "Average", periodSeconds: 60 },
    when: { comparison: "above", threshold: 85, periods: 10, missing: "good" },
  });
  return {
    "few-tasks": {
      says: `fewer than ${minTasks} tasks have run for 3 minutes`,
      whatToDo: "the events of the ECS service say why tasks end or do not start",
      metric: {
        namespace: "ECS/ContainerInsights",
        name: "RunningTaskCount",
        dimensions,
        statistic: "Minimum",
        periodSeconds: 60,
      },
      when: { comparison: "below", threshold: minTasks, periods: 3, missing: "bad" },
    },
    cpu: full("CPUUtilization", "processor"),
    memory: full("MemoryUtilization", "memory"),
  };
}
