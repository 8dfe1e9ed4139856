import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { METRICS_DIMENSION, METRICS_NAMESPACE } from "../functions/node-function";

const DAY_SECONDS = 86_400;

/** An inventory each day, up to two days until it is there, and a day until the keeper reads it. */
const OLDEST_INVENTORY_DAYS = 4;

/** What a keeper's numbers are watched for. */
interface Watch {
  readonly says: (vault: string, floorDays: number) => string;
  readonly metric: string;
  readonly above: number;
  /** Days in a row. */
  readonly days: number;
  readonly missing: "breaching" | "ignore" | "notBreaching";
}

/** By the alarms' names in the program; their physical names are the keeper's and these, with underscores. */
const watches: Readonly<Record<string, Watch>> = {
  "below-floor": {
    says: (vault, floorDays) =>
      `objects of ${vault} are locked for less than ${floorDays} days, or not at all: see docs/retention.md`,
    metric: "ObjectsBelowFloor",
    above: 0,
    days: 1,
    // A day without a run does not make it good.
    missing: "ignore",
  },
  unwatched: {
    says: (vault) =>
      `the locks of ${vault} were not counted for two days, or by an inventory of more than ${OLDEST_INVENTORY_DAYS} days ago. In a new vault it ends by itself with the first inventory`,
    metric: "InventoryAgeDays",
    above: OLDEST_INVENTORY_DAYS,
    days: 2,
    missing: "breaching",
  },
  "renewal-failed": {
    says: (vault) =>
      `the last renewal of ${vault} left objects out: the report on them is in the inventory bucket below reports/`,
    metric: "RenewalTasksFailed",
    above: 0,
    days: 1,
    missing: "notBreaching",
  },
};

export interface RetentionAlarmsArgs {
  readonly keeperName: pulumi.Input<string>;
  readonly vaultName: pulumi.Input<string>;
  readonly floorDays: pulumi.Input<number>;
  readonly topicArn: pulumi.Input<string>;
}

/** The alarms of a vault's keeper, the same for every retention: with no floor or no renewals their numbers are 0. */
export function retentionAlarms(
  name: string,
  args: RetentionAlarmsArgs,
  child: pulumi.CustomResourceOptions,
): void {
  for (const [role, { says, metric, above, days, missing }] of Object.entries(watches))
    new cloudwatch.MetricAlarm(
      `${name}-${role}`,
      {
        name: pulumi.interpolate`${args.keeperName}_${role.replaceAll("-", "_")}`,
        alarmDescription: pulumi
          .all([args.vaultName, args.floorDays])
          .apply(([vault, floorDays]) => says(vault, floorDays)),
        namespace: METRICS_NAMESPACE,
        metricName: metric,
        dimensions: { [METRICS_DIMENSION]: args.keeperName },
        statistic: "Maximum",
        period: DAY_SECONDS,
        evaluationPeriods: days,
        comparisonOperator: "GreaterThanThreshold",
        threshold: above,
        treatMissingData: missing,
        alarmActions: [args.topicArn],
      },
      child,
    );
}
