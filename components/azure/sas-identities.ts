import * as authorization from "@pulumi/azure-native/authorization";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import type * as storage from "@pulumi/azure-native/storage";
import type * as pulumi from "@pulumi/pulumi";
import { builtInRole } from "./built-in-roles";
import type { SasAccess } from "./sas-access";

/** Who may act for the identities: a role of AWS, by the tokens that STS gives it. */
export interface AwsRoleTrust {
  /** Issuer of the AWS account's tokens, `https://….tokens.sts.global.api.aws`. */
  readonly issuer: pulumi.Input<string>;
  /** ARN of the role. */
  readonly roleArn: pulumi.Input<string>;
}

export interface SasIdentitiesArgs {
  readonly accountName: string;
  readonly location: pulumi.Input<string>;
  readonly subscriptionId: pulumi.Input<string>;
  readonly trust: AwsRoleTrust;
  readonly tags: pulumi.Input<Record<string, string>>;
}

/** What Microsoft Entra takes as the audience of a token from elsewhere [Microsoft: Workload identity federation]. */
export const ENTRA_AUDIENCE = "api://AzureADTokenExchange";

const BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";

/**
 * An identity for each access, and its client id. A token that one of them delegates has its rights at most, so that
 * what no identity has here, no token can ever do: delete, change a tier's policy, touch a hold.
 */
export function sasIdentities(
  name: string,
  group: { readonly id: pulumi.Output<string>; readonly name: pulumi.Output<string> },
  account: storage.StorageAccount,
  container: storage.BlobContainer,
  args: SasIdentitiesArgs,
  child: pulumi.CustomResourceOptions,
): Readonly<Record<SasAccess, pulumi.Output<string>>> {
  const writer = new authorization.RoleDefinition(
    `${name}-writer`,
    {
      scope: group.id,
      assignableScopes: [group.id],
      roleName: `Archive writer of ${args.accountName}`,
      description: "Reads, lists and writes blobs; deletes none, and changes no policy and no hold",
      permissions: [
        { actions: [], notActions: [], dataActions: [`${BLOBS}/read`, `${BLOBS}/write`], notDataActions: [] },
      ],
    },
    child,
  );
  const roles = {
    readOnly: builtInRole(args.subscriptionId, "Storage Blob Data Reader"),
    readWrite: writer.id,
  };
  const identity = (access: SasAccess) => {
    const made = trustedIdentity(`${name}-${kebab[access]}`, access, group.name, args, child);
    const assign = (role: string, scope: pulumi.Output<string>, roleDefinitionId: pulumi.Output<string>) =>
      new authorization.RoleAssignment(
        `${name}-${kebab[access]}-${role}`,
        { scope, principalId: made.principalId, principalType: "ServicePrincipal", roleDefinitionId },
        child,
      );
    assign("blobs", container.id, roles[access]);
    // The key that signs tokens belongs to the account, and opens nothing by itself.
    assign("delegates", account.id, builtInRole(args.subscriptionId, "Storage Blob Delegator"));
    return made.clientId;
  };
  return { readOnly: identity("readOnly"), readWrite: identity("readWrite") };
}

const kebab = { readOnly: "read-only", readWrite: "read-write" } satisfies Record<SasAccess, string>;

function trustedIdentity(
  name: string,
  access: SasAccess,
  resourceGroupName: pulumi.Output<string>,
  args: SasIdentitiesArgs,
  child: pulumi.CustomResourceOptions,
): managedidentity.UserAssignedIdentity {
  const identity = new managedidentity.UserAssignedIdentity(
    name,
    {
      resourceName: `${args.accountName}-${kebab[access]}-sas`,
      resourceGroupName,
      location: args.location,
      tags: args.tags,
    },
    child,
  );
  new managedidentity.FederatedIdentityCredential(
    `${name}-trust`,
    {
      federatedIdentityCredentialResourceName: "aws-role",
      resourceName: identity.name,
      resourceGroupName,
      issuer: args.trust.issuer,
      subject: args.trust.roleArn,
      audiences: [ENTRA_AUDIENCE],
    },
    child,
  );
  return identity;
}
