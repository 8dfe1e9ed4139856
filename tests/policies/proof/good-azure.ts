import type { Estate } from "./estate";

const ID = "/subscriptions/1/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/copyaccount";

/** A copy in the second cloud of which nobody can delete anything. */
export const goodCopy: Estate = {
  account: {
    type: "azure-native:storage:StorageAccount",
    props: {
      name: "copyaccount",
      allowSharedKeyAccess: false,
      isSftpEnabled: false,
      isLocalUserEnabled: false,
      tags: { "archive:role": "offsite" },
    },
  },
  container: {
    type: "azure-native:storage:BlobContainer",
    props: { accountName: "copyaccount", containerName: "copies", name: "copies" },
  },
  immutability: {
    type: "azure-native:storage:BlobContainerImmutabilityPolicy",
    props: {
      accountName: "copyaccount",
      containerName: "copies",
      immutabilityPeriodSinceCreationInDays: 90,
      state: "Locked",
      allowProtectedAppendWrites: false,
    },
  },
  tiers: {
    type: "azure-native:storage:ManagementPolicy",
    props: {
      accountName: "copyaccount",
      policy: {
        rules: [
          {
            enabled: true,
            definition: {
              actions: { baseBlob: { tierToArchive: { daysAfterModificationGreaterThan: 30 } } },
            },
          },
        ],
      },
    },
  },
  "key-vault": {
    type: "azure-native:keyvault:Vault",
    props: { properties: { enablePurgeProtection: true } },
  },
  writer: {
    type: "azure-native:authorization:RoleDefinition",
    props: {
      name: "50de3c54",
      permissions: [
        {
          actions: [],
          notActions: [],
          dataActions: [
            "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read",
            "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write",
          ],
          notDataActions: [],
        },
      ],
    },
  },
  writes: {
    type: "azure-native:authorization:RoleAssignment",
    props: {
      roleDefinitionId: "/subscriptions/1/providers/Microsoft.Authorization/roleDefinitions/50de3c54",
      scope: `${ID}/blobServices/default/containers/copies`,
    },
  },
};
