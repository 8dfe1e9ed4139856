import { textOf, type Making, type Properties, type ResourceType } from "../catalogue";
import { UNKNOWN } from "../properties";
import { arm, copied, eightDigits } from "./arm";
import { groupId, missingParent, vaultId } from "./ids";
import { before } from "./immutability";
import { nothing } from "./locks";
import { first, groupAt, GUID, known, notOneOf, outside, unlike } from "./values";

const VAULT = "azure-native:keyvault:Vault";

/** Azure Key Vault [learn.microsoft.com: Azure Key Vault soft-delete overview]. */
export const keyVaults: Readonly<Record<string, ResourceType>> = {
  [VAULT]: arm({
    armType: "Microsoft.KeyVault/vaults",
    apiVersion: "2024-11-01",
    inputs: "location properties resourceGroupName tags",
    required: ["properties", "resourceGroupName"],
    name: {
      property: "vaultName",
      pattern: /^(?=.{3,24}$)(?!.*--)[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$/,
      says: "3 to 24 letters, digits and single hyphens, a letter first, no hyphen last",
      unique: "everywhere",
      taken: "VaultAlreadyExists",
      automatic: eightDigits,
      // Soft delete cannot be turned off: a deleted vault stays until it is purged, which nobody rehearses.
      staysTaken: () => true,
    },
    id: vaultId,
    computed: { properties: (making) => ({ ...groupAt(making.inputs, "properties"), ...ofVault(making) }) },
    foreseen: {
      properties: (inputs) => ({
        ...groupAt(inputs, "properties"),
        vaultUri: UNKNOWN,
        provisioningState: UNKNOWN,
      }),
    },
    replacedBy: ["location", "resourceGroupName"],
    refuseInputs: badVault,
    refuseMaking: (making) =>
      first(missingParent(making.cloud, making, groupId(making)), badVaultChange(making)),
  }),
  "azure-native:keyvault:Key": arm({
    armType: "Microsoft.KeyVault/vaults/keys",
    apiVersion: "2024-11-01",
    inputs: "properties resourceGroupName tags vaultName",
    required: ["properties", "resourceGroupName", "vaultName"],
    name: {
      property: "keyName",
      pattern: /^[A-Za-z0-9-]{1,127}$/,
      says: "up to 127 letters, digits and hyphens",
      unique: "no",
      taken: "KeyExists",
      automatic: copied,
    },
    id: (making) => `${vaultId(making)}/keys/${making.name}`,
    computed: {
      keyUri: ({ text, name }) => `${vaultUri(text("vaultName"))}keys/${name}`,
      keyUriWithVersion: ({ text, name, digits }) =>
        `${vaultUri(text("vaultName"))}keys/${name}/${digits(32, "version")}`,
      kty: ({ inputs }) => known(inputs, "properties.kty") ?? "RSA",
      keySize: ({ inputs }) => known(inputs, "properties.keySize") ?? 2048,
      keyOps: ({ inputs }) => known(inputs, "properties.keyOps"),
      location: ({ region }) => region,
    },
    replacedBy: ["resourceGroupName", "vaultName"],
    refuseInputs: (inputs) =>
      first(
        notOneOf(inputs, "properties.kty", ["EC", "EC-HSM", "RSA", "RSA-HSM"]),
        textOf(known(inputs, "properties.kty")).startsWith("EC")
          ? undefined
          : badKeySize(known(inputs, "properties.keySize")),
      ),
    refuseMaking: (making) => missingParent(making.cloud, making, vaultId(making)),
    // The provider deletes a key at the vault itself, where locks do not reach.
    takesAlong: nothing,
  }),
};

function vaultUri(name: string): string {
  return `https://${name}.vault.azure.net/`;
}

function ofVault({ name }: Making): Properties {
  return { vaultUri: vaultUri(name), provisioningState: "Succeeded" };
}

function badVault(inputs: Properties): string | undefined {
  return first(
    notOneOf(inputs, "properties.sku.name", ["standard", "premium"]),
    notOneOf(inputs, "properties.sku.family", ["A"]),
    notOneOf(inputs, "properties.networkAcls.defaultAction", ["Allow", "Deny"]),
    outside(inputs, "properties.softDeleteRetentionInDays", 7, 90),
    unlike(inputs, "properties.tenantId", GUID, "InvalidTenantId: is no GUID"),
    known(inputs, "properties.enableSoftDelete") === false
      ? 'BadRequest: The property "enableSoftDelete" can be set to false only for creating new vault. Soft delete cannot be off any more.'
      : undefined,
    known(inputs, "properties.enablePurgeProtection") === false
      ? 'BadRequest: The property "enablePurgeProtection" cannot be set to false: leave it out. Enabling it is irreversible.'
      : undefined,
    known(inputs, "properties.createMode") === "recover"
      ? "the simulated azure-native cloud cannot recover deleted vaults: add it in rehearsal/clouds/azure-native"
      : undefined,
  );
}

function badVaultChange(making: Making): string | undefined {
  const vault = before(making, VAULT);
  if (!vault) return undefined;
  const [was, shall] = [vault.inputs, making.inputs].map((inputs) => groupAt(inputs, "properties"));
  return first(
    was?.["enablePurgeProtection"] === true && shall?.["enablePurgeProtection"] !== true
      ? 'BadRequest: The property "enablePurgeProtection" cannot be taken back: enabling it is irreversible.'
      : undefined,
    was?.["softDeleteRetentionInDays"] === shall?.["softDeleteRetentionInDays"]
      ? undefined
      : 'BadRequest: The property "softDeleteRetentionInDays" has been set already and it can\'t be modified.',
  );
}

function badKeySize(size: unknown): string | undefined {
  return size === undefined || size === 2048 || size === 3072 || size === 4096
    ? undefined
    : `BadParameter: a key of ${JSON.stringify(size)} bits: 2048, 3072 or 4096 for RSA`;
}
