import { azureNative } from "../../rehearsal/clouds/azure-native";
import { Cloud } from "../../rehearsal/clouds/cloud";
import type { Properties } from "../../rehearsal/clouds/catalogue";
import { CatalogueUnderTest, type Made } from "./catalogue-under-test";

export const SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
export const TENANT = "99999999-8888-7777-6666-555555555555";

export const GROUP = "azure-native:resources:ResourceGroup";
export const ACCOUNT = "azure-native:storage:StorageAccount";
export const CONTAINER = "azure-native:storage:BlobContainer";
export const SERVICE = "azure-native:storage:BlobServiceProperties";
export const POLICY = "azure-native:storage:BlobContainerImmutabilityPolicy";
export const HOLD = "azure-native:storage:BlobContainerLegalHold";
export const LIFECYCLE = "azure-native:storage:ManagementPolicy";
export const ASSIGNMENT = "azure-native:authorization:RoleAssignment";
export const ROLE = "azure-native:authorization:RoleDefinition";
export const LOCK = "azure-native:authorization:ManagementLockByScope";
export const IDENTITY = "azure-native:managedidentity:UserAssignedIdentity";
export const CREDENTIAL = "azure-native:managedidentity:FederatedIdentityCredential";
export const VAULT = "azure-native:keyvault:Vault";
export const KEY = "azure-native:keyvault:Key";

/** The least that a storage account can be made of. */
export const PLAIN = { resourceGroupName: "rg", kind: "StorageV2", sku: { name: "Standard_LRS" } };
/** Where a container's parts say that they belong. */
export const IN_ACCOUNT = { resourceGroupName: "rg", accountName: "archive" };
export const IN_CONTAINER = { ...IN_ACCOUNT, containerName: "copy" };

/** A simulated subscription with a resource group in West Europe. */
export class Subscription {
  private constructor(
    readonly azure: CatalogueUnderTest,
    readonly group: Made,
  ) {}

  static async open(configuration: Properties = {}, cloud = new Cloud()): Promise<Subscription> {
    const azure = await CatalogueUnderTest.of(
      azureNative,
      { subscriptionId: SUBSCRIPTION, tenantId: TENANT, ...configuration },
      { cloud },
    );
    const group = await azure.make(GROUP, "rg", { resourceGroupName: "rg", location: "westeurope" });
    return new Subscription(azure, group);
  }

  close(): void {
    this.azure.stop();
  }

  /** The storage account `archive`, with what the test needs of it. */
  account(more: Properties = {}): Promise<Made> {
    return this.azure.make(ACCOUNT, "archive", { ...PLAIN, accountName: "archive", ...more });
  }

  /** The container `copy` of that account. */
  container(more: Properties = {}): Promise<Made> {
    return this.azure.make(CONTAINER, "copy", { ...IN_CONTAINER, ...more });
  }
}

/** Inputs of account-level immutability. */
export function immutable(state: string, days = 90, more: Properties = {}): Properties {
  return {
    immutableStorageWithVersioning: {
      enabled: true,
      immutabilityPolicy: { state, immutabilityPeriodSinceCreationInDays: days, ...more },
    },
  };
}
