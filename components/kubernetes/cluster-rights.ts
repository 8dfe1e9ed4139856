import * as pulumi from "@pulumi/pulumi";
import type { Conditions, Statement } from "../identity/policy";

export interface ClusterRightsArgs {
  readonly clusterName: string;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** ARN of the only role that it may hand to nodes. */
  readonly nodeRoleArn: pulumi.Input<string>;
}

/** EKS puts it on all that a cluster makes; its own policies for this know the cluster's things by it [AWS: EKS Auto Mode cluster IAM role]. */
export const CLUSTER_TAG = "eks:eks-cluster-name";

/** What EC2 and Elastic Load Balancing are asked, where the network is concerned: none of it takes a resource. */
const SEEING = [
  ...[
    "AccountAttributes",
    "AvailabilityZones",
    "CapacityReservations",
    "Images",
    "Instances",
    "InstanceTopology",
    "InstanceTypes",
    "InternetGateways",
    "LaunchTemplates",
    "NetworkInterfaces",
    "RouteTables",
    "SecurityGroups",
    "SpotPriceHistory",
    "Subnets",
    "Volumes",
    "Vpcs",
  ].map((what) => `ec2:Describe${what}`),
  ...["Listeners", "LoadBalancers", "Rules", "TargetGroups", "TargetHealth"].map(
    (what) => `elasticloadbalancing:Describe${what}`,
  ),
];

const MAKING_NODES = ["ec2:CreateFleet", "ec2:RunInstances"];

/**
 * What the cluster's role may do for Auto Mode: nodes, their volumes and interfaces, and balancers. It is what AWS's own
 * policies have (AmazonEKSComputePolicy, …BlockStorage…, …LoadBalancing…, …Networking…, of 2026), held to one cluster,
 * account, region and node role. Left out is what this estate has elsewhere: firewalls, Shield, Cognito and trunk
 * interfaces. What goes is deleted by EKS's service-linked role, not by this one.
 */
export function clusterStatements(args: ClusterRightsArgs): readonly Statement[] {
  const { accountId, nodeRoleArn } = args;
  const asked: Conditions = { StringEquals: { [`aws:RequestTag/${CLUSTER_TAG}`]: args.clusterName } };
  const own: Conditions = { StringEquals: { [`aws:ResourceTag/${CLUSTER_TAG}`]: args.clusterName } };
  const ec2 = (kind: string) => pulumi.interpolate`arn:aws:ec2:${args.region}:${accountId}:${kind}/*`;
  const balancing = pulumi.interpolate`arn:aws:elasticloadbalancing:${args.region}:${accountId}:*`;
  const allow = (
    Sid: string,
    Action: readonly string[],
    Resource: Statement["Resource"],
    held?: Conditions,
  ) => ({ Sid, Effect: "Allow", Action, Resource, ...(held ? { Condition: held } : {}) }) as const;
  return [
    allow("SeeTheNetwork", SEEING, "*"),
    allow("StartNodesFromImages", MAKING_NODES, [
      ec2("capacity-reservation"),
      ec2("security-group"),
      ec2("subnet"),
      pulumi.interpolate`arn:aws:ec2:${args.region}::image/*`,
    ]),
    allow("StartNodesByOwnTemplates", MAKING_NODES, ec2("launch-template"), own),
    allow("StartOwnNodes", [...MAKING_NODES, "ec2:CreateLaunchTemplate"], ec2("*"), asked),
    allow("MarkWhatItMakes", ["ec2:CreateTags"], ec2("*"), {
      StringEquals: {
        "ec2:CreateAction": [
          "AuthorizeSecurityGroupIngress",
          "CreateFleet",
          "CreateLaunchTemplate",
          "CreateNetworkInterface",
          "CreateSecurityGroup",
          "CreateVolume",
          "RunInstances",
        ],
      },
    }),
    allow("HandOverTheNodesRole", ["iam:PassRole"], nodeRoleArn, {
      StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com"] },
    }),
    allow(
      "PutItIntoItsProfile",
      ["iam:AddRoleToInstanceProfile"],
      pulumi.interpolate`arn:aws:iam::${accountId}:instance-profile/eks*`,
    ),
    allow("MakeVolumes", ["ec2:CreateVolume"], ec2("volume"), asked),
    allow("UseOwnVolumes", ["ec2:AttachVolume", "ec2:DetachVolume", "ec2:ModifyVolume"], ec2("*"), own),
    allow("MakeInterfaces", ["ec2:CreateNetworkInterface"], ec2("network-interface"), asked),
    allow("MakeThemHere", ["ec2:CreateNetworkInterface"], [ec2("security-group"), ec2("subnet")]),
    allow(
      "UseOwnInterfaces",
      [
        "ec2:AssignPrivateIpAddresses",
        "ec2:AttachNetworkInterface",
        "ec2:DetachNetworkInterface",
        "ec2:ModifyNetworkInterfaceAttribute",
        "ec2:UnassignPrivateIpAddresses",
      ],
      ec2("*"),
      own,
    ),
    allow("MakeGroupsOfBalancers", ["ec2:CreateSecurityGroup"], ec2("security-group"), asked),
    allow("MakeThemInAnyVpc", ["ec2:CreateSecurityGroup"], ec2("vpc")),
    allow(
      "OpenOwnGroups",
      ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"],
      ec2("security-group"),
      own,
    ),
    allow("MakeRulesOfThem", ["ec2:AuthorizeSecurityGroupIngress"], ec2("security-group-rule"), asked),
    allow(
      "MakeBalancers",
      ["CreateListener", "CreateLoadBalancer", "CreateRule", "CreateTargetGroup"].map(balancingAction),
      balancing,
      asked,
    ),
    allow("MarkThem", [balancingAction("AddTags")], balancing, {
      StringEquals: {
        "elasticloadbalancing:CreateAction": [
          "CreateListener",
          "CreateLoadBalancer",
          "CreateRule",
          "CreateTargetGroup",
        ],
      },
    }),
    allow(
      "UseOwnBalancers",
      [
        "ModifyListener",
        "ModifyLoadBalancerAttributes",
        "ModifyRule",
        "ModifyTargetGroup",
        "ModifyTargetGroupAttributes",
        "RegisterTargets",
        "SetSecurityGroups",
        "SetSubnets",
      ].map(balancingAction),
      balancing,
      own,
    ),
  ];
}

/** All of those actions, whatever cluster they are for. */
export const clusterActions: readonly string[] = [
  ...new Set(
    clusterStatements({ clusterName: "", region: "", accountId: "", nodeRoleArn: "" }).flatMap(
      ({ Action }) => Action,
    ),
  ),
];

function balancingAction(name: string): string {
  return `elasticloadbalancing:${name}`;
}
