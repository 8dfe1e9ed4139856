import * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import { METRICS_DIMENSION, METRICS_NAMESPACE } from "../functions/node-function";

const DAY_SECONDS = 86_400;

/** An inventory each day, up to two days until it is there, and a day until the keeper reads it. */
const OLDEST_INVENTORY_DAYS = 4;

/** What a keeper's numbers are watched for, and what to do about it (docs/retention.md). */
interface Watch {
  readonly says: (vault: string, floorDays: number) => string;
  readonly whatToDo: string;
  readonly metric: string;
  readonly above: number;
  /** Days in a row. */
  readonly days: number;
  readonly missing: "good" | "bad" | "asBefore";
}

/** By the alarms' names in the program; their physical names are the keeper's and these, with underscores. */
const watches: Readonly<Record<string, Watch>> = {
  "below-floor": {
    says: (vault, floorDays) =>
      `Objects of ${vault} are locked for less than ${floorDays} days, or not at all`,
    whatToDo:
      "read RenewalTasksFailed and the reports below reports/ in the inventory bucket; without failures see whether the last job still runs, or waits: aws s3control list-jobs (docs/retention.md)",
    metric: "ObjectsBelowFloor",
    above: 0,
    days: 1,
    // A day without a run does not make it good.
    missing: "asBefore",
  },
  unwatched: {
    says: (vault) =>
      `The locks of ${vault} were not counted for two days, or by an inventory of more than ${OLDEST_INVENTORY_DAYS} days ago`,
    whatToDo:
      "read the keeper's log, then see whether S3 delivers: inventory/ in the inventory bucket. In a new vault it ends by itself with the first inventory",
    metric: "InventoryAgeDays",
    above: OLDEST_INVENTORY_DAYS,
    days: 2,
    missing: "bad",
  },
  "renewal-failed": {
    says: (vault) => `The last renewal of ${vault} left objects out`,
    whatToDo:
      "the report below reports/ in the inventory bucket names each object, and S3's reason. What failed is ordered again by the next inventory",
    metric: "RenewalTasksFailed",
    above: 0,
    days: 1,
    missing: "good",
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
  for (const [role, { says, whatToDo, metric, above, days, missing }] of Object.entries(watches))
    alarm(
      `${name}-${role}`,
      {
        alarmName: pulumi.interpolate`${args.keeperName}_${role.replaceAll("-", "_")}`,
        text: {
          says: pulumi
            .all([args.vaultName, args.floorDays])
            .apply(([vault, floorDays]) => says(vault, floorDays)),
          whatToDo,
          log: { group: pulumi.interpolate`/aws/lambda/${args.keeperName}` },
        },
        metric: {
          namespace: METRICS_NAMESPACE,
          name: metric,
          dimensions: { [METRICS_DIMENSION]: args.keeperName },
          statistic: "Maximum",
          periodSeconds: DAY_SECONDS,
        },
        when: { comparison: "above", threshold: above, periods: days, missing },
        topicArn: args.topicArn,
      },
      child,
    );
}
