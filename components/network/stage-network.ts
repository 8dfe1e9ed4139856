import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import { Vpc } from "@pulumi/awsx/ec2/vpc";
import * as pulumi from "@pulumi/pulumi";
import { FlowLogs, type FlowLogsArgs } from "./flow-logs";

export interface StageNetworkArgs {
  readonly region: string;
  readonly accountId: string;
  /** IPv4 network of the VPC; a /16 gives room for all. */
  readonly cidr: string;
  /** Names of the availability zones; each gets one subnet of every kind. */
  readonly availabilityZones: readonly string[];
  /** `each-zone` outlives the loss of a zone; `one` costs a third. */
  readonly natGateways: "each-zone" | "one";
  /** Where the flow logs go. */
  readonly flowLogs: Omit<FlowLogsArgs, "vpcId" | "accountId" | "region">;
}

/** Subnet sizes: private ones are large, because every task takes an address. */
const MASKS = { public: 24, private: 19, isolated: 24 };

/** Services that are reached inside the VPC, so that neither images nor secrets pass the NAT, nor pods' roles (`eks-auth`). */
const interfaceServices = [
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "kms",
  "logs",
  "secretsmanager",
  "sns",
  "sqs",
  "sts",
];

/** By these tags a cluster of Kubernetes finds subnets for its balancers [AWS Load Balancer Controller: Subnet auto-discovery]. */
const BALANCERS = {
  inside: { "kubernetes.io/role/internal-elb": "1" },
  public: { "kubernetes.io/role/elb": "1" },
};

/** A stage's network: public, private and isolated subnets in each zone, and endpoints for the services it uses. */
export class StageNetwork extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string[]>;
  readonly privateSubnetIds: pulumi.Output<string[]>;
  readonly isolatedSubnetIds: pulumi.Output<string[]>;
  /** The fixed addresses that all traffic to the outside comes from. */
  readonly natAddresses: pulumi.Output<string[]>;

  constructor(name: string, args: StageNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:network:StageNetwork", name, {}, opts);
    const child = { parent: this };
    const network = new Vpc(
      name,
      {
        cidrBlock: args.cidr,
        availabilityZoneNames: [...args.availabilityZones],
        enableDnsHostnames: true,
        enableDnsSupport: true,
        natGateways: { strategy: args.natGateways === "one" ? "Single" : "OnePerAz" },
        subnetStrategy: "Auto",
        subnetSpecs: [
          { type: "Private", cidrMask: MASKS.private, tags: BALANCERS.inside },
          { type: "Public", cidrMask: MASKS.public, tags: BALANCERS.public },
          { type: "Isolated", cidrMask: MASKS.isolated },
        ],
      },
      // What the outside admits by the NAT addresses, and what runs in the subnets, would be lost with it.
      { ...child, protect: true },
    );
    this.vpcId = network.vpcId;
    this.publicSubnetIds = network.publicSubnetIds;
    this.privateSubnetIds = network.privateSubnetIds;
    this.isolatedSubnetIds = network.isolatedSubnetIds;
    this.natAddresses = network.eips.apply((eips) => pulumi.all(eips.map((eip) => eip.publicIp)));
    gatewayEndpoints(name, args, network, child);
    interfaceEndpoints(name, args, this, child);
    new ec2.DefaultSecurityGroup(`${name}-nothing-by-default`, { vpcId: this.vpcId }, child);
    new FlowLogs(
      `${name}-flow`,
      { vpcId: this.vpcId, accountId: args.accountId, region: args.region, ...args.flowLogs },
      child,
    );
    this.registerOutputs({ vpcId: this.vpcId });
  }
}

function gatewayEndpoints(
  name: string,
  { region }: StageNetworkArgs,
  network: Vpc,
  child: pulumi.CustomResourceOptions,
): void {
  for (const service of ["s3", "dynamodb"])
    new ec2.VpcEndpoint(
      `${name}-${service}`,
      {
        vpcId: network.vpcId,
        serviceName: `com.amazonaws.${region}.${service}`,
        vpcEndpointType: "Gateway",
        routeTableIds: network.routeTables.apply((tables) => pulumi.all(tables.map((table) => table.id))),
      },
      child,
    );
}

function interfaceEndpoints(
  name: string,
  { region, cidr }: StageNetworkArgs,
  network: StageNetwork,
  child: pulumi.CustomResourceOptions,
): void {
  const group = new ec2.SecurityGroup(
    `${name}-endpoints`,
    { vpcId: network.vpcId, description: "HTTPS from inside the VPC to the endpoints of AWS services" },
    child,
  );
  new vpc.SecurityGroupIngressRule(
    `${name}-endpoints-https`,
    { securityGroupId: group.id, cidrIpv4: cidr, ipProtocol: "tcp", fromPort: 443, toPort: 443 },
    child,
  );
  for (const service of interfaceServices)
    new ec2.VpcEndpoint(
      `${name}-${service}`,
      {
        vpcId: network.vpcId,
        serviceName: `com.amazonaws.${region}.${service}`,
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds: network.privateSubnetIds,
        securityGroupIds: [group.id],
      },
      child,
    );
}
