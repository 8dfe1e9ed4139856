import type * as pulumi from "@pulumi/pulumi";

/** Where services run; the same for all of a stage. */
export interface ServicePlace {
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** Permission boundary of every role. */
  readonly boundaryArn: pulumi.Input<string>;
  readonly clusterArn: pulumi.Input<string>;
  readonly clusterName: pulumi.Input<string>;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<string[]>;
  /** Key of the services' own logs. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Key of the secrets that services are started with. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /** Days that those logs are kept. */
  readonly logDays: pulumi.Input<number>;
}

/** Of what foundation promises: all that tells where services run. */
export interface ServicesGround {
  readonly regions: { readonly primary: pulumi.Input<string> };
  readonly accountId: pulumi.Input<string>;
  readonly boundaryArn: pulumi.Input<string>;
  readonly cluster: ServicesCluster;
  readonly network: {
    readonly vpcId: pulumi.Input<string>;
    readonly privateSubnetIds: pulumi.Input<string[]>;
  };
  readonly keyArns: { readonly logs: pulumi.Input<string>; readonly secrets: pulumi.Input<string> };
  readonly retention: { readonly logDays: pulumi.Input<number> };
}

interface ServicesCluster {
  readonly name: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
}

/**
 * Where services of a stage run.
 * @param cluster of a system with one of its own; by default the stage's
 */
export const servicePlace = (
  ground: ServicesGround,
  cluster: ServicesCluster = ground.cluster,
): ServicePlace => ({
  region: ground.regions.primary,
  accountId: ground.accountId,
  boundaryArn: ground.boundaryArn,
  clusterArn: cluster.arn,
  clusterName: cluster.name,
  vpcId: ground.network.vpcId,
  subnetIds: ground.network.privateSubnetIds,
  logsKeyArn: ground.keyArns.logs,
  secretsKeyArn: ground.keyArns.secrets,
  logDays: ground.retention.logDays,
});
