import { UNKNOWN } from "../../try-rule";
import { all, type Change, changing, having, made, type Made, without } from "../estate";
import { tryWaysIn, type WayIn } from "../ways-in";

const CONTAINERS = "Microsoft.Storage/storageAccounts/blobServices/containers";
const BLOBS_DELETE = `${CONTAINERS}/blobs/delete`;
const ON_STORAGE = [
  "Microsoft.Storage/storageAccounts/delete",
  `${CONTAINERS}/delete`,
  BLOBS_DELETE,
  `${CONTAINERS}/immutabilityPolicies/write`,
  `${CONTAINERS}/immutabilityPolicies/delete`,
  `${CONTAINERS}/clearLegalHold/action`,
  "Microsoft.Storage/storageAccounts/managementPolicies/write",
];
const ON_KEYS = [
  "Microsoft.KeyVault/vaults/keys/delete",
  "Microsoft.KeyVault/locations/deletedVaults/purge/action",
];
const ON_RIGHTS = ["Microsoft.Authorization/locks/delete", "Microsoft.Authorization/roleAssignments/write"];
const ROLE = "/subscriptions/1/providers/Microsoft.Authorization/roleDefinitions/";
const SUBSCRIPTION = "/subscriptions/1";
const STORE = "/subscriptions/1/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/copyaccount";
const KEYS = "/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv";

function assigned(guid: unknown, scope: unknown, from?: Readonly<Record<string, readonly string[]>>): Change {
  const roleDefinitionId = typeof guid === "string" && guid !== UNKNOWN ? `${ROLE}${guid}` : guid;
  return having({
    given: made("azure-native:authorization:RoleAssignment", { roleDefinitionId, scope }, from),
  });
}

function definition(permissions: unknown): Made {
  return made("azure-native:authorization:RoleDefinition", { roleDefinitionId: "other", permissions });
}

function may(permission: object): Change {
  return changing("writer", { permissions: [{ actions: [], notActions: [] }, permission] });
}

const given = (action: string, by: string) => `the principal of given: ${action} (${by})`;
const READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";

/** A role of Azure's own, on a scope. */
function builtIn(
  way: string,
  guid: string,
  scope: string,
  could: readonly string[],
  nearMiss: string,
  harmless: Change,
): WayIn {
  return {
    way,
    by: assigned(guid, scope),
    could,
    says: given(could[0] ?? "", `the role ${ROLE}${guid}`),
    nearMiss,
    harmless,
  };
}

/** A role of our own. */
function own(
  way: string,
  permission: object,
  nearMiss: string,
  harmless: object,
  could = [BLOBS_DELETE],
): WayIn {
  return {
    way,
    by: may(permission),
    could,
    says: `the principal of writes: ${could[0]} (writer: permissions)`,
    nearMiss,
    harmless: may(harmless),
  };
}

const OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const unknownRole = (shown: string) => `the role ${shown}, of which nothing is known`;
const everythingOnStorage = [...ON_STORAGE, ...ON_RIGHTS];
const byUnknown = (way: string, by: Change, role: string, nearMiss: string, harmless: Change): WayIn => ({
  way,
  by,
  could: everythingOnStorage,
  says: `${given(BLOBS_DELETE, role)} (${role})`,
  nearMiss,
  harmless,
});

