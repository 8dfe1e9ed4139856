import type * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import { connectionLimit, type AuroraCapacity } from "./aurora-capacity";

export interface AuroraAlarmsArgs {
  readonly clusterName: string;
  readonly capacity: AuroraCapacity;
  /** CloudWatch log group with the database's own words. */
  readonly logGroup: string;
  readonly topicArn: pulumi.Input<string>;
}

/** What a cluster is watched for: the worst of its instances, minute by minute. */
interface Watch {
  readonly says: string;
  readonly whatToDo: string;
  /** Metric of AWS/RDS. */
  readonly metric: string;
  readonly above: number;
  /** Minutes in a row. */
  readonly minutes: number;
}

/**
 * By the alarms' names in the program; their physical names are the cluster's and these, with underscores. Limits are
 * webservice-and-platform.md W-D's. Local storage has none: AWS tells nothing of it for Serverless v2 [AWS: Amazon
 * CloudWatch metrics for Amazon Aurora, FreeLocalStorage].
 */
const watches = (capacity: AuroraCapacity): Readonly<Record<string, Watch>> => ({
  "capacity-used": {
    says: `an instance has used more than 85 % of its ${capacity.maxAcu} ACUs for ten minutes: it cannot grow much further`,
    whatToDo:
      "Performance Insights names the statements that take most. If they are needed, raise maxAcu and deploy; the limit of connections follows when the instances restart",
    metric: "ACUUtilization",
    above: 85,
    minutes: 10,
  },
  connections: {
    says: `an instance has more than 80 % of the ${connectionLimit(capacity)} connections that it takes: soon it refuses new ones`,
    whatToDo:
      "select application_name, state, count(*) from pg_stat_activity group by 1, 2 tells whose they are: most often a client that opens and never closes. Else raise maxAcu, deploy and restart the instances",
    metric: "DatabaseConnections",
    above: Math.floor(connectionLimit(capacity) * 0.8),
    minutes: 5,
  },
  "replica-lag": {
    says: "a reader is more than 30 seconds behind the writer: what it answers is old",
    whatToDo:
      "long transactions on the reader or very many writes are the usual reason (pg_stat_activity on both). A reader that stays behind restarts by itself; if it does not catch up, reboot it",
    metric: "AuroraReplicaLagMaximum",
    // The metric is in milliseconds.
    above: 30_000,
    minutes: 5,
  },
});

/** Everything about a cluster that people are told of. One that pauses says nothing meanwhile, and nothing is wrong. */
export function auroraAlarms(
  name: string,
  { clusterName, capacity, logGroup, topicArn }: AuroraAlarmsArgs,
  child: pulumi.CustomResourceOptions,
): void {
  for (const [role, { says, whatToDo, metric, above, minutes }] of Object.entries(watches(capacity)))
    alarm(
      `${name}-${role}`,
      {
        alarmName: `${clusterName}_${role.replaceAll("-", "_")}`,
        text: { says: `${clusterName}: ${says}`, whatToDo, log: { group: logGroup } },
        metric: {
          namespace: "AWS/RDS",
          name: metric,
          dimensions: { DBClusterIdentifier: clusterName },
          statistic: "Maximum",
          periodSeconds: 60,
        },
        when: { comparison: "above", threshold: above, periods: minutes, missing: "good" },
        topicArn,
      },
      child,
    );
}
