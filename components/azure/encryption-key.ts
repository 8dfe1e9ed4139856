import * as authorization from "@pulumi/azure-native/authorization";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import type * as pulumi from "@pulumi/pulumi";
import { builtInRole } from "./built-in-roles";
import { undeletable } from "./undeletable";

export interface EncryptionKeyArgs {
  readonly vaultName: string;
  readonly accountName: string;
  readonly location: pulumi.Input<string>;
  readonly subscriptionId: pulumi.Input<string>;
  readonly tenantId: pulumi.Input<string>;
  readonly tags: pulumi.Input<Record<string, string>>;
}

/** What a storage account must know of its key. */
export interface EncryptionKey {
  readonly vaultUri: pulumi.Output<string>;
  readonly keyName: pulumi.Output<string>;
  /** Id of the identity by which the account uses the key. */
  readonly identityId: pulumi.Output<string>;
  /** The right to use it, which the account must have before it is made. */
  readonly allowed: pulumi.Resource;
}

/** Days that a deleted vault or key can be brought back; with purge protection nobody can cut them short. Azure's greatest. */
const RECOVERABLE_DAYS = 90;

/** The account's own key, in a vault of its own: losing it would be losing all that it encrypts. */
export function encryptionKey(
  name: string,
  resourceGroupName: pulumi.Output<string>,
  args: EncryptionKeyArgs,
  child: pulumi.CustomResourceOptions,
): EncryptionKey {
  const vault = new keyvault.Vault(
    `${name}-vault`,
    {
      vaultName: args.vaultName,
      resourceGroupName,
      location: args.location,
      properties: {
        tenantId: args.tenantId,
        sku: { family: "A", name: "standard" },
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        enablePurgeProtection: true,
        softDeleteRetentionInDays: RECOVERABLE_DAYS,
        // Azure Storage is one of the services that the bypass lets in.
        networkAcls: { defaultAction: "Deny", bypass: "AzureServices" },
      },
      tags: args.tags,
    },
    child,
  );
  undeletable(`${name}-vault`, vault.id, child);
  const key = new keyvault.Key(
    `${name}-key`,
    {
      keyName: args.accountName,
      vaultName: vault.name,
      resourceGroupName,
      properties: {
        kty: "RSA",
        keySize: 4096,
        // Each year, as our keys in AWS do. The account follows by itself: it names no version.
        rotationPolicy: {
          lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P1Y" } }],
        },
      },
      tags: args.tags,
    },
    child,
  );
  const identity = new managedidentity.UserAssignedIdentity(
    `${name}-encryption`,
    {
      resourceName: `${args.accountName}-encryption`,
      resourceGroupName,
      location: args.location,
      tags: args.tags,
    },
    child,
  );
  const allowed = new authorization.RoleAssignment(
    `${name}-encryption-uses-key`,
    {
      scope: key.id,
      principalId: identity.principalId,
      principalType: "ServicePrincipal",
      roleDefinitionId: builtInRole(args.subscriptionId, "Key Vault Crypto Service Encryption User"),
    },
    child,
  );
  return { vaultUri: vault.properties.vaultUri, keyName: key.name, identityId: identity.id, allowed };
}
