import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import type { AuroraEngine } from "./aurora-engines";
import { INSIGHT_DAYS } from "./keeping";

export interface AuroraInstancesArgs {
  readonly cluster: rds.Cluster;
  readonly clusterName: string;
  /** The cluster's engine, in RDS's word. */
  readonly engine: AuroraEngine["engine"];
  /** How many of the region's zones have one. */
  readonly zones: 2 | 3;
  readonly region: pulumi.Input<string>;
  /** Whether the readers keep as large as the writer, to take its place at once. */
  readonly highlyAvailable: boolean;
  /** Key that encrypts what Performance Insights keeps. */
  readonly keyArn: pulumi.Input<string>;
  readonly monitoringRoleArn: pulumi.Input<string>;
}

/** Seconds between two looks at the machine. */
const MONITORING_SECONDS = 60;
/** By the last letter of their zones. After a failover another one is the writer: names do not say which it is. */
const instances = [
  { zone: "a", writesFirst: true },
  { zone: "b", writesFirst: false },
  { zone: "c", writesFirst: false },
] as const;

/**
 * The instances of a cluster, in two zones or three. Readers of tier 0 and 1 are as large as the writer at any time, those behind
 * are as large as their own work asks for, and pause by themselves [AWS: How Aurora Serverless v2 works].
 */
export function auroraInstances(
  name: string,
  args: AuroraInstancesArgs,
  lasting: pulumi.CustomResourceOptions,
): readonly rds.ClusterInstance[] {
  const made: rds.ClusterInstance[] = [];
  for (const { zone, writesFirst } of instances.slice(0, args.zones))
    made.push(
      new rds.ClusterInstance(
        `${name}-${zone}`,
        {
          identifier: `${args.clusterName}-${zone}`,
          clusterIdentifier: args.cluster.id,
          engine: args.engine,
          instanceClass: "db.serverless",
          availabilityZone: pulumi.interpolate`${args.region}${zone}`,
          promotionTier: writesFirst ? 0 : args.highlyAvailable ? 1 : 15,
          publiclyAccessible: false,
          copyTagsToSnapshot: true,
          // A version is tried in one stage before it comes to the next: it changes by a deploy.
          autoMinorVersionUpgrade: false,
          performanceInsightsEnabled: true,
          performanceInsightsKmsKeyId: args.keyArn,
          performanceInsightsRetentionPeriod: INSIGHT_DAYS,
          monitoringInterval: MONITORING_SECONDS,
          monitoringRoleArn: args.monitoringRoleArn,
        },
        // The first that is there becomes the writer.
        { ...lasting, dependsOn: made },
      ),
    );
  return made;
}
