import { aKey, arnIn, own, text, type Calls, type CallsByType } from "./calls";

/** What a file system is said by a resource of its own. */
const ofFiles = (make: string, read: string, remove?: string): Calls => ({
  service: "elasticfilesystem",
  make,
  read,
  change: make,
  on: (thing, at) => [arnIn("elasticfilesystem", `file-system/${text(thing, "fileSystemId")}`, at)],
  ...(remove === undefined ? {} : { remove }),
});

/** File systems and what reaches them, and brokers of messages. */
export const filesAndBrokersCalls: CallsByType = {
  "aws:efs/accessPoint:AccessPoint": {
    service: "elasticfilesystem",
    make: "CreateAccessPoint TagResource",
    read: "DescribeAccessPoints",
    change: "UntagResource",
    remove: "DeleteAccessPoint",
    on: (thing, at) => [
      ...own(thing),
      arnIn("elasticfilesystem", `file-system/${text(thing, "fileSystemId")}`, at),
    ],
  },
  "aws:efs/backupPolicy:BackupPolicy": ofFiles("PutBackupPolicy", "DescribeBackupPolicy"),
  "aws:efs/fileSystem:FileSystem": {
    service: "elasticfilesystem",
    // It is encrypted in the name of whoever makes it [AWS: Using AWS KMS keys for Amazon EFS].
    make: `CreateFileSystem PutLifecycleConfiguration TagResource UpdateFileSystemProtection kms:CreateGrant kms:Decrypt
      kms:DescribeKey kms:GenerateDataKeyWithoutPlaintext`,
    read: "DescribeFileSystems DescribeLifecycleConfiguration",
    change: "UpdateFileSystem UntagResource",
    remove: "DeleteFileSystem",
    on: (thing, at) => [...own(thing), aKey(at)],
    uses: "elasticfilesystem",
  },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": ofFiles(
    "PutFileSystemPolicy",
    "DescribeFileSystemPolicy",
    "DeleteFileSystemPolicy",
  ),
  "aws:efs/mountTarget:MountTarget": {
    service: "elasticfilesystem",
    // It is a network interface, in the name of whoever makes it [AWS: CreateMountTarget, DeleteMountTarget].
    make: `CreateMountTarget ec2:CreateNetworkInterface ec2:DescribeNetworkInterfaces ec2:DescribeSubnets`,
    read: "DescribeMountTargetSecurityGroups DescribeMountTargets",
    change: "ModifyMountTargetSecurityGroups ec2:ModifyNetworkInterfaceAttribute",
    remove: "DeleteMountTarget ec2:DeleteNetworkInterface",
    on: (thing, at) => [
      arnIn("elasticfilesystem", `file-system/${text(thing, "fileSystemId")}`, at),
      arnIn("ec2", "network-interface/eni-1", at),
      arnIn("ec2", `subnet/${text(thing, "subnetId")}`, at),
      arnIn("ec2", "security-group/sg-1", at),
    ],
  },
  "aws:mq/broker:Broker": {
    service: "mq",
    // It has network interfaces, in the name of whoever makes it [AWS: IAM permissions required to create an Amazon MQ broker].
    make: `CreateBroker CreateTags ec2:CreateNetworkInterface ec2:CreateNetworkInterfacePermission
      ec2:DescribeInternetGateways ec2:DescribeNetworkInterfacePermissions ec2:DescribeNetworkInterfaces
      ec2:DescribeRouteTables ec2:DescribeSecurityGroups ec2:DescribeSubnets ec2:DescribeVpcs kms:CreateGrant
      kms:DescribeKey`,
    read: "DescribeBroker DescribeUser",
    change: "UpdateBroker RebootBroker DeleteTags",
    remove: "DeleteBroker",
    on: (thing, at) => [
      ...own(thing),
      arnIn("ec2", "network-interface/eni-1", at),
      arnIn("ec2", "subnet/subnet-1", at),
      arnIn("ec2", "security-group/sg-1", at),
      aKey(at),
    ],
    uses: "mq",
  },
  "aws:mq/configuration:Configuration": {
    service: "mq",
    make: "CreateConfiguration CreateTags UpdateConfiguration",
    read: "DescribeConfiguration DescribeConfigurationRevision",
    change: "UpdateConfiguration DeleteTags",
    remove: "DeleteConfiguration",
  },
};
