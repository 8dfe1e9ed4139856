/** The machines of a cluster: always three data nodes over three zones, and three dedicated managers. */
export interface SearchNodes {
  /** Instance type of the data nodes, `r7g.large.search`. */
  readonly dataType: string;
  /** GiB of each data node's volume: 10 or more. */
  readonly volumeGiB: number;
  /** Instance type of the managers, `m7g.large.search`. */
  readonly managerType: string;
}

const ZONES = 3;
const DATA_NODES = 3;
const MANAGERS = 3;

/** All nodes of a cluster. */
export const NODE_COUNT = DATA_NODES + MANAGERS;

const SMALLEST_VOLUME_GIB = 10;
const INSTANCE_TYPE = /^[a-z][a-z0-9-]*\.[a-z0-9]+\.search$/;

/** Families that are billed by processor credits. */
const BURSTABLE = /^t\d/;

/** Families from before Multi-AZ with Standby, which AWS calls previous generations. */
const PREVIOUS_GENERATION = /^(m3|m4|c4|r3|r4|i2)\./;

/** Whether AWS offers Multi-AZ with Standby on an instance type [AWS: Supported instance types in Amazon OpenSearch Service]. */
export const allowsStandby = (instanceType: string): boolean =>
  !BURSTABLE.test(instanceType) && !PREVIOUS_GENERATION.test(instanceType);

/** Whether AWS offers Auto-Tune on an instance type [AWS: Auto-Tune for Amazon OpenSearch Service]. */
export const allowsAutoTune = (instanceType: string): boolean => !BURSTABLE.test(instanceType);

/** Whether one of the three zones only stands by, so that the loss of a zone costs nothing. */
export const hasStandby = ({ dataType, managerType }: SearchNodes): boolean =>
  allowsStandby(dataType) && allowsStandby(managerType);

/** Copies of a shard beside its primary: with standby AWS wants one in each zone, and refuses indices with fewer. */
export const replicaCount = (nodes: SearchNodes): 1 | 2 => (hasStandby(nodes) ? 2 : 1);

/** What is wrong with the nodes, if anything is. */
export function nodesFault({ dataType, managerType, volumeGiB }: SearchNodes): string | undefined {
  const bad = [dataType, managerType].find((type) => !INSTANCE_TYPE.test(type));
  if (bad !== undefined) return `nodes: an instance type such as r7g.large.search, got ${bad}`;
  if (!Number.isInteger(volumeGiB) || volumeGiB < SMALLEST_VOLUME_GIB)
    return `nodes: volumeGiB of ${SMALLEST_VOLUME_GIB} or more, got ${volumeGiB}`;
  return undefined;
}

/** The nodes in the domain's own words. */
export const clusterConfig = (nodes: SearchNodes) => ({
  instanceType: nodes.dataType,
  instanceCount: DATA_NODES,
  dedicatedMasterEnabled: true,
  dedicatedMasterType: nodes.managerType,
  dedicatedMasterCount: MANAGERS,
  zoneAwarenessEnabled: true,
  zoneAwarenessConfig: { availabilityZoneCount: ZONES },
  multiAzWithStandbyEnabled: hasStandby(nodes),
});

/** Auto-Tune in the domain's own words; AWS refuses it switched on where a type does not allow it. */
export const autoTuneOptions = ({ dataType, managerType }: SearchNodes) =>
  allowsAutoTune(dataType) && allowsAutoTune(managerType)
    ? { desiredState: "ENABLED", rollbackOnDisable: "NO_ROLLBACK", useOffPeakWindow: true }
    : { desiredState: "DISABLED" };
