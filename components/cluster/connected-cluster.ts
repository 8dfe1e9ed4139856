import * as ecs from "@pulumi/aws/ecs";
import * as servicediscovery from "@pulumi/aws/servicediscovery";
import * as pulumi from "@pulumi/pulumi";

export interface ConnectedClusterArgs {
  /** Physical name of the cluster, and of the namespace in which its services find each other. */
  readonly clusterName: string;
  /** Capacity of our own beside Fargate's, by its name. */
  readonly capacityProviders: readonly pulumi.Input<string>[];
  /** Key of the disks of tasks on Fargate: one of the stage's region, which Fargate may use for this cluster. */
  readonly disksKeyArn: pulumi.Input<string>;
  /** Where it would be written down, encrypted, what somebody does in a container; no service of ours lets anybody in. */
  readonly sessions: { readonly logGroupName: pulumi.Input<string>; readonly keyArn: pulumi.Input<string> };
}

/**
 * A cluster of one system, which comes and goes with it: ECS keeps the list of a cluster's capacity providers in one
 * piece, so that a system with machines of its own cannot share the stage's. Its services are connected by name.
 */
export class ConnectedCluster extends pulumi.ComponentResource {
  /** Told once its capacity can be used. */
  readonly arn: pulumi.Output<string>;
  readonly namespaceArn: pulumi.Output<string>;

  constructor(name: string, args: ConnectedClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:cluster:ConnectedCluster", name, {}, opts);
    const child = { parent: this };
    const { clusterName, sessions } = args;
    const namespace = new servicediscovery.HttpNamespace(
      `${name}-namespace`,
      { name: clusterName, description: "Where the system's services find each other by Service Connect" },
      child,
    );
    const cluster = new ecs.Cluster(
      `${name}-cluster`,
      {
        name: clusterName,
        settings: [{ name: "containerInsights", value: "enhanced" }],
        serviceConnectDefaults: { namespace: namespace.arn },
        configuration: {
          managedStorageConfiguration: { fargateEphemeralStorageKmsKeyId: args.disksKeyArn },
          executeCommandConfiguration: {
            kmsKeyId: sessions.keyArn,
            logging: "OVERRIDE",
            logConfiguration: {
              cloudWatchEncryptionEnabled: true,
              cloudWatchLogGroupName: sessions.logGroupName,
            },
          },
        },
      },
      child,
    );
    const capacity = new ecs.ClusterCapacityProviders(
      `${name}-capacity`,
      {
        clusterName: cluster.name,
        capacityProviders: ["FARGATE", ...args.capacityProviders],
        defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      },
      child,
    );
    this.arn = pulumi.all([cluster.arn, capacity.id]).apply(([arn]) => arn);
    this.namespaceArn = namespace.arn;
    this.registerOutputs({ arn: this.arn, namespaceArn: this.namespaceArn });
  }
}
