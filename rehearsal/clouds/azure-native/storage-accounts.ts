import { textOf, type Making, type Properties, type ResourceType } from "../catalogue";
import { isUnknown, UNKNOWN } from "../properties";
import {
  accountExtensions,
  badImmutability,
  badImmutabilityChange,
  keptByImmutability,
} from "./account-immutability";
import { arm, eightDigits } from "./arm";
import { badCustomerKey } from "./customer-keys";
import { badIpRules } from "./ip-rules";
import { beneath, groupId, missingParent, storageAccountId } from "./ids";
import { EXTENSIONS, before } from "./immutability";
import { pairOf } from "./locations";
import { first, guid, known, listAt, MADE_AT, notOneOf } from "./values";

const ACCOUNT = "azure-native:storage:StorageAccount";
const REDUNDANCIES = ["LRS", "GRS", "RAGRS", "ZRS", "GZRS", "RAGZRS"];
const SKUS = [
  ...REDUNDANCIES.map((redundancy) => `Standard_${redundancy}`),
  ...["LRS", "ZRS"].flatMap((redundancy) => [`Premium_${redundancy}`, `PremiumV2_${redundancy}`]),
  ...["LRS", "GRS", "ZRS", "GZRS"].map((redundancy) => `StandardV2_${redundancy}`),
];

/** Azure storage accounts [learn.microsoft.com: Microsoft.Storage storageAccounts]. */
export const storageAccounts: Readonly<Record<string, ResourceType>> = {
  [ACCOUNT]: arm({
    armType: "Microsoft.Storage/storageAccounts",
    apiVersion: "2024-01-01",
    inputs: `accessTier allowBlobPublicAccess allowCrossTenantReplication allowSharedKeyAccess allowedCopyScope
      customDomain defaultToOAuthAuthentication dnsEndpointType enableHttpsTrafficOnly enableNfsV3 encryption identity
      immutableStorageWithVersioning isHnsEnabled isLocalUserEnabled isSftpEnabled keyPolicy kind location
      minimumTlsVersion networkRuleSet publicNetworkAccess resourceGroupName routingPreference sasPolicy sku tags`,
    required: ["kind", "resourceGroupName", "sku"],
    name: {
      property: "accountName",
      pattern: /^[a-z0-9]{3,24}$/,
      says: "3 to 24 lower case letters and digits",
      unique: "everywhere",
      taken: "StorageAccountAlreadyTaken",
      automatic: eightDigits,
    },
    id: storageAccountId,
    computed: {
      creationTime: () => MADE_AT,
      identity: identityOf,
      keyCreationTime: () => ({ key1: MADE_AT, key2: MADE_AT }),
      primaryEndpoints: ({ name }) => endpoints(name),
      primaryLocation: ({ region }) => region,
      privateEndpointConnections: () => [],
      provisioningState: () => "Succeeded",
      secondaryEndpoints: ({ name, inputs }) =>
        redundancyOf(inputs).startsWith("RA") ? endpoints(`${name}-secondary`) : undefined,
      secondaryLocation: ({ inputs, region }) => (isGeoRedundant(inputs) ? pairOf(region) : undefined),
      sku: ({ inputs }) => skuOf(inputs),
      statusOfPrimary: () => "available",
      statusOfSecondary: ({ inputs }) => (isGeoRedundant(inputs) ? "available" : undefined),
      [EXTENSIONS]: (making) => accountExtensions(making, ACCOUNT),
    },
    foreseen: {
      identity: (inputs) =>
        inputs["identity"] === undefined
          ? undefined
          : {
              type: known(inputs, "identity.type") ?? UNKNOWN,
              principalId: UNKNOWN,
              tenantId: UNKNOWN,
              userAssignedIdentities: UNKNOWN,
            },
      sku: (inputs) => ({ name: known(inputs, "sku.name") ?? UNKNOWN, tier: UNKNOWN }),
      [EXTENSIONS]: () => undefined,
    },
    defaults: {
      accessTier: "Hot",
      allowCrossTenantReplication: false,
      enableHttpsTrafficOnly: true,
      encryption: { keySource: "Microsoft.Storage" },
      minimumTlsVersion: "TLS1_0",
      networkRuleSet: {
        bypass: "AzureServices",
        defaultAction: "Allow",
        ipRules: [],
        virtualNetworkRules: [],
      },
    },
    replacedBy: ["isHnsEnabled", "location", "resourceGroupName"],
    refuseInputs: badAccount,
    refuseMaking: (making) =>
      first(
        missingParent(making.cloud, making, groupId(making)),
        isGeoRedundant(making.inputs) && pairOf(making.region) === ""
          ? `SkuNotAvailable: ${making.region} has no paired region for ${textOf(known(making.inputs, "sku.name"))}`
          : undefined,
        badSkuChange(making),
        badEncryptionChange(making),
        badImmutabilityChange(making, ACCOUNT),
        badCustomerKey(making),
      ),
    refuseDelete: (account, cloud) =>
      keptByImmutability(
        account,
        beneath(cloud, account.id).filter(({ type }) => type === "azure-native:storage:BlobContainer"),
      ),
  }),
};

