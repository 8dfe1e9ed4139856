import { words, type Properties } from "../catalogue";
import { hasUnknown } from "../properties";
import { familyOf, volumeMax } from "./opensearch-types";
import { isSet, numberAt, recordOf, textAt } from "./values";

const INVALID = "ValidationException:";

/** The type of nodes of which a program says nothing. */
const DEFAULT_TYPE = "m3.medium.search";

/** [docs.aws.amazon.com: General Purpose SSD volumes (gp3); CreateDomain] */
const GP3 = { iops: { from: 3000, to: 16_000 }, throughput: { from: 125, to: 1000 } };
const VOLUME_MIN = 10;

/** In words, as AWS says it, for the errors. */
const IN_WORDS: Readonly<Record<number, string>> = { 1: "one", 2: "two", 3: "three" };
export const inWords = (count: number): string => IN_WORDS[count] ?? String(count);

/** In how many zones a domain's data nodes are. */
export function zoneCount(cluster: unknown): number {
  return recordOf(cluster)["zoneAwarenessEnabled"] === true
    ? (numberAt(cluster, "zoneAwarenessConfig.availabilityZoneCount") ?? 2)
    : 1;
}

/** What OpenSearch Service finds wrong with a domain's nodes, or their disks. */
export function nodesFault({ clusterConfig, ebsOptions, autoTuneOptions }: Properties): string | undefined {
  if (hasUnknown(clusterConfig) || hasUnknown(ebsOptions)) return undefined;
  return (
    typesFault(clusterConfig) ??
    countsFault(clusterConfig) ??
    standbyFault(clusterConfig) ??
    burstableFault(clusterConfig, autoTuneOptions) ??
    warmFault(clusterConfig) ??
    disksFault(dataType(clusterConfig), recordOf(ebsOptions))
  );
}

const dataType = (cluster: unknown): string => textAt(cluster, "instanceType") || DEFAULT_TYPE;

const hasManagers = (cluster: unknown): boolean => recordOf(cluster)["dedicatedMasterEnabled"] === true;

function typesOf(cluster: unknown): readonly string[] {
  const managers = hasManagers(cluster) ? [textAt(cluster, "dedicatedMasterType")] : [];
  return [dataType(cluster), ...managers].filter((type) => type !== "");
}

function typesFault(cluster: unknown): string | undefined {
  const unknown = typesOf(cluster).find((type) => familyOf(type) === undefined);
  return (
    unknown &&
    `${INVALID} Value '${unknown}' at 'clusterConfig.instanceType' failed to satisfy constraint: Member must satisfy enum value set`
  );
}

function countsFault(cluster: unknown): string | undefined {
  const [zones, nodes] = [zoneCount(cluster), numberAt(cluster, "instanceCount") ?? 1];
  const managers = numberAt(cluster, "dedicatedMasterCount");
  if (zones === 2 && nodes % 2 !== 0)
    return `${INVALID} You must choose an even number of data nodes for a two Availability Zone deployment`;
  if (zones === 3 && (nodes === 0 || nodes % 3 !== 0))
    return `${INVALID} You must choose a multiple of three data nodes for a three Availability Zone deployment`;
  return hasManagers(cluster) && managers !== 3 && managers !== 5
    ? `${INVALID} You must choose either three or five dedicated master nodes`
    : undefined;
}

/** [docs.aws.amazon.com: Configuring a multi-AZ domain in Amazon OpenSearch Service] */
function standbyFault(cluster: unknown): string | undefined {
  if (recordOf(cluster)["multiAzWithStandbyEnabled"] !== true) return undefined;
  const asks = `${INVALID} Multi-AZ with standby needs`;
  if (zoneCount(cluster) !== 3) return `${asks} three Availability Zones`;
  if (!hasManagers(cluster) || numberAt(cluster, "dedicatedMasterCount") !== 3)
    return `${asks} three dedicated master nodes`;
  const unfit = typesOf(cluster).find((type) => {
    const family = familyOf(type);
    return family?.burstable !== undefined || family?.isOld === true;
  });
  return unfit && `${asks} another instance type: ${unfit} does not support it`;
}

function burstableFault(cluster: unknown, autoTune: unknown): string | undefined {
  return textAt(autoTune, "desiredState") === "ENABLED" &&
    typesOf(cluster).some((type) => familyOf(type)?.burstable !== undefined)
    ? `${INVALID} Autotune is not supported in t2/t3 instance types. Disable autotune or change your instance type.`
    : undefined;
}

/** [docs.aws.amazon.com: UltraWarm storage for Amazon OpenSearch Service; Cold storage] */
function warmFault(cluster: unknown): string | undefined {
  const { warmEnabled, coldStorageOptions } = recordOf(cluster);
  if (warmEnabled !== true)
    return recordOf(coldStorageOptions)["enabled"] === true
      ? `${INVALID} You must enable UltraWarm to use cold storage`
      : undefined;
  if (!hasManagers(cluster)) return `${INVALID} You must enable dedicated master nodes to use UltraWarm`;
  if (familyOf(dataType(cluster))?.burstable !== undefined)
    return `${INVALID} UltraWarm is not supported with ${dataType(cluster)} data nodes`;
  return words("warmCount warmType").every((property) => isSet(cluster, property))
    ? undefined
    : `${INVALID} UltraWarm takes a warmCount and a warmType`;
}

function disksFault(type: string, ebs: Properties): string | undefined {
  const disks = familyOf(type)?.disks;
  if (ebs["ebsEnabled"] !== true)
    return disks === "volumes" ? `${INVALID} EBS storage must be selected for ${type}` : undefined;
  if (disks === "own") return `${INVALID} EBS storage is not supported for ${type}`;
  const size = numberAt(ebs, "volumeSize");
  if (size === undefined || size < VOLUME_MIN || size > volumeMax(type))
    return `LimitExceededException: Volume size must be between ${VOLUME_MIN} and ${volumeMax(type)} for ${type} instance type, got ${size ?? "none"}`;
  return ebs["volumeType"] === "gp3" ? gp3Fault(ebs) : undefined;
}

function gp3Fault(ebs: Properties): string | undefined {
  const wrong = Object.entries(GP3).find(([property, { from, to }]) => {
    const value = numberAt(ebs, property);
    return value !== undefined && (value < from || value > to);
  });
  return (
    wrong &&
    `${INVALID} ${wrong[0]} of a gp3 volume must be between ${wrong[1].from} and ${wrong[1].to}, got ${numberAt(ebs, wrong[0])}`
  );
}
