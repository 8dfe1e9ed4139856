import * as appautoscaling from "@pulumi/aws/appautoscaling";
import type * as pulumi from "@pulumi/pulumi";

/** How many readers a cluster has, between what is always there and what a hard day asks for. */
export interface ReaderRange {
  /** 2 or more: two of them stand in the program, one in each zone without the writer. */
  readonly least: number;
  /** AWS's greatest is 15. */
  readonly most: number;
}

/** [AWS: Amazon Aurora Auto Scaling with Aurora Replicas] */
const READERS = { least: 2, most: 15 };

/** Processor of the readers together, in percent, that scaling holds (webservice-and-platform.md P10). */
const TARGET_PERCENT = 60;

/** Seconds: a new reader is soon there, and one that is too many is not missed for a while. */
const COOLDOWN = { out: 120, in: 600 };

/** What is wrong with a range, in one line; nothing where it is sound. */
export const readersFault = (range: ReaderRange | undefined): string | undefined =>
  range === undefined ||
  (Number.isInteger(range.least) &&
    Number.isInteger(range.most) &&
    range.least >= READERS.least &&
    range.most <= READERS.most &&
    range.least <= range.most)
    ? undefined
    : `readers: from ${READERS.least} to ${READERS.most}, the least first, got ${range.least} to ${range.most}`;

/**
 * Adds readers to a cluster while those that are there are busy, and takes the added ones away again. AWS makes them: no
 * program knows them, and they are the last to become the writer.
 */
export function auroraReaders(
  name: string,
  { clusterName, range }: { readonly clusterName: string; readonly range: ReaderRange },
  child: pulumi.CustomResourceOptions,
): void {
  const readers = {
    serviceNamespace: "rds",
    scalableDimension: "rds:cluster:ReadReplicaCount",
    resourceId: `cluster:${clusterName}`,
  };
  const target = new appautoscaling.Target(
    `${name}-readers`,
    { ...readers, minCapacity: range.least, maxCapacity: range.most },
    child,
  );
  new appautoscaling.Policy(
    `${name}-readers-processor`,
    {
      ...readers,
      name: `${clusterName}-readers`,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "RDSReaderAverageCPUUtilization" },
        targetValue: TARGET_PERCENT,
        scaleOutCooldown: COOLDOWN.out,
        scaleInCooldown: COOLDOWN.in,
      },
    },
    { ...child, dependsOn: [target] },
  );
}
