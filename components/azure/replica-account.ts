import * as storage from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import type { EncryptionKey } from "./encryption-key";

/** Azure keeps the data in two regions. What is spread over zones (ZRS) has no archive tier [Microsoft: Access tiers for blob data]. */
export type Redundancy = "Standard_GRS" | "Standard_RAGRS";

export interface ReplicaAccountArgs {
  readonly accountName: string;
  readonly location: pulumi.Input<string>;
  readonly redundancy: Redundancy;
  readonly natAddresses: pulumi.Output<readonly string[]>;
  readonly tags: pulumi.Input<Record<string, string>>;
}

/** Days that a deleted blob or container can be brought back: nothing is lost sooner than that (decisions.md 2). */
const RECOVERABLE_DAYS = 90;

/** The storage account: for nobody but holders of a token of ours who come from our NAT gateways. */
export function replicaAccount(
  name: string,
  resourceGroupName: pulumi.Output<string>,
  args: ReplicaAccountArgs,
  key: EncryptionKey,
  child: pulumi.CustomResourceOptions,
): storage.StorageAccount {
  return new storage.StorageAccount(
    name,
    {
      accountName: args.accountName,
      resourceGroupName,
      location: args.location,
      kind: "StorageV2",
      sku: { name: args.redundancy },
      accessTier: "Cool",
      minimumTlsVersion: "TLS1_2",
      enableHttpsTrafficOnly: true,
      allowBlobPublicAccess: false,
      allowSharedKeyAccess: false,
      defaultToOAuthAuthentication: true,
      allowCrossTenantReplication: false,
      isSftpEnabled: false,
      isLocalUserEnabled: false,
      publicNetworkAccess: "Enabled",
      networkRuleSet: {
        defaultAction: "Deny",
        // Azure's own lifecycle management, which moves blobs to the archive tier, comes this way.
        bypass: "AzureServices",
        ipRules: args.natAddresses.apply((addresses) =>
          addresses.map((iPAddressOrRange) => ({ action: "Allow" as const, iPAddressOrRange })),
        ),
        virtualNetworkRules: [],
      },
      identity: { type: "UserAssigned", userAssignedIdentities: [key.identityId] },
      encryption: {
        keySource: "Microsoft.Keyvault",
        // Twice, by Azure's key as well; only possible from the start.
        requireInfrastructureEncryption: true,
        encryptionIdentity: { encryptionUserAssignedIdentity: key.identityId },
        keyVaultProperties: { keyVaultUri: key.vaultUri, keyName: key.keyName },
      },
      // By this the policy pack knows the copy in the second cloud.
      tags: pulumi.output(args.tags).apply((tags) => ({ ...tags, "archive:role": "offsite" })),
    },
    { ...child, dependsOn: [key.allowed] },
  );
}

/** Versions, and time to take back what was deleted when nothing held it any more. */
export function blobService(
  name: string,
  resourceGroupName: pulumi.Output<string>,
  account: storage.StorageAccount,
  child: pulumi.CustomResourceOptions,
): storage.BlobServiceProperties {
  return new storage.BlobServiceProperties(
    `${name}-blobs`,
    {
      blobServicesName: "default",
      accountName: account.name,
      resourceGroupName,
      isVersioningEnabled: true,
      deleteRetentionPolicy: { enabled: true, days: RECOVERABLE_DAYS, allowPermanentDelete: false },
      containerDeleteRetentionPolicy: { enabled: true, days: RECOVERABLE_DAYS },
      // Who changed which blob and when, kept for good.
      changeFeed: { enabled: true },
    },
    child,
  );
}
