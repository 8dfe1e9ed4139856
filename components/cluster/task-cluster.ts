import * as ecs from "@pulumi/aws/ecs";
import * as servicediscovery from "@pulumi/aws/servicediscovery";
import * as pulumi from "@pulumi/pulumi";

export interface TaskClusterArgs {
  /** Physical name of the cluster. */
  readonly clusterName: string;
  /** Private DNS name under which services find each other, `pre.strongroom.internal`. */
  readonly namespaceName: string;
  readonly vpcId: pulumi.Input<string>;
  /** Key of the disks of tasks on Fargate: one of the stage's region, which Fargate may use for this cluster. */
  readonly disksKeyArn: pulumi.Input<string>;
}

/** Where all services of a stage run: Fargate and Fargate Spot, with enhanced Container Insights. */
export class TaskCluster extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  readonly namespaceArn: pulumi.Output<string>;

  constructor(name: string, args: TaskClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:cluster:TaskCluster", name, {}, opts);
    const child = { parent: this, protect: true, retainOnDelete: true };
    const cluster = new ecs.Cluster(
      `${name}-cluster`,
      {
        name: args.clusterName,
        settings: [{ name: "containerInsights", value: "enhanced" }],
        configuration: { managedStorageConfiguration: { fargateEphemeralStorageKmsKeyId: args.disksKeyArn } },
      },
      child,
    );
    const providers = new ecs.ClusterCapacityProviders(
      `${name}-capacity`,
      {
        clusterName: cluster.name,
        capacityProviders: ["FARGATE", "FARGATE_SPOT"],
        defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      },
      child,
    );
    const namespace = new servicediscovery.PrivateDnsNamespace(
      `${name}-namespace`,
      {
        name: args.namespaceName,
        vpc: args.vpcId,
        description: "Where the stage's services find each other",
      },
      child,
    );
    // Whoever uses the cluster needs its capacity providers: a service on Spot is refused without them.
    this.arn = pulumi.all([cluster.arn, providers.id]).apply(([arn]) => arn);
    this.clusterName = cluster.name;
    this.namespaceArn = namespace.arn;
    this.registerOutputs({ arn: this.arn, clusterName: this.clusterName, namespaceArn: this.namespaceArn });
  }
}
