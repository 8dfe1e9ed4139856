import * as autoscaling from "@pulumi/aws/autoscaling";
import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import { httpsOut } from "../network/https-out";
import { fullDisks } from "./disk-alarm";
import { firstStart } from "./first-start";
import { machineProfile } from "./machine-role";
import type { MachineType } from "./machine-types";

export interface MachineCapacityArgs {
  /** Physical name of the capacity provider, its group and template: not beginning with aws, ecs or fargate. */
  readonly capacityName: string;
  /** Physical name of the cluster that the machines join. */
  readonly clusterName: string;
  readonly machineType: MachineType;
  /** GiB of a machine's one disk, where tasks keep what outlasts them: at most 16,384. */
  readonly diskGiB: number;
  /** Machines that there are at most; with no task there is none. */
  readonly maxMachines: number;
  /** Key of the disks: Auto Scaling must be able to use it. An alias by its ARN is one, too. */
  readonly diskKeyArn: pulumi.Input<string>;
  /** What each machine, its disk and its network card carry: what a provider tags by itself does not reach them. */
  readonly tags: Readonly<Record<string, pulumi.Input<string>>>;
  /** Topic where it is told that a disk fills up. */
  readonly alarmTopicArn: pulumi.Input<string>;
  readonly place: {
    readonly region: pulumi.Input<string>;
    readonly accountId: pulumi.Input<string>;
    /** Permission boundary of the stage's machines (`MachineBoundary`). */
    readonly boundaryArn: pulumi.Input<string>;
    readonly vpcId: pulumi.Input<string>;
    /** Private subnets in two zones at least. */
    readonly subnetIds: pulumi.Input<string[]>;
  };
}

/** The newest machine image of ECS, looked up at each start of a machine [AWS: Amazon ECS-optimized AMI metadata]. */
const IMAGE = "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id";

/** What the image itself takes of the disk, at least [AWS: Amazon ECS-optimized AMIs]. */
const LEAST_DISK_GIB = 30;
/** Of a gp3 volume, for all that [AWS: EBS volume types]. */
const MOST_DISK_GIB = 16_384;

/** What comes with a machine, and goes with it. */
const TAGGED = ["instance", "volume", "network-interface"] as const;

/** Percent of the machines that tasks fill: as many machines as tasks need, and no spare one. */
const TARGET_PERCENT = 100;

/**
 * Machines of our own for tasks that need more disk than Fargate has. ECS starts one when a task finds no place, keeps
 * Auto Scaling from ending one with tasks on it, and empties one before it goes.
 */
export class MachineCapacity extends pulumi.ComponentResource {
  /** What services and their cluster name it by; told once it is there. */
  readonly providerName: pulumi.Output<string>;

  constructor(name: string, args: MachineCapacityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:capacity:MachineCapacity", name, {}, opts);
    const fault = faultOf(args);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const child = { parent: this };
    const { capacityName, place } = args;
    const { profile, role } = machineProfile(name, args, child);
    const groupId = machineGroup(name, args, child);
    const template = machineTemplate(name, args, profile.arn, groupId, child);
    const machines = new autoscaling.Group(
      `${name}-machines`,
      {
        name: capacityName,
        minSize: 0,
        maxSize: args.maxMachines,
        vpcZoneIdentifiers: place.subnetIds,
        launchTemplate: { id: template.id, version: pulumi.interpolate`${template.latestVersion}` },
        // ECS takes the protection away once no task is left on a machine.
        protectFromScaleIn: true,
        // By this tag ECS knows that the group is its to scale; the provider would take it away again.
        tags: [
          { key: "AmazonECSManaged", value: "true", propagateAtLaunch: true },
          { key: "Name", value: capacityName, propagateAtLaunch: true },
        ],
      },
      { ...child, ignoreChanges: ["desiredCapacity"], dependsOn: [role] },
    );
    const provider = new ecs.CapacityProvider(
      `${name}-provider`,
      {
        name: capacityName,
        autoScalingGroupProvider: {
          autoScalingGroupArn: machines.arn,
          managedScaling: { status: "ENABLED", targetCapacity: TARGET_PERCENT },
          managedTerminationProtection: "ENABLED",
          managedDraining: "ENABLED",
        },
      },
      child,
    );
    fullDisks(`${name}-disks`, args, child);
    this.providerName = provider.name;
    this.registerOutputs({ providerName: this.providerName });
  }
}

function faultOf({ diskGiB, maxMachines, capacityName }: MachineCapacityArgs): string | undefined {
  if (/^(aws|ecs|fargate)/i.test(capacityName))
    return `capacityName: must not begin with aws, ecs or fargate, got ${capacityName}`;
  if (!Number.isInteger(maxMachines) || maxMachines < 1) return `maxMachines: 1 or more, got ${maxMachines}`;
  return Number.isInteger(diskGiB) && diskGiB >= LEAST_DISK_GIB && diskGiB <= MOST_DISK_GIB
    ? undefined
    : `diskGiB: ${LEAST_DISK_GIB} to ${MOST_DISK_GIB}, got ${diskGiB}`;
}

/** Nobody calls a machine; its agent calls AWS. Its tasks have groups of their own. */
function machineGroup(
  name: string,
  { capacityName, place }: MachineCapacityArgs,
  child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const group = new ec2.SecurityGroup(
    `${name}-group`,
    { vpcId: place.vpcId, description: `Machines of ${capacityName}: call AWS by HTTPS, nobody calls them` },
    child,
  );
  const https = httpsOut(name, { groupId: group.id, calls: "AWS" }, child);
  return pulumi.all([group.id, https.id]).apply(([id]) => id);
}

function machineTemplate(
  name: string,
  args: MachineCapacityArgs,
  profileArn: pulumi.Input<string>,
  groupId: pulumi.Input<string>,
  child: pulumi.CustomResourceOptions,
): ec2.LaunchTemplate {
  return new ec2.LaunchTemplate(
    `${name}-template`,
    {
      name: args.capacityName,
      imageId: IMAGE,
      instanceType: args.machineType,
      iamInstanceProfile: { arn: profileArn },
      vpcSecurityGroupIds: [groupId],
      // Version 2 alone, and no hop further than the machine itself: no container gets at its credentials.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: {
            volumeType: "gp3",
            volumeSize: args.diskGiB,
            encrypted: "true",
            kmsKeyId: args.diskKeyArn,
            deleteOnTermination: "true",
          },
        },
      ],
      monitoring: { enabled: true },
      tagSpecifications: TAGGED.map((resourceType) => ({
        resourceType,
        tags: { Name: args.capacityName, ...args.tags },
      })),
      userData: Buffer.from(firstStart(args)).toString("base64"),
      updateDefaultVersion: true,
    },
    child,
  );
}
