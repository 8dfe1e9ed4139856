import * as pulumi from "@pulumi/pulumi";
import { RegionGround } from "../../../components/ground/region-ground";
import { alarmTopicName, keyAlias } from "../../../components/names/names";
import { bucketNames } from "../names";
import type { DataVaultPlace } from "./place";

/**
 * What DataVault has in the stage's second region for itself: a key, a place for access logs, and one for alarms.
 * @throws (as a failed deployment) when it is another region than foundation's second one
 */
export function secondRegion({ stage, accountId, ground, second }: DataVaultPlace, region: string) {
  ground.regions.second.apply((expected) => {
    if (region !== expected)
      throw new pulumi.RunError(
        `datavault-base:archive.copyRegion: must be the stage's second region, ${expected}, got ${region}`,
      );
  });
  const alias = keyAlias(stage, `datavault-${region}`);
  const made = new RegionGround(
    "second",
    {
      accountId,
      region,
      keyAlias: alias,
      accessLogBucketName: accountId.apply((account) => bucketNames(stage, account).copyAccessLogs),
      alarmTopicName: `${alarmTopicName(stage)}-datavault`,
      custodianRoleArns: ground.serviceCustodianRoleArns.datavault,
      logDays: ground.retention.logDays,
    },
    second,
  );
  return {
    region,
    keyArn: made.keyArn,
    keyAlias: alias,
    accessLogs: { bucketName: made.accessLogBucketName },
    alarmTopicArn: made.alarmTopicArn,
  };
}
export type SecondRegion = ReturnType<typeof secondRegion>;
