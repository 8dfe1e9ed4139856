import type * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import type { MariaDbSize } from "./maria-db-size";

export interface MariaDbAlarmsArgs {
  readonly instanceName: string;
  readonly size: MariaDbSize;
  /** CloudWatch log group with the database's own words. */
  readonly logGroup: string;
  readonly topicArn: pulumi.Input<string>;
}

interface Watch {
  readonly says: string;
  readonly whatToDo: string;
  /** Metric of AWS/RDS. */
  readonly metric: string;
  readonly statistic: "Maximum" | "Minimum" | "Average";
  readonly comparison: "above" | "below";
  readonly threshold: number;
  /** Minutes in a row. */
  readonly minutes: number;
}

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

/** RDS makes room when a tenth is left: below half of that it has not, or may not any more. */
const LEAST_FREE = 0.05;

/** By the alarms' names in the program; their physical names are the instance's and these, with underscores. */
const watches = ({
  storageGiB,
  maxStorageGiB,
  maxConnections,
}: MariaDbSize): Readonly<Record<string, Watch>> => ({
  "free-storage": {
    says: `less than ${LEAST_FREE * 100} % of the ${storageGiB} GiB that it began with is free: a full database stops`,
    whatToDo: `RDS makes more room by itself up to ${maxStorageGiB} GiB, but not twice in six hours. At the limit raise maxStorageGiB and deploy`,
    metric: "FreeStorageSpace",
    statistic: "Minimum",
    comparison: "below",
    threshold: storageGiB * GIB * LEAST_FREE,
    minutes: 5,
  },
  cpu: {
    says: "it has used more than 80 % of its processors for fifteen minutes",
    whatToDo:
      "Performance Insights names the statements that take most. If they are needed, choose a larger instanceClass and deploy: it changes in the maintenance window",
    metric: "CPUUtilization",
    statistic: "Average",
    comparison: "above",
    threshold: 80,
    minutes: 15,
  },
  connections: {
    says: `more than 80 % of the ${maxConnections} connections that it takes are there: soon it refuses new ones`,
    whatToDo:
      "select user, host, command, time from information_schema.processlist tells whose they are: most often a client that opens and never closes. Else raise maxConnections and deploy",
    metric: "DatabaseConnections",
    statistic: "Maximum",
    comparison: "above",
    threshold: Math.floor(maxConnections * 0.8),
    minutes: 5,
  },
  memory: {
    says: "less than 200 MiB of its memory is free: it begins to swap, and all becomes slow",
    whatToDo: "look at the connections, each of which takes memory; else choose a larger instanceClass",
    metric: "FreeableMemory",
    statistic: "Minimum",
    comparison: "below",
    threshold: 200 * MIB,
    minutes: 10,
  },
});

/** Everything about a MariaDB that people are told of. */
export function mariaDbAlarms(
  name: string,
  { instanceName, size, logGroup, topicArn }: MariaDbAlarmsArgs,
  child: pulumi.CustomResourceOptions,
): void {
  for (const [role, watch] of Object.entries(watches(size)))
    alarm(
      `${name}-${role}`,
      {
        alarmName: `${instanceName}_${role.replaceAll("-", "_")}`,
        text: {
          says: `${instanceName}: ${watch.says}`,
          whatToDo: watch.whatToDo,
          log: { group: logGroup },
        },
        metric: {
          namespace: "AWS/RDS",
          name: watch.metric,
          dimensions: { DBInstanceIdentifier: instanceName },
          statistic: watch.statistic,
          periodSeconds: 60,
        },
        // An instance that says nothing does not run.
        when: {
          comparison: watch.comparison,
          threshold: watch.threshold,
          periods: watch.minutes,
          missing: "bad",
        },
        topicArn,
      },
      child,
    );
}
