import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { Metric } from "../alerts/alarm";
import { serviceAlarm, taskAlarms, type Watched } from "./task-alarms";

export interface HttpAlarmsArgs {
  /** Physical name of the service, and the beginning of the alarms'. */
  readonly serviceName: string;
  readonly clusterName: pulumi.Input<string>;
  /** Tasks below which something is wrong. */
  readonly minTasks: number;
  readonly balancerArnSuffix: pulumi.Input<string>;
  /** The last part of each target group's ARN, by colour. */
  readonly groupArnSuffixes: Readonly<Record<string, pulumi.Input<string>>>;
  /** CloudWatch log group of the tasks. */
  readonly logGroupName: string;
  readonly topicArn: pulumi.Input<string>;
}

/** Alarms of a service that answers requests (table W-D), for people. */
export interface HttpAlarms {
  /** Those that bring the last revision back when they begin in a deployment. */
  readonly rollback: readonly cloudwatch.MetricAlarm[];
}

export function httpAlarms(
  name: string,
  args: HttpAlarmsArgs,
  child: pulumi.CustomResourceOptions,
): HttpAlarms {
  const service = { ...args, does: "answers requests" };
  const watch = (role: string, watched: Watched) => serviceAlarm(name, role, watched, service, child);
  const rollback = Object.entries(args.groupArnSuffixes).map(([colour, groupArnSuffix]) => {
    const ofGroup = groupMetrics(args.balancerArnSuffix, groupArnSuffix);
    watch(`${colour}-slow`, slow(colour, ofGroup));
    watch(`${colour}-unhealthy`, unhealthy(colour, ofGroup));
    return watch(`${colour}-5xx`, failing(colour, ofGroup));
  });
  taskAlarms(name, service, child);
  return { rollback };
}

type MetricOf = (name: string, statistic: Metric["statistic"], periodSeconds: number) => Metric;

const groupMetrics =
  (balancerArnSuffix: pulumi.Input<string>, groupArnSuffix: pulumi.Input<string>): MetricOf =>
  (name, statistic, periodSeconds) => ({
    namespace: "AWS/ApplicationELB",
    name,
    dimensions: { LoadBalancer: balancerArnSuffix, TargetGroup: groupArnSuffix },
    statistic,
    periodSeconds,
  });

/** By group: of a canary's few requests the whole service would hide the failures. */
const failing = (colour: string, metric: MetricOf): Watched => ({
  says: `more than 1 % of the requests to ${colour} failed in 5 minutes`,
  whatToDo:
    "read its log for the errors. A deployment that began it is rolled back by itself; otherwise look at what it needs: database, bucket, secrets",
  metric: {
    expression: "100 * FILL(failed, 0) / requests",
    label: "Percent of requests that failed",
    metrics: {
      failed: metric("HTTPCode_Target_5XX_Count", "Sum", 300),
      requests: metric("RequestCount", "Sum", 300),
    },
  },
  when: { comparison: "above", threshold: 1, missing: "good" },
});

const slow = (colour: string, metric: MetricOf): Watched => ({
  says: `one request in 20 to ${colour} took longer than a second, in 3 of 5 minutes`,
  whatToDo:
    "look at the database's load and the tasks' processors, then at which requests are slow in its log",
  metric: metric("TargetResponseTime", "p95", 60),
  when: { comparison: "above", threshold: 1, periods: 3, outOf: 5, missing: "good" },
});

const unhealthy = (colour: string, metric: MetricOf): Watched => ({
  says: `a task in ${colour} has not been ready for 3 minutes`,
  whatToDo: "ask a task for its readiness: the answer names what it cannot reach",
  metric: metric("UnHealthyHostCount", "Maximum", 60),
  when: { comparison: "atLeast", threshold: 1, periods: 3, missing: "good" },
});
