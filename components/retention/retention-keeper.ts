import * as path from "node:path";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { bucketResources } from "../buckets/private-bucket";
import { NodeFunction, type FunctionPlace } from "../functions/node-function";
import { FunctionSchedule } from "../functions/schedule";
import { ServiceRole } from "../identity/service-role";
import { retentionAlarms } from "./alarms";
import { BATCH_OPERATIONS, keeperStatements, renewalStatements, type KeeperBucket } from "./permissions";

/** How long a vault keeps its objects, as its stage has decided (docs/retention.md). */
export interface Retention {
  readonly profile: "lawful-deletion" | "regulated";
  /** Days that a new or renewed object is locked for, 1 or more. */
  readonly lockDays: number;
  /** 0: locks are never renewed. With profile `regulated` always 0. */
  readonly renewEveryDays: number;
  /** The alarm goes off when an object is locked for less; 0 promises nothing, and it never goes off. */
  readonly floorDays: number;
}

export interface RetentionKeeperArgs {
  /** Physical name of the function, and the beginning of its role's, schedule's and alarms': at most 58 characters. */
  readonly keeperName: pulumi.Input<string>;
  readonly vaultName: pulumi.Input<string>;
  readonly retention: pulumi.Input<Retention>;
  /** Inventory bucket of the vault's own region. */
  readonly inventoryBucket: KeeperBucket;
  /** Where it runs: the vault's own region, with keys and alarm topic of that region. */
  readonly place: FunctionPlace;
}

const ENTRY = path.resolve(__dirname, "../../functions/retention-keeper/handler.ts");

/** Name of a vault's inventory in S3. */
const INVENTORY = "retention";

/** What the keeper reads, and beside it what a person who looks into an inventory asks first. */
const FIELDS = [
  "ObjectLockMode",
  "ObjectLockRetainUntilDate",
  "ObjectLockLegalHoldStatus",
  "Size",
  "LastModifiedDate",
  "StorageClass",
  "ETag",
  "EncryptionStatus",
  "ReplicationStatus",
];

/** One virtual processor [AWS: Configure Lambda function memory]; the memory itself is not needed. */
const MEMORY_MIB = 1792;
/** Lambda's greatest. */
const TIMEOUT_SECONDS = 900;

/**
 * Sees to it that a vault's retention never runs out unnoticed: every day it counts the locks by S3's own inventory,
 * orders the renewal of those that are due, and alarms when one is below the floor.
 */
export class RetentionKeeper extends pulumi.ComponentResource {
  constructor(name: string, args: RetentionKeeperArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:retention:RetentionKeeper", name, {}, opts);
    const retention = pulumi.output(args.retention).apply((given) => {
      const fault = retentionFault(given);
      if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
      return given;
    });
    const child = { parent: this };
    const { place } = args;
    // Daily whatever the periods are: the floor is watched by it, and a million objects cost less than a cent.
    new s3.Inventory(
      `${name}-inventory`,
      {
        bucket: args.vaultName,
        name: INVENTORY,
        includedObjectVersions: "All",
        schedule: { frequency: "Daily" },
        optionalFields: FIELDS,
        destination: {
          bucket: {
            bucketArn: bucketResources(args.inventoryBucket.name).bucket,
            accountId: place.accountId,
            format: "CSV",
            prefix: "inventory",
            encryption: { sseKms: { keyId: args.inventoryBucket.keyArn } },
          },
        },
      },
      child,
    );
    const renewalRoleName = pulumi.interpolate`${args.keeperName}-batch`;
    const batchRole = new ServiceRole(
      `${name}-renewal`,
      {
        roleName: renewalRoleName,
        service: BATCH_OPERATIONS,
        namesNoAccount: true,
        accountId: place.accountId,
        boundaryArn: place.boundaryArn,
        statements: renewalStatements(args),
      },
      child,
    );
    const keeper = new NodeFunction(
      name,
      {
        functionName: args.keeperName,
        description: "Counts the locks of a vault's objects, and has those renewed that are due",
        entry: ENTRY,
        memoryMiB: MEMORY_MIB,
        timeoutSeconds: TIMEOUT_SECONDS,
        environment: {
          ACCOUNT_ID: place.accountId,
          VAULT: args.vaultName,
          INVENTORY_BUCKET: args.inventoryBucket.name,
          INVENTORY,
          LOCK_DAYS: retention.lockDays.apply(String),
          RENEW_EVERY_DAYS: retention.renewEveryDays.apply(String),
          FLOOR_DAYS: retention.floorDays.apply(String),
          BATCH_ROLE_ARN: batchRole.arn,
        },
        statements: keeperStatements(args, renewalRoleName),
        place,
      },
      child,
    );
    new FunctionSchedule(
      `${name}-daily`,
      {
        scheduleName: pulumi.interpolate`${args.keeperName}-daily`,
        function: keeper,
        expression: "rate(1 day)",
        place,
      },
      child,
    );
    retentionAlarms(
      name,
      {
        keeperName: args.keeperName,
        vaultName: args.vaultName,
        floorDays: retention.floorDays,
        topicArn: place.alarmTopicArn,
      },
      child,
    );
    this.registerOutputs({});
  }
}

function retentionFault({ profile, lockDays, renewEveryDays, floorDays }: Retention): string | undefined {
  if (lockDays < 1) return `lockDays: at least 1, got ${lockDays}`;
  if (profile === "regulated" && renewEveryDays > 0)
    return `renewEveryDays: 0 with profile regulated, whose locks are fixed, got ${renewEveryDays}`;
  const leastLeft = renewEveryDays > 0 ? lockDays - renewEveryDays : lockDays;
  if (leastLeft < 0) return `renewEveryDays: at most the ${lockDays} days of the lock, got ${renewEveryDays}`;
  return floorDays > leastLeft
    ? `floorDays: at most ${leastLeft}, which a lock of ${lockDays} days renewed every ${renewEveryDays} has left, got ${floorDays}`
    : undefined;
}
