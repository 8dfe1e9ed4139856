import type { Making, Reference, ResourceType } from "../catalogue";
import type { Cloud, Thing } from "../cloud";
import { bucketName } from "./refers";
import { BUCKET, BUCKET_LOCK, BUCKET_OBJECT, BUCKET_VERSIONING } from "./tokens";
import { numberAt, textAt } from "./values";

/** What every setting of a bucket has in common: it goes by its bucket's name and lives in the bucket's region. */
export const ofBucket = {
  id: ({ text }: Making): string => text("bucket"),
  replacedBy: ["bucket"],
  refers: [bucketName("bucket")],
  writesOver: true,
};

/** A setting of a bucket that refers to other things as well. */
export const referring = (
  ...refers: readonly Reference[]
): Pick<ResourceType, "id" | "replacedBy" | "refers" | "writesOver"> => ({
  ...ofBucket,
  refers: [...ofBucket.refers, ...refers],
});

/** The bucket of a name or ARN, of whatever account: the names are unique everywhere. */
export const bucketOf = (handle: string, cloud: Cloud): Thing | undefined => cloud.named([BUCKET], handle)[0];

const settingOf = (type: string, bucket: string, cloud: Cloud): Thing | undefined =>
  cloud.named([type], bucket).find((thing) => thing.id === bucket);

/** Whether Object Lock is on: since the bucket's creation, or by a lock configuration. */
export function isLocked(bucket: string, cloud: Cloud): boolean {
  return (
    bucketOf(bucket, cloud)?.inputs["objectLockEnabled"] === true ||
    settingOf(BUCKET_LOCK, bucket, cloud) !== undefined
  );
}

/** Whether versions are kept: a bucket that is created with Object Lock keeps them from the beginning. */
export function isVersioned(bucket: string, cloud: Cloud): boolean {
  const versioning = settingOf(BUCKET_VERSIONING, bucket, cloud);
  return versioning === undefined
    ? bucketOf(bucket, cloud)?.inputs["objectLockEnabled"] === true
    : textAt(versioning.inputs, "versioningConfiguration.status") === "Enabled";
}

export interface Retention {
  readonly mode: string;
  /** ISO date. */
  readonly until: string;
}

/** How long a bucket locks what is put into it now; nothing when it has no default retention. */
export function defaultRetention(bucket: string, cloud: Cloud): Retention | undefined {
  const lock = settingOf(BUCKET_LOCK, bucket, cloud);
  const retention = "rule.defaultRetention";
  const days = numberAt(lock?.inputs, `${retention}.days`);
  const years = numberAt(lock?.inputs, `${retention}.years`);
  if (lock === undefined || (days === undefined && years === undefined)) return undefined;
  const until = new Date(Date.now() + (days ?? (years ?? 0) * 365) * 86_400_000).toISOString();
  return { mode: textAt(lock.inputs, `${retention}.mode`), until };
}

/** The objects that the programs have made in a bucket. */
export const madeIn = (bucket: string, cloud: Cloud): readonly Thing[] =>
  cloud.all(BUCKET_OBJECT).filter((object) => textAt(object.inputs, "bucket") === bucket);

/**
 * Why a version that a program made cannot be deleted now.
 * `forceDestroy` lifts legal holds and bypasses governance, as the real provider does; compliance holds always.
 */
export function lockOn(object: Thing, bypass: boolean): string | undefined {
  const until = textAt(object.outputs, "objectLockRetainUntilDate");
  const retained =
    until !== "" &&
    Date.parse(until) > Date.now() &&
    !(bypass && textAt(object.outputs, "objectLockMode") === "GOVERNANCE");
  const held = textAt(object.inputs, "objectLockLegalHoldStatus") === "ON" && !bypass;
  return retained || held
    ? "AccessDenied: Access Denied because object protected by object lock."
    : undefined;
}
