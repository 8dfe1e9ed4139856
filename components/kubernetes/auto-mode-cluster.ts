import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as eks from "@pulumi/aws/eks";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../identity/service-role";
import { roleArn } from "../names/names";
import { clusterStatements } from "./cluster-rights";
import { nodeStatements } from "./node-rights";

export interface AutoModeClusterArgs {
  /** Physical name, and the beginning of its roles': up to 50 letters, digits and hyphens. */
  readonly clusterName: string;
  /** Of Kubernetes, one that is in standard support: `1.35`. */
  readonly version: string;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** Permission boundary of its nodes' role; and of the role in which EKS works for it, a `ClusterBoundary`. */
  readonly boundaryArn: pulumi.Input<string>;
  readonly controlBoundaryArn: pulumi.Input<string>;
  /** Private subnets in three zones, large enough for an address for each pod. */
  readonly subnetIds: pulumi.Input<readonly string[]>;
  /** Encrypts the secrets of Kubernetes. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /** Key of its logs, and the days that they are kept. */
  readonly logsKeyArn: pulumi.Input<string>;
  readonly logDays: pulumi.Input<number>;
  /** Whether AWS refuses to delete it: off only where a stage is to be cleaned. */
  readonly deletionProtection: boolean;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,49}$/;
const VERSION = /^1\.\d{2}$/;

/** Of the control plane, all that there are [AWS: Send control plane logs to CloudWatch Logs]. */
const LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** AWS's own pools: one for what the cluster itself runs, one for the rest. */
const NODE_POOLS = ["general-purpose", "system"];

/** EKS takes half an hour at times (webservice-and-platform.md P6). */
const TIMEOUTS = { create: "40m", update: "60m", delete: "30m" };

export const clusterArn = (
  place: { readonly region: pulumi.Input<string>; readonly accountId: pulumi.Input<string> },
  clusterName: string,
): pulumi.Output<string> =>
  pulumi.interpolate`arn:aws:eks:${place.region}:${place.accountId}:cluster/${clusterName}`;

/**
 * Kubernetes in EKS Auto Mode: AWS makes nodes, volumes and balancers as pods ask for them, and takes nodes away within
 * 21 days. Its endpoint is inside the VPC alone, nobody is its administrator by having made it, and whoever may do
 * anything has an access entry.
 */
export class AutoModeCluster extends pulumi.ComponentResource {
  /** Told once its role may do all that it may: what is in it waits for that. */
  readonly clusterName: pulumi.Output<string>;
  /** The ARN as its name tells it: known in a preview, for policies. */
  readonly plainArn: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;
  /** Physical name of the nodes' role: a NodeClass names it. */
  readonly nodeRoleName: string;

  constructor(name: string, args: AutoModeClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:kubernetes:AutoModeCluster", name, {}, opts);
    const { clusterName, version } = args;
    if (!NAME.test(clusterName))
      throw new pulumi.ResourceError(
        `clusterName: up to 50 letters, digits and hyphens, got ${clusterName}`,
        this,
      );
    if (!VERSION.test(version))
      throw new pulumi.ResourceError(`version: one of Kubernetes, such as 1.35, got ${version}`, this);
    const child = { parent: this };
    this.plainArn = clusterArn(args, clusterName);
    this.nodeRoleName = `${clusterName}-node`;
    const log = new cloudwatch.LogGroup(
      `${name}-log`,
      {
        // EKS writes to this name and no other; it would make the group by itself, without a key or an end.
        name: `/aws/eks/${clusterName}/cluster`,
        retentionInDays: args.logDays,
        kmsKeyId: args.logsKeyArn,
      },
      child,
    );
    const nodes = nodeRole(name, args, this.plainArn, this.nodeRoleName, child);
    const control = controlRole(name, args, this.plainArn, this.nodeRoleName, child);
    const cluster = new eks.Cluster(
      `${name}-cluster`,
      {
        name: clusterName,
        version,
        roleArn: control.arn,
        ...autoMode(nodes.arn),
        upgradePolicy: { supportType: "STANDARD" },
        accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
        vpcConfig: {
          subnetIds: pulumi.output(args.subnetIds).apply((ids) => [...ids]),
          endpointPrivateAccess: true,
          endpointPublicAccess: false,
        },
        encryptionConfig: { provider: { keyArn: args.secretsKeyArn }, resources: ["secrets"] },
        enabledClusterLogTypes: LOG_TYPES,
        deletionProtection: args.deletionProtection,
        // A zone in trouble can be left with one command.
        zonalShiftConfig: { enabled: true },
      },
      { ...child, dependsOn: [log, nodes, control], customTimeouts: TIMEOUTS },
    );
    this.clusterName = cluster.name;
    this.endpoint = cluster.endpoint;
    this.registerOutputs({ clusterName: this.clusterName, endpoint: this.endpoint });
  }
}

/** The three switches of Auto Mode, which EKS takes together or not at all, and what has to be off with them. */
const autoMode = (nodeRoleArn: pulumi.Output<string>) => ({
  computeConfig: { enabled: true, nodePools: NODE_POOLS, nodeRoleArn },
  kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true } },
  storageConfig: { blockStorage: { enabled: true } },
  bootstrapSelfManagedAddons: false,
});

/** EKS takes it for this cluster alone, and tags its sessions with the cluster's name. */
function controlRole(
  name: string,
  args: AutoModeClusterArgs,
  plainArn: pulumi.Output<string>,
  nodeRoleName: string,
  child: pulumi.CustomResourceOptions,
): ServiceRole {
  const { clusterName, region, accountId, controlBoundaryArn } = args;
  return new ServiceRole(
    `${name}-control-role`,
    {
      roleName: `${clusterName}-control`,
      service: "eks.amazonaws.com",
      accountId,
      tagged: { ArnEquals: { "aws:SourceArn": plainArn } },
      boundaryArn: controlBoundaryArn,
      statements: clusterStatements({
        clusterName,
        region,
        accountId,
        nodeRoleArn: pulumi.output(accountId).apply((account) => roleArn(account, nodeRoleName)),
      }),
    },
    child,
  );
}

const nodeRole = (
  name: string,
  { region, accountId, boundaryArn }: AutoModeClusterArgs,
  plainArn: pulumi.Output<string>,
  roleName: string,
  child: pulumi.CustomResourceOptions,
) =>
  new ServiceRole(
    `${name}-node-role`,
    {
      roleName,
      service: "ec2.amazonaws.com",
      accountId,
      namesNoAccount: true,
      boundaryArn,
      statements: nodeStatements({ clusterArn: plainArn, region, accountId }),
    },
    child,
  );
