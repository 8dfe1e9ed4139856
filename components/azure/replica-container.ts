import * as storage from "@pulumi/azure-native/storage";
import type * as pulumi from "@pulumi/pulumi";

export interface ReplicaContainerArgs {
  readonly containerName: string;
  /** Days for which each new blob can be neither changed nor deleted by anyone. */
  readonly immutabilityDays: pulumi.Output<number>;
}

/** Days after which a replica is no longer verified and moves to the archive tier (storage-service.md 6.4, 13 row 8). */
const ARCHIVE_AFTER_DAYS = 30;

/** The hold that deletion tooling lifts and restores for a lawful deletion (storage-service.md 6.4, 15). */
const LEGAL_HOLD_TAG = "storageservice";

/** A container, and the policy that keeps its blobs. */
export interface ReplicaContainer {
  readonly container: storage.BlobContainer;
  readonly policy: storage.BlobContainerImmutabilityPolicy;
}

/**
 * The container of the copies. Both policies are the container's own: where blob versions have theirs, Azure takes no
 * legal hold for a container [Microsoft: Legal holds for immutable blob data].
 */
export function replicaContainer(
  name: string,
  resourceGroupName: pulumi.Output<string>,
  account: storage.StorageAccount,
  args: ReplicaContainerArgs,
  child: pulumi.CustomResourceOptions,
): ReplicaContainer {
  const container = new storage.BlobContainer(
    `${name}-container`,
    { containerName: args.containerName, accountName: account.name, resourceGroupName, publicAccess: "None" },
    child,
  );
  const inContainer = { accountName: account.name, containerName: container.name, resourceGroupName };
  const policy = new storage.BlobContainerImmutabilityPolicy(
    `${name}-immutability`,
    {
      ...inContainer,
      immutabilityPolicyName: "default",
      immutabilityPeriodSinceCreationInDays: args.immutabilityDays,
      allowProtectedAppendWrites: false,
      allowProtectedAppendWritesAll: false,
    },
    child,
  );
  new storage.BlobContainerLegalHold(
    `${name}-legal-hold`,
    { ...inContainer, tags: [LEGAL_HOLD_TAG], allowProtectedAppendWritesAll: false },
    // Azure changes one policy of a container at a time.
    { ...child, dependsOn: [policy] },
  );
  return { container, policy };
}

/** The only thing that ever happens to a blob by itself: it gets cheaper. */
export function archiving(
  name: string,
  resourceGroupName: pulumi.Output<string>,
  account: storage.StorageAccount,
  { containerName }: ReplicaContainerArgs,
  child: pulumi.CustomResourceOptions,
): void {
  new storage.ManagementPolicy(
    `${name}-tiers`,
    {
      managementPolicyName: "default",
      accountName: account.name,
      resourceGroupName,
      policy: {
        rules: [
          {
            name: "TierToArchive",
            type: "Lifecycle",
            enabled: true,
            definition: {
              filters: { blobTypes: ["blockBlob"], prefixMatch: [`${containerName}/`] },
              actions: {
                baseBlob: { tierToArchive: { daysAfterModificationGreaterThan: ARCHIVE_AFTER_DAYS } },
              },
            },
          },
        ],
      },
    },
    child,
  );
}
