import { AccessLogBucket } from "../../../components/buckets/access-log-bucket";
import { MediaBucket, refuseOldTls } from "../../../components/buckets/media-bucket";
import { OriginalsBucket } from "../../../components/buckets/originals-bucket";
import { PrivateBucket, type BucketResources } from "../../../components/buckets/private-bucket";
import { EdgeLogBucket, logDelivery } from "../../../components/edge/edge-log-bucket";
import {
  decryptedForDistribution,
  readByDistribution,
  type ServingDistribution,
} from "../../../components/edge/origin-access";
import { CustomerKey, type KeyService } from "../../../components/keys/customer-key";
import { keyAlias } from "../../../components/names/names";
import { VaultReplication } from "../../../components/vault/vault-replication";
import { bucketNames, copyRoleName, scanRoleName, SERVED } from "../names";
import type { PlatformPlace } from "./place";
import type { Settings } from "./settings";

/** Days that the copy of what was overwritten can be brought back, as at home. */
const OLD_VERSIONS_DAYS = 365;

/** What people sent, what is made of it, what the web site is made of, and the logs of who asked for which. */
export function files({ distributionId, derivedDays }: Settings["images"], at: PlatformPlace) {
  const { accountId, ground, accessLogs, primary } = at;
  const serving: ServingDistribution = { accountId, distributionId };
  const names = accountId.apply((account) => bucketNames(at.stage, account));
  // CloudFront and what delivers its logs are let in, as in no key of the archive.
  const key = filesKey("files-key", "", at, primary, [
    decryptedForDistribution(serving),
    logDelivery(accountId),
  ]);
  const encryption = { keyArn: key.arn };
  const served = (folder: string) => (resources: BucketResources) => [
    refuseOldTls(resources),
    readByDistribution(resources.bucket, serving, [folder]),
  ];
  const used = { keyArn: key.arn, keyAlias: filesKeyAlias(at.stage) };
  const originals = new OriginalsBucket(
    "originals",
    {
      bucketName: names.originals,
      scanRoleName: scanRoleName(at.stage),
      key: used,
      place: { region: ground.regions.primary, accountId },
      boundaryArn: ground.boundaryArn,
      accessLogs,
    },
    primary,
  );
  copied({ ...used, vault: originals, plainName: names.originals }, at);
  const derived = new PrivateBucket(
    "derived",
    {
      bucketName: names.derived,
      role: "artifacts",
      encryption,
      accessLogs,
      versioned: false,
      lifecycleRules: [{ id: "made-again", expireAfterDays: derivedDays }],
      statements: served(SERVED.derived),
    },
    primary,
  );
  const assets = new MediaBucket(
    "assets",
    {
      bucketName: names.assets,
      keyArn: key.arn,
      accessLogs,
      statements: ({ bucket }) => [readByDistribution(bucket, serving, [SERVED.assets])],
    },
    primary,
  );
  const edgeLogs = new EdgeLogBucket(
    "edge-logs",
    { bucketName: names.edgeLogs, accountId, keyArn: key.arn, keepDays: ground.retention.logDays },
    primary,
  );
  const bucket = ({ bucketName: name, arn }: PrivateBucket | MediaBucket | OriginalsBucket) => ({
    name,
    arn,
  });
  return {
    buckets: { originals: bucket(originals), derived: bucket(derived), assets: bucket(assets) },
    filesKeyArn: key.arn,
    edgeLogs,
  };
}

interface Source {
  readonly keyArn: CustomerKey["arn"];
  readonly keyAlias: string;
  readonly vault: OriginalsBucket;
  readonly plainName: PrivateBucket["bucketName"];
}

/** S3 copies each original into the second region, with a key and a log of its own there. */
function copied(source: Source, at: PlatformPlace): void {
  const { accountId, ground, second, primary, stage } = at;
  const key = filesKey("originals-copy-key", " in the second region", at, second, []);
  const names = accountId.apply((account) => bucketNames(stage, account));
  const logs = new AccessLogBucket(
    "originals-copy-access-logs",
    { bucketName: names.originalsCopyLogs, accountId, keepDays: ground.retention.logDays },
    second,
  );
  const copy = new PrivateBucket(
    "originals-copy",
    {
      bucketName: names.originalsCopy,
      role: "artifacts",
      encryption: { keyArn: key.arn },
      accessLogs: { bucketName: logs.bucketName },
      versioned: true,
      lifecycleRules: [
        { id: "by-use", intelligentAfterDays: 0 },
        { id: "old-versions", noncurrentExpireAfterDays: OLD_VERSIONS_DAYS },
      ],
      statements: (resources) => [refuseOldTls(resources)],
    },
    second,
  );
  new VaultReplication(
    "originals-replication",
    {
      source: { ...source, region: ground.regions.primary },
      mirrors: {
        second: {
          plainName: names.originalsCopy,
          vault: copy,
          region: ground.regions.second,
          keyArn: key.arn,
          keyAlias: filesKeyAlias(stage),
        },
      },
      roleName: copyRoleName(stage),
      accountId,
      boundaryArn: ground.boundaryArn,
      alarmTopicArn: ground.alarmTopicArn,
    },
    primary,
  );
}

const filesKeyAlias = (stage: string) => keyAlias(stage, "platform-files");

const filesKey = (
  name: string,
  where: string,
  { stage, accountId, ground }: PlatformPlace,
  opts: PlatformPlace["primary"],
  services: readonly KeyService[],
) =>
  new CustomerKey(
    name,
    {
      alias: filesKeyAlias(stage),
      description: `Files of the platform${where}, and the logs of who asked for them`,
      accountId,
      custodianRoleArns: ground.serviceCustodianRoleArns.platform,
      services,
    },
    opts,
  );
