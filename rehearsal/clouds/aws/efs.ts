import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import type { Thing } from "../cloud";
import { arn } from "./arn";
import { key, securityGroup, subnet } from "./refers";
import { ACCESS_POINT, FILE_SYSTEM, MOUNT_TARGET, SECURITY_GROUP, SUBNET } from "./tokens";
import { isSet, neighbours, numberAt, textAt, textsAt, thingAt } from "./values";

const fileSystem = { at: "fileSystemId", to: [FILE_SYSTEM] };

/** `fs-0…`: what EFS's ids have in common. */
const idOf =
  (prefix: string) =>
  ({ digits }: Making): string =>
    `${prefix}-0${digits(16)}`;

/** What a file system has one of: it goes by its id. */
const ofFileSystem = {
  id: ({ text }: Making): string => text("fileSystemId"),
  replacedBy: words("fileSystemId"),
  refers: [fileSystem],
};

/** Elastic File System [docs.aws.amazon.com: CreateFileSystem, CreateMountTarget, CreateAccessPoint]. */
export const efs: Readonly<Record<string, ResourceType>> = {
  [FILE_SYSTEM]: {
    inputs: words(`availabilityZoneName encrypted kmsKeyId lifecyclePolicies performanceMode protection
      provisionedThroughputInMibps tags throughputMode`),
    name: {
      property: "creationToken",
      pattern: /^.{1,64}$/,
      says: "1 to 64 characters",
      unique: "region",
      taken: "FileSystemAlreadyExists: File system with the creation token already exists",
      automatic: true,
    },
    id: idOf("fs"),
    computed: {
      arn: (making) => arn("elasticfilesystem", making, `file-system/${making.id}`),
      dnsName: ({ id, region }) => `${id}.efs.${region}.amazonaws.com`,
      ownerId: ({ account }) => account,
      numberOfMountTargets: () => 0,
    },
    defaults: { encrypted: false, performanceMode: "generalPurpose", throughputMode: "bursting" },
    replacedBy: words("availabilityZoneName encrypted kmsKeyId performanceMode"),
    limits: {
      performanceMode: { among: words("generalPurpose maxIO") },
      throughputMode: { among: words("bursting provisioned elastic") },
    },
    refers: [key("kmsKeyId", { form: "arn" })],
    refuseInputs: fileSystemFault,
    refuseDelete: ({ id }, cloud) => {
      const target = cloud.all(MOUNT_TARGET).find(({ inputs }) => inputs["fileSystemId"] === id);
      return target && `FileSystemInUse: the file system ${id} has the mount target ${target.id}`;
    },
    takesAlong: ({ id }, cloud): readonly Thing[] =>
      cloud.all(ACCESS_POINT).filter(({ inputs }) => inputs["fileSystemId"] === id),
  },
  [MOUNT_TARGET]: {
    inputs: words("fileSystemId ipAddress ipAddressType ipv6Address securityGroups subnetId"),
    required: words("fileSystemId subnetId"),
    id: idOf("fsmt"),
    computed: {
      availabilityZoneName: zoneOf,
      fileSystemArn: (making) =>
        textAt(thingAt([FILE_SYSTEM], making.text("fileSystemId"), making)?.outputs, "arn"),
      dnsName: ({ text, region }) => `${text("fileSystemId")}.efs.${region}.amazonaws.com`,
      networkInterfaceId: ({ digits }) => `eni-0${digits(16, "interface")}`,
    },
    replacedBy: words("fileSystemId ipAddress ipAddressType ipv6Address subnetId"),
    refers: [fileSystem, subnet("subnetId"), securityGroup("securityGroups[]")],
    refuseMaking: (making) => zoneFault(making) ?? networkFault(making),
  },
  [ACCESS_POINT]: {
    inputs: words("fileSystemId posixUser rootDirectory tags"),
    required: words("fileSystemId"),
    id: idOf("fsap"),
    computed: {
      arn: (making) => arn("elasticfilesystem", making, `access-point/${making.id}`),
      fileSystemArn: (making) =>
        textAt(thingAt([FILE_SYSTEM], making.text("fileSystemId"), making)?.outputs, "arn"),
      ownerId: ({ account }) => account,
    },
    replacedBy: words("fileSystemId posixUser rootDirectory"),
    limits: {
      "rootDirectory.path": {
        like: /^(\/|(\/(?!\.\.?(\/|$))[^$#<>;`|&?{}^*/\n]+){1,4})$/,
        says: "a path of one to four folders, beginning with /",
      },
      "rootDirectory.creationInfo.permissions": { like: /^[0-7]{3,4}$/, says: "3 or 4 octal digits" },
      "rootDirectory.creationInfo.ownerUid": { from: 0, to: 4_294_967_295 },
      "rootDirectory.creationInfo.ownerGid": { from: 0, to: 4_294_967_295 },
      "posixUser.uid": { from: 0, to: 4_294_967_295 },
      "posixUser.gid": { from: 0, to: 4_294_967_295 },
    },
    refers: [fileSystem],
  },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": {
    ...ofFileSystem,
    inputs: words("bypassPolicyLockoutSafetyCheck fileSystemId policy"),
    required: words("fileSystemId policy"),
    documents: [{ property: "policy", max: 20_000, kind: "policy" }],
  },
  "aws:efs/backupPolicy:BackupPolicy": {
    ...ofFileSystem,
    inputs: words("backupPolicy fileSystemId"),
    required: words("backupPolicy fileSystemId"),
    limits: { "backupPolicy.status": { among: words("ENABLED DISABLED") } },
  },
};

function fileSystemFault(inputs: Properties): string | undefined {
  if (isSet(inputs, "kmsKeyId") && inputs["encrypted"] !== true)
    return "BadRequest: KmsKeyId can only be specified when Encrypted is true";
  if (inputs["throughputMode"] === "elastic" && inputs["performanceMode"] === "maxIO")
    return "BadRequest: Elastic throughput is for the performance mode generalPurpose alone";
  const provisioned = numberAt(inputs, "provisionedThroughputInMibps") !== undefined;
  return provisioned === (inputs["throughputMode"] === "provisioned")
    ? undefined
    : "BadRequest: ProvisionedThroughputInMibps goes with the throughput mode provisioned";
}

function zoneOf(making: Making): string {
  return textAt(thingAt([SUBNET], making.text("subnetId"), making)?.outputs, "availabilityZone");
}

function zoneFault(making: Making): string | undefined {
  const zone = zoneOf(making);
  const other = neighbours(MOUNT_TARGET, making).find(
    ({ inputs, outputs }) =>
      inputs["fileSystemId"] === making.text("fileSystemId") && outputs["availabilityZoneName"] === zone,
  );
  return other && `MountTargetConflict: mount target already exists in this AZ (${zone}: ${other.id})`;
}

function networkFault(making: Making): string | undefined {
  const vpcOf = (types: readonly string[], id: string) =>
    textAt(thingAt(types, id, making)?.outputs, "vpcId");
  const home = vpcOf([SUBNET], making.text("subnetId"));
  const groups = textsAt(making.inputs, "securityGroups[]");
  if (groups.length > 5)
    return `SecurityGroupLimitExceeded: ${groups.length} security groups, at most 5 are allowed`;
  const strange = groups.find((id) => vpcOf([SECURITY_GROUP], id) !== home);
  return strange && `SecurityGroupNotFound: ${strange} is not in the VPC of ${making.text("subnetId")}`;
}
