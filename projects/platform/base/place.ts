import type * as pulumi from "@pulumi/pulumi";
import type { AccessLogs } from "../../../components/buckets/bucket-ground";
import type { foundation } from "../../foundation/contract";

/** Where the platform is, and what the stage has for it. */
export interface PlatformPlace {
  readonly stage: string;
  readonly accountId: pulumi.Output<string>;
  readonly ground: ReturnType<(typeof foundation)["receive"]>;
  readonly accessLogs: AccessLogs;
  /** In the stage's account: in its primary region, in its second one, and in us-east-1. */
  readonly primary: pulumi.ComponentResourceOptions;
  readonly second: pulumi.ComponentResourceOptions;
  readonly edge: pulumi.ComponentResourceOptions;
}

/** What carries it is backed up. Buckets must not: their versions are their backup, and the plan's role reads none. */
export const BACKED_UP = { key: "archive:backup", value: "platform" } as const;

/** Isolated subnets, and where they are. */
export const isolated = ({ accountId, ground: { regions, network } }: PlatformPlace) => ({
  accountId,
  region: regions.primary,
  vpcId: network.vpcId,
  subnetIds: network.isolatedSubnetIds,
});

/** Keys and days of logs, and who is told. */
export const logged = ({ ground: { keyArns, retention, alarmTopicArn } }: PlatformPlace) => ({
  logsKeyArn: keyArns.logs,
  logDays: retention.logDays,
  alarmTopicArn,
});
