import { backupPlans, BUCKETS, restoreTests } from "../../rights/kinds";
import { ALL, named, TAGS, words, type Works } from "../../rights/work";
import { datavault } from "./names";

/** Secrets that the program makes: the provider reads each value that it wrote. Those that people fill are not among them. */
const MADE = words(`broker-actuator-password broker-api-key database-password key-store-password
  queue-admin-password queue-observer-password queue-password sftp-passphrase sign-in-cookie-key
  web-actuator-password worker-actuator-password`);

/**
 * What DataVault keeps, but for vaults and keys: what the provider calls for the resource types of its base stack [Terraform
 * provider's sources; AWS: Service authorization reference]. It can be made and changed here, and not be removed, but for
 * plans of backups and mount targets. No object, file or row is read or written, and the key store is read by nobody here.
 */
export const datavaultStores: Works = {
  backup: [
    ...backupPlans((at) => `${datavault(at)}-backups`),
    restoreTests(({ stage }) => `strongroom_${stage}_datavault_backups_restore_test*`),
  ],
  // What a vault of backups keeps them in.
  "backup-storage": [{ actions: words("MountCapsule"), on: ALL }],
  ec2: [
    {
      // Network interfaces of file systems and of RabbitMQ, in the name of whoever makes those [AWS: CreateMountTarget].
      actions: words("CreateNetworkInterface DeleteNetworkInterface ModifyNetworkInterfaceAttribute"),
      on: named("ec2", () => words("network-interface/* security-group/* subnet/*")),
    },
    {
      // Amazon MQ may use them, and nobody else [AWS: IAM permissions required to create an Amazon MQ broker].
      actions: words("CreateNetworkInterfacePermission"),
      on: named("ec2", () => "network-interface/*"),
      when: { StringEquals: { "ec2:AuthorizedService": "mq.amazonaws.com" } },
    },
    { actions: words("DescribeNetworkInterfacePermissions"), on: ALL },
  ],
  ecr: [
    {
      actions: words(`CreateRepository PutImageScanningConfiguration PutImageTagMutability PutLifecyclePolicy
        SetRepositoryPolicy ${TAGS}`),
      on: named("ecr", ({ stage }) => `repository/strongroom-${stage}/datavault/*`),
    },
  ],
  elasticfilesystem: [
    { actions: words("CreateFileSystem"), on: ALL },
    {
      // IAM knows file systems by ids alone, and of the stage's systems DataVault alone has some.
      actions: words(`CreateAccessPoint CreateMountTarget DeleteMountTarget ModifyMountTargetSecurityGroups
        PutBackupPolicy PutFileSystemPolicy PutLifecycleConfiguration ${TAGS} UpdateFileSystem
        UpdateFileSystemProtection`),
      on: named("elasticfilesystem", () => words("access-point/* file-system/*")),
    },
  ],
  mq: [
    { actions: words("CreateBroker CreateConfiguration"), on: ALL },
    {
      actions: words("CreateTags DeleteTags RebootBroker UpdateBroker UpdateConfiguration"),
      on: named("mq", (at) => [`broker:${datavault(at)}:*`, "configuration:*"]),
    },
  ],
  rds: [
    {
      actions: words(`AddTagsToResource CreateDBInstance CreateDBParameterGroup CreateDBSubnetGroup
        ModifyDBInstance ModifyDBParameterGroup ModifyDBSubnetGroup RemoveTagsFromResource
        ResetDBParameterGroup`),
      on: named(
        "rds",
        (at) => words("db pg subgrp").map((kind) => `${kind}:${datavault(at)}*`),
        // AWS's own, for a class of databases has no other.
        () => "og:default:*",
      ),
    },
  ],
  s3: [
    {
      actions: BUCKETS,
      on: (at) =>
        words("inventories copy-inventories access-logs").map(
          (name) => `arn:aws:s3:::${datavault(at)}-${name}-${at.accountId}`,
        ),
    },
  ],
  secretsmanager: [
    {
      actions: words(`CreateSecret PutResourcePolicy ReplicateSecretToRegions ${TAGS} UpdateSecret`),
      on: named("secretsmanager", ({ stage }) => `secret:strongroom/${stage}/datavault/*`),
    },
    {
      actions: words("GetSecretValue PutSecretValue UpdateSecretVersionStage"),
      on: named("secretsmanager", ({ stage }) =>
        MADE.map((name) => `secret:strongroom/${stage}/datavault/${name}-??????`),
      ),
    },
    {
      // The master user's, which RDS makes in the name of whoever makes the database [AWS: Password management with Amazon RDS].
      actions: words("CreateSecret TagResource"),
      on: named("secretsmanager", () => "secret:rds!db-*"),
    },
  ],
};
