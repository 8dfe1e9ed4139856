import { textOf, type Making } from "../catalogue";
import type { Cloud, Thing } from "../cloud";
import { first, known, listAt } from "./values";

const VAULT = "azure-native:keyvault:Vault";
/** Built-in roles that may wrap and unwrap keys. */
const KEY_ROLES = [
  "e147488a-f6f5-4113-8e2d-b22465e65bf6", // Key Vault Crypto Service Encryption User
  "12338af0-0e69-4776-bea7-57ae8d297424", // Key Vault Crypto User
  "14b46e9e-c2b7-41b4-b07b-48a6ebf60603", // Key Vault Crypto Officer
  "00482a5a-887f-4fb3-b363-3b7fe8e74483", // Key Vault Administrator
];

/**
 * What Azure says of an account's own key that it cannot use: the vault must keep what is deleted from it, and the
 * account's identity must be allowed to use the key before the account is made
 * [learn.microsoft.com: Customer-managed keys for Azure Storage encryption].
 */
export function badCustomerKey(making: Making): string | undefined {
  const { inputs, cloud } = making;
  if (known(inputs, "encryption.keySource") !== "Microsoft.Keyvault") return undefined;
  const uri = textOf(known(inputs, "encryption.keyVaultProperties.keyVaultUri"));
  const vault = cloud.all(VAULT).find((one) => withoutSlash(uriOf(one)) === withoutSlash(uri));
  if (!vault) return `KeyVaultNotFound: there is no key vault '${uri}'`;
  const name = textOf(known(inputs, "encryption.keyVaultProperties.keyName"));
  const key = cloud.named(["azure-native:keyvault:Key"], `${vault.id}/keys/${name}`)[0];
  if (!key) return `KeyVaultEncryptionKeyNotFound: key vault '${uri}' has no key '${name}'`;
  return first(
    known(vault.inputs, "properties.enablePurgeProtection") === true
      ? undefined
      : `KeyVaultPolicyError: key vault '${uri}' has no purge protection, which storage encryption needs`,
    isClosed(vault)
      ? `KeyVaultAccessForbidden: the firewall of key vault '${uri}' does not let in Azure Storage: its bypass must be AzureServices`
      : undefined,
    cannotUse(making, key),
  );
}

function isClosed(vault: Thing): boolean {
  return (
    known(vault.inputs, "properties.networkAcls.defaultAction") === "Deny" &&
    known(vault.inputs, "properties.networkAcls.bypass") === "None"
  );
}

function cannotUse({ inputs, cloud }: Making, key: Thing): string | undefined {
  const id = textOf(known(inputs, "encryption.encryptionIdentity.encryptionUserAssignedIdentity"));
  // The account's own identity exists only once the account does: a right for it can only come later.
  if (id === "") return undefined;
  const identity = cloud.named(["azure-native:managedidentity:UserAssignedIdentity"], id)[0];
  if (!identity) return `InvalidIdentity: the identity '${id}' does not exist`;
  if (!listAt(inputs, "identity.userAssignedIdentities").includes(id))
    return `InvalidIdentity: the identity '${id}' must be one of the account's own, to use its key`;
  return mayUse(cloud, textOf(identity.outputs["principalId"]), key.id)
    ? undefined
    : `KeyVaultAuthenticationFailure: the identity '${id}' has no role that may wrap and unwrap with '${key.id}'`;
}

function mayUse(cloud: Cloud, principal: string, key: string): boolean {
  return cloud.all("azure-native:authorization:RoleAssignment").some((assignment) => {
    const scope = textOf(assignment.inputs["scope"]);
    const role = textOf(assignment.inputs["roleDefinitionId"]).split("/").at(-1) ?? "";
    return (
      textOf(assignment.inputs["principalId"]) === principal &&
      KEY_ROLES.includes(role) &&
      (key === scope || key.startsWith(`${scope}/`))
    );
  });
}

function uriOf(vault: Thing): string {
  return textOf(known(vault.outputs, "properties.vaultUri"));
}

function withoutSlash(uri: string): string {
  return uri.replace(/\/$/, "");
}
