import type * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import type { AuroraCapacity } from "./aurora-capacity";
import type { AuroraEngine } from "./aurora-engines";
import { auroraLogGroup } from "./aurora-logs";

export interface AuroraAlarmsArgs {
  readonly clusterName: string;
  readonly engine: AuroraEngine;
  readonly capacity: AuroraCapacity;
  /** Seconds that a reader may be behind. */
  readonly lagSeconds: number;
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
const watches = ({ engine, capacity, lagSeconds }: AuroraAlarmsArgs): Readonly<Record<string, Watch>> => ({
  "capacity-used": {
    says: `an instance has used more than 85 % of its ${capacity.maxAcu} ACUs for ten minutes: it cannot grow much further`,
    whatToDo:
      "Performance Insights names the statements that take most. If they are needed, raise maxAcu and deploy; the limit of connections follows when the instances restart",
    metric: "ACUUtilization",
    above: 85,
    minutes: 10,
  },
  connections: {
    says: `an instance has more than 80 % of the ${engine.connectionLimit(capacity)} connections that it takes: soon it refuses new ones`,
    whatToDo: `${engine.sessions.ofWhom} tells whose they are: most often a client that opens and never closes. Else raise maxAcu, deploy and restart the instances`,
    metric: "DatabaseConnections",
    above: Math.floor(engine.connectionLimit(capacity) * 0.8),
    minutes: 5,
  },
  "replica-lag": {
    says: `a reader is more than ${lagSeconds} seconds behind the writer: what it answers is old`,
    whatToDo: `long transactions on the reader or very many writes are the usual reason (${engine.sessions.doing} on both). A reader that stays behind restarts by itself; if it does not catch up, reboot it`,
    metric: "AuroraReplicaLagMaximum",
    // The metric is in milliseconds.
    above: lagSeconds * 1000,
    minutes: 5,
  },
});

/** Everything about a cluster that people are told of. One that pauses says nothing meanwhile, and nothing is wrong. */
export function auroraAlarms(
  name: string,
  args: AuroraAlarmsArgs,
  child: pulumi.CustomResourceOptions,
): void {
  const { clusterName, engine, topicArn } = args;
  const log = { group: auroraLogGroup(clusterName, engine.logs[0]) };
  for (const [role, { says, whatToDo, metric, above, minutes }] of Object.entries(watches(args)))
    alarm(
      `${name}-${role}`,
      {
        alarmName: `${clusterName}_${role.replaceAll("-", "_")}`,
        text: { says: `${clusterName}: ${says}`, whatToDo, log },
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