function badAccount(inputs: Properties): string | undefined {
  return first(
    notOneOf(inputs, "sku.name", SKUS),
    notOneOf(inputs, "kind", ["Storage", "StorageV2", "BlobStorage", "FileStorage", "BlockBlobStorage"]),
    notOneOf(inputs, "minimumTlsVersion", ["TLS1_0", "TLS1_1", "TLS1_2", "TLS1_3"]),
    notOneOf(inputs, "accessTier", ["Hot", "Cool", "Cold", "Premium"]),
    notOneOf(inputs, "publicNetworkAccess", ["Enabled", "Disabled", "SecuredByPerimeter"]),
    notOneOf(inputs, "networkRuleSet.defaultAction", ["Allow", "Deny"]),
    notOneOf(inputs, "encryption.keySource", ["Microsoft.Storage", "Microsoft.Keyvault"]),
    notOneOf(inputs, "allowedCopyScope", ["AAD", "PrivateLink"]),
    badIpRules(inputs),
    badImmutability(inputs),
    listAt(inputs, "identity.userAssignedIdentities").length > 0 &&
      !textOf(known(inputs, "identity.type")).includes("UserAssigned")
      ? "InvalidIdentityValues: userAssignedIdentities need an identity of type UserAssigned"
      : undefined,
  );
}

function badSkuChange(making: Making): string | undefined {
  const was = textOf(known(before(making, ACCOUNT)?.inputs, "sku.name"));
  const shall = textOf(known(making.inputs, "sku.name"));
  return was === "" || was.split("_")[0] === shall.split("_")[0]
    ? undefined
    : `InvalidAccountTypeUpdate: storage account SKU update from ${was} to ${shall} isn't allowed`;
}

/** [learn.microsoft.com: Enable infrastructure encryption for double encryption of data] */
function badEncryptionChange(making: Making): string | undefined {
  const account = before(making, ACCOUNT);
  const isTwice = (inputs: unknown) => known(inputs, "encryption.requireInfrastructureEncryption") === true;
  return account === undefined || isTwice(account.inputs) === isTwice(making.inputs)
    ? undefined
    : "InvalidRequestPropertyValue: encryption.requireInfrastructureEncryption can only be set when the account is created";
}

function redundancyOf(inputs: Properties): string {
  return textOf(known(inputs, "sku.name")).split("_")[1] ?? "";
}

function isGeoRedundant(inputs: Properties): boolean {
  return redundancyOf(inputs).includes("G");
}

function skuOf(inputs: Properties): Properties {
  const name = textOf(known(inputs, "sku.name"));
  return { name, tier: name.startsWith("Premium") ? "Premium" : "Standard" };
}

function endpoints(name: string): Properties {
  const services = ["blob", "dfs", "file", "queue", "table"];
  return Object.fromEntries([
    ...services.map((service) => [service, `https://${name}.${service}.core.windows.net/`]),
    ["web", `https://${name}.z6.web.core.windows.net/`],
  ]);
}

/** The identity with what the directory knows of it. */
function identityOf({ inputs, cloud, place, digits }: Making): Properties | undefined {
  const type = known(inputs, "identity.type");
  if (typeof type !== "string" || isUnknown(inputs["identity"])) return undefined;
  const assigned = listAt(inputs, "identity.userAssignedIdentities").map((id) => [
    id,
    groupOfIdentity(
      cloud.named(["azure-native:managedidentity:UserAssignedIdentity"], textOf(id))[0]?.outputs,
    ),
  ]);
  return {
    type,
    ...(type.includes("SystemAssigned")
      ? { principalId: guid(digits(32, "system identity")), tenantId: place.tenant }
      : {}),
    ...(assigned.length === 0 ? {} : { userAssignedIdentities: Object.fromEntries(assigned) }),
  };
}

function groupOfIdentity(outputs: Properties | undefined): Properties {
  return { clientId: outputs?.["clientId"], principalId: outputs?.["principalId"] };
}
