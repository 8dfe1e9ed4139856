import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import type { Cloud } from "../cloud";
import { key, roleArn } from "./refers";
import { bucketOf, isLocked, isVersioned, referring } from "./s3-state";
import { ALIAS, BUCKET, BUCKET_REPLICATION, KEY, REPLICA_KEY } from "./tokens";
import { first, isSet, listAt, repeated, textAt, textsAt } from "./values";

const STATUS = { among: words("Enabled Disabled") };

/** Replication rules of a bucket [docs.aws.amazon.com: Replication configuration file elements]. */
export const s3Replication: Readonly<Record<string, ResourceType>> = {
  [BUCKET_REPLICATION]: {
    ...referring(
      roleArn("role"),
      { at: "rules[].destination.bucket", to: [BUCKET], form: "arn", anyRegion: true },
      key("rules[].destination.encryptionConfiguration.replicaKmsKeyId", { anyRegion: true }),
    ),
    inputs: words("bucket role rules token"),
    required: words("bucket role rules"),
    limits: {
      "rules[].status": STATUS,
      "rules[].id": { like: /^.{1,255}$/, says: "1 to 255 characters" },
      "rules[].deleteMarkerReplication.status": STATUS,
      "rules[].sourceSelectionCriteria.sseKmsEncryptedObjects.status": STATUS,
      "rules[].sourceSelectionCriteria.replicaModifications.status": STATUS,
      "rules[].existingObjectReplication.status": STATUS,
      "rules[].destination.storageClass": {
        among: words(`STANDARD STANDARD_IA ONEZONE_IA INTELLIGENT_TIERING GLACIER_IR GLACIER DEEP_ARCHIVE
          REDUCED_REDUNDANCY`),
      },
      "rules[].destination.metrics.status": STATUS,
      "rules[].destination.metrics.eventThreshold.minutes": { among: [15] },
      "rules[].destination.replicationTime.status": STATUS,
      "rules[].destination.replicationTime.time.minutes": { among: [15] },
    },
    refuseInputs: rulesFault,
    refuseMaking: (making) =>
      sourceFault(making) ??
      first(listAt(making.inputs, "rules[]"), (rule) => destinationFault(rule, making)),
  },
};

function rulesFault(inputs: Properties): string | undefined {
  const rules = listAt(inputs, "rules[]");
  const twice = repeated(textsAt(inputs, "rules[].id"));
  if (twice !== undefined) return `InvalidArgument: Rule Id must be unique (${twice})`;
  const priorities = listAt(inputs, "rules[].priority").map(String);
  if (repeated(priorities) !== undefined)
    return `InvalidRequest: Found duplicate priority ${repeated(priorities)}: the priorities of the rules must differ`;
  return first(rules, ruleFault);
}

function ruleFault(rule: unknown): string | undefined {
  const destination = "destination";
  const encrypted = isSet(rule, `${destination}.encryptionConfiguration`);
  const selected = textAt(rule, "sourceSelectionCriteria.sseKmsEncryptedObjects.status") === "Enabled";
  if (encrypted && !selected)
    return "InvalidRequest: SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present.";
  if (selected && !encrypted)
    return "InvalidRequest: EncryptionConfiguration must be specified if SseKmsEncryptedObjects tag is present";
  if (isSet(rule, "filter") && !isSet(rule, "deleteMarkerReplication"))
    return "InvalidRequest: DeleteMarkerReplication must be specified for this version of Cross Region Replication configuration schema.";
  if (isSet(rule, "filter") && isSet(rule, "prefix"))
    return "MalformedXML: a rule has either a filter or a prefix";
  const tagged = isSet(rule, "filter.tag") || isSet(rule, "filter.and.tags");
  if (tagged && textAt(rule, "deleteMarkerReplication.status") === "Enabled")
    return "InvalidRequest: Delete marker replication is not supported if any Tag filter is specified.";
  if (
    textAt(rule, `${destination}.replicationTime.status`) === "Enabled" &&
    textAt(rule, `${destination}.metrics.status`) !== "Enabled"
  )
    return "InvalidRequest: Replication Metrics must be enabled when Replication Time Control is enabled.";
  return isSet(rule, `${destination}.accessControlTranslation`) && !isSet(rule, `${destination}.account`)
    ? "InvalidRequest: Account must be specified if AccessControlTranslation is present."
    : undefined;
}

const sourceFault = ({ text, cloud }: Making): string | undefined =>
  isVersioned(text("bucket"), cloud)
    ? undefined
    : "InvalidRequest: Versioning must be 'Enabled' on the bucket to apply a replication configuration";

function destinationFault(rule: unknown, { text, cloud, account }: Making): string | undefined {
  const bucket = bucketOf(textAt(rule, "destination.bucket"), cloud);
  if (bucket === undefined) return undefined; // Another account's: what it is cannot be known from here.
  if (bucket.id === text("bucket"))
    return "InvalidRequest: Destination bucket cannot be the same as the source bucket.";
  if (!isVersioned(bucket.id, cloud))
    return `InvalidRequest: Destination bucket must have versioning enabled. (${bucket.id})`;
  if (isLocked(text("bucket"), cloud) && !isLocked(bucket.id, cloud))
    return `InvalidRequest: Object Lock is enabled on the source bucket: it must be on the destination bucket, too (${bucket.id})`;
  const owner = textAt(rule, "destination.account");
  if (bucket.account !== account && owner === "")
    return "InvalidRequest: Account must be specified for a destination of another account.";
  const replicaKey = textAt(rule, "destination.encryptionConfiguration.replicaKmsKeyId");
  return isKeyIn(bucket.region, replicaKey, cloud)
    ? undefined
    : `InvalidRequest: the replica's key ${replicaKey} is not in ${bucket.region}, the region of ${bucket.id}`;
}

function isKeyIn(region: string, replicaKey: string, cloud: Cloud): boolean {
  const keys = cloud.named([KEY, REPLICA_KEY, ALIAS], replicaKey);
  return keys.length === 0 || keys.some((found) => found.region === region);
}