tryWaysIn("by a role in Azure", [
  builtIn(
    "Owner of the subscription",
    OWNER,
    SUBSCRIPTION,
    [...ON_STORAGE, ...ON_KEYS, ...ON_RIGHTS],
    "Reader",
    assigned("acdd72a7-3385-48ef-bd42-f606fba81ae7", SUBSCRIPTION),
  ),
  builtIn(
    "Owner of a management group",
    OWNER,
    "/providers/Microsoft.Management/managementGroups/all",
    [...ON_STORAGE, ...ON_KEYS, ...ON_RIGHTS],
    "Owner of another kind of thing",
    assigned(OWNER, "/subscriptions/1/providers/Microsoft.Compute/virtualMachines/vm"),
  ),
  builtIn(
    "Contributor",
    "b24988ac-6180-42a0-ab88-20f7382dd24c",
    STORE,
    ON_STORAGE,
    "of another account",
    assigned("b24988ac-6180-42a0-ab88-20f7382dd24c", `${STORE}2`),
  ),
  builtIn(
    "Storage Account Contributor",
    "17d1049b-9a84-46fb-8f53-869881c3d3ab",
    `${SUBSCRIPTION}/resourceGroups/g`,
    ON_STORAGE,
    "Storage Blob Delegator",
    assigned("db58b8e5-c6ad-4a2a-8342-4190687cbf4a", SUBSCRIPTION),
  ),
  builtIn(
    "Storage Blob Data Owner",
    "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
    `${STORE}/blobServices/default/containers/copies`,
    ON_STORAGE.slice(1, 6),
    "of another container",
    assigned("b7e6dc6d-f1e8-4753-8033-0f276bb0955b", `${STORE}/blobServices/default/containers/others`),
  ),
  builtIn(
    "Storage Blob Data Contributor, in other letters",
    "BA92F5B4-2d11-453d-a403-e96b0029c9fe",
    STORE.toUpperCase(),
    [`${CONTAINERS}/delete`, BLOBS_DELETE],
    "Storage Blob Data Reader",
    assigned(READER, STORE),
  ),
  builtIn(
    "Owner of the key vault",
    OWNER,
    KEYS,
    [...ON_KEYS, ...ON_RIGHTS],
    "one that uses a key",
    assigned("e147488a-f6f5-4113-8e2d-b22465e65bf6", `${KEYS}/keys/k`),
  ),
  byUnknown(
    "a role that nobody knows",
    assigned("00000000-1", STORE),
    unknownRole(`${ROLE}00000000-1`),
    "a role of our own",
    assigned("50de3c54", STORE),
  ),
  byUnknown(
    "a role that is not known in preview",
    assigned(UNKNOWN, STORE),
    unknownRole("not known in preview"),
    "the role that it was computed from",
    assigned(UNKNOWN, STORE, { roleDefinitionId: ["writer"] }),
  ),
  {
    ...byUnknown(
      "a role that was computed from two, of which one deletes",
      all(
        assigned(UNKNOWN, STORE, { roleDefinitionId: ["writer", "other"] }),
        having({ other: definition([{ dataActions: [BLOBS_DELETE] }]) }),
      ),
      "other: permissions",
      "of which none does",
      all(
        assigned(UNKNOWN, STORE, { roleDefinitionId: ["writer", "other"] }),
        having({ other: definition([{ dataActions: [`${CONTAINERS}/blobs/read`] }]) }),
      ),
    ),
    could: [BLOBS_DELETE],
    says: given(BLOBS_DELETE, "other: permissions"),
  },
  byUnknown(
    "a role whose permissions cannot be read",
    all(assigned("other", STORE), having({ other: definition(UNKNOWN) })),
    "other: permissions is not known in preview",
    "one without permissions",
    all(assigned("other", STORE), having({ other: definition([]) })),
  ),
  {
    way: "a right on a store, where nobody knows in which the copy is",
    by: all(
      assigned(OWNER, STORE),
      having({
        container: made(
          "azure-native:storage:BlobContainer",
          { accountName: UNKNOWN, containerName: "copies" },
          { accountName: ["account"] },
        ),
      }),
    ),
    could: everythingOnStorage,
    says: given(BLOBS_DELETE, `the role ${ROLE}${OWNER}`),
    nearMiss: "no right, where nobody knows it",
    harmless: having({
      container: made(
        "azure-native:storage:BlobContainer",
        { accountName: UNKNOWN, containerName: "copies" },
        { accountName: ["account"] },
      ),
    }),
  },
  {
    ...builtIn(
      "a scope that is not known",
      READER,
      SUBSCRIPTION,
      ON_STORAGE.slice(2, 3),
      "one that is",
      assigned(READER, STORE),
    ),
    by: all(assigned("50de3c54", UNKNOWN), may({ dataActions: [BLOBS_DELETE] }), without("writes")),
    says: given(BLOBS_DELETE, "writer: permissions"),
  },
  own(
    "a right to delete blobs",
    { dataActions: [BLOBS_DELETE] },
    "as an action that is none of the data's, left out",
    { actions: [BLOBS_DELETE], notActions: [BLOBS_DELETE] },
  ),
  own(
    "in other letters",
    { dataActions: ["MICROSOFT.STORAGE/*/delete"] },
    "left out in other letters",
    {
      dataActions: ["*/delete"],
      notDataActions: [`${CONTAINERS.toUpperCase()}/*`, "Microsoft.S*", "Microsoft.K*", "Microsoft.A*"],
    },
    [
      "Microsoft.Storage/storageAccounts/delete",
      `${CONTAINERS}/delete`,
      BLOBS_DELETE,
      `${CONTAINERS}/immutabilityPolicies/delete`,
    ],
  ),
  own(
    "left out of the actions, not of the data's",
    { dataActions: [BLOBS_DELETE], notActions: [BLOBS_DELETE] },
    "left out of both",
    { dataActions: [BLOBS_DELETE], notDataActions: [BLOBS_DELETE] },
  ),
  own(
    "an action that is not known",
    { actions: ["x", UNKNOWN] },
    "one that is not known, of which all is left out",
    { actions: [UNKNOWN], notActions: ["*"] },
    everythingOnStorage,
  ),
  own(
    "actions that are not known",
    { actions: UNKNOWN, notActions: ["*"] },
    "none",
    { actions: null },
    everythingOnStorage,
  ),
  own(
    "what is left out is not known",
    { dataActions: [BLOBS_DELETE], notDataActions: [UNKNOWN] },
    "and something else that is",
    { dataActions: [BLOBS_DELETE], notDataActions: [UNKNOWN, BLOBS_DELETE] },
  ),
]);
