import * as assert from "node:assert/strict";
import { allowedBy } from "../../../policies/proof/azure-roles";
import { asResources, made } from "./estate";

const STORE = "Microsoft.Storage/storageAccounts";
const CONTAINERS = `${STORE}/blobServices/containers`;
const DELEGATION = `${STORE}/blobServices/generateUserDelegationKey/action`;
const KEYS = "Microsoft.KeyVault/vaults/keys";

function allows(guid: string, action: string): boolean {
  const [assignment] = asResources({
    given: made("azure-native:authorization:RoleAssignment", {
      roleDefinitionId: `/roleDefinitions/${guid}`,
    }),
  });
  return assignment !== undefined && allowedBy(assignment, action, []) !== undefined;
}

describe("Azure's own roles", () => {
  for (const { role, guid, may, mayNot } of [
    {
      role: "Owner",
      guid: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
      may: [`${STORE}/delete`, "Microsoft.Authorization/roleAssignments/write"],
      mayNot: [],
    },
    {
      role: "Contributor",
      guid: "b24988ac-6180-42a0-ab88-20f7382dd24c",
      may: [`${STORE}/delete`, "Microsoft.Authorization/locks/read"],
      mayNot: ["Microsoft.Authorization/locks/delete", "Microsoft.Authorization/roleAssignments/write"],
    },
    {
      role: "Reader",
      guid: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
      may: [`${STORE}/read`],
      mayNot: [`${STORE}/listKeys/action`],
    },
    {
      role: "Storage Account Contributor",
      guid: "17d1049b-9a84-46fb-8f53-869881c3d3ab",
      may: [`${STORE}/delete`, `${STORE}/listKeys/action`],
      mayNot: ["Microsoft.Storage/skus/read", `${KEYS}/delete`],
    },
    {
      role: "Storage Blob Data Owner",
      guid: "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
      may: [`${CONTAINERS}/delete`, `${CONTAINERS}/blobs/delete`, DELEGATION],
      mayNot: [`${STORE}/delete`],
    },
    {
      role: "Storage Blob Data Contributor",
      guid: "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
      may: [`${CONTAINERS}/delete`, `${CONTAINERS}/write`, `${CONTAINERS}/blobs/delete`, DELEGATION],
      mayNot: [`${CONTAINERS}/clearLegalHold/action`, `${STORE}/delete`],
    },
    {
      role: "Storage Blob Data Reader",
      guid: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
      may: [`${CONTAINERS}/read`, `${CONTAINERS}/blobs/read`],
      mayNot: [`${CONTAINERS}/blobs/write`, DELEGATION],
    },
    {
      role: "Storage Blob Delegator",
      guid: "db58b8e5-c6ad-4a2a-8342-4190687cbf4a",
      may: [DELEGATION],
      mayNot: [`${CONTAINERS}/blobs/read`],
    },
    {
      role: "Key Vault Crypto Service Encryption User",
      guid: "e147488a-f6f5-4113-8e2d-b22465e65bf6",
      may: [`${KEYS}/read`, `${KEYS}/wrap/action`],
      mayNot: [`${KEYS}/delete`, `${KEYS}/write`],
    },
  ]) {
    it(`${role} may do what its name says`, () => {
      for (const action of may) assert.ok(allows(guid, action), action);
    });
    it(`${role} may do no more`, () => {
      for (const action of mayNot) assert.ok(!allows(guid, action), action);
    });
  }
});
