import { azRbacNoDestructiveRoles } from "../../../policies/rules/az-rbac-no-destructive-roles";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const GROUP = "/subscriptions/1/resourceGroups/rg";
const ACCOUNT = `${GROUP}/providers/Microsoft.Storage/storageAccounts/copy`;
const CONTAINERS = "Microsoft.Storage/storageAccounts/blobServices/containers";
const BUILT_IN = [
  ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner"],
  ["b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor"],
  ["17d1049b-9a84-46fb-8f53-869881c3d3ab", "Storage Account Contributor"],
  ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "Storage Blob Data Owner"],
  ["ba92f5b4-2d11-453d-a403-e96b0029c9fe", "Storage Blob Data Contributor"],
] as const;
const [[OWNER]] = BUILT_IN;
/** Set Z of the control catalogue, and the deletion of versions and of what is deleted already. */
const DESTRUCTIVE = [
  "Microsoft.Storage/storageAccounts/delete",
  `${CONTAINERS}/delete`,
  `${CONTAINERS}/blobs/delete`,
  `${CONTAINERS}/blobs/deleteBlobVersion/action`,
  `${CONTAINERS}/blobs/permanentDelete/action`,
  `${CONTAINERS}/immutabilityPolicies/write`,
  `${CONTAINERS}/immutabilityPolicies/delete`,
  `${CONTAINERS}/clearLegalHold/action`,
  "Microsoft.Storage/storageAccounts/managementPolicies/write",
  "Microsoft.Storage/storageAccounts/listKeys/action",
  "Microsoft.KeyVault/vaults/keys/delete",
  "Microsoft.KeyVault/locations/deletedVaults/purge/action",
  "Microsoft.Authorization/locks/delete",
  "Microsoft.Authorization/roleAssignments/write",
];

function role(guid: string): string {
  return `/subscriptions/1/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
}

function assignment(roleDefinitionId: unknown, scope: unknown = ACCOUNT): Given {
  return {
    type: "azure-native:authorization:RoleAssignment",
    name: "assignment",
    props: { roleDefinitionId, scope, principalId: UNKNOWN },
  };
}

function definition(permissions: unknown): Given {
  return { type: "azure-native:authorization:RoleDefinition", name: "role", props: { permissions } };
}

function grant(...actions: readonly unknown[]): object {
  return { actions, notActions: [], dataActions: [], notDataActions: [] };
}

function destroys(
  what: string,
  roleDefinitionId: string,
  name: string,
  scope: unknown,
  shown = String(scope),
): Refused {
  return {
    what,
    given: assignment(roleDefinitionId, scope),
    says: [
      `assignment: it assigns ${name} on ${shown}; expected a role that can neither delete nor unlock what the archive holds`,
    ],
  };
}

function allows(what: string, permissions: unknown, place: string, ...actions: readonly string[]): Refused {
  return {
    what,
    given: definition(permissions),
    says: [
      `role: ${place} allows ${actions.join(", ")}; expected no action that deletes, unlocks or gives rights`,
    ],
  };
}

function harmless(what: string, given: Given): Accepted {
  return { as: "near miss", what, given };
}

function unread(what: string, permission: unknown, place: string, found: string): Refused {
  return {
    what,
    given: definition([permission]),
    says: [`role: ${place} cannot be read whole: ${found}; expected actions that are all known in preview`],
  };
}

tryRule(azRbacNoDestructiveRoles, {
  remedy: "Assign a role that reads, or one of our own that reads and writes, and names each of its actions.",
  accepts: [
    { as: "compliant", what: "a reader", given: assignment(role("2a2b9908-6ea1-4ae2-8e65-a410df84e7d1")) },
    {
      as: "compliant",
      what: "a delegator on a scope that is not known",
      given: assignment(role("db58b8e5-c6ad-4a2a-8342-4190687cbf4a"), UNKNOWN),
    },
    {
      as: "compliant",
      what: "a writer",
      given: definition([{ dataActions: [`${CONTAINERS}/blobs/read`, `${CONTAINERS}/blobs/write`] }]),
    },
    { as: "compliant", what: "a role of our own that is being made", given: assignment(UNKNOWN) },
    harmless(
      "an owner elsewhere",
      assignment(role(OWNER), `${GROUP}/providers/Microsoft.Compute/virtualMachines/a`),
    ),
    harmless("reads of everything", definition([grant("*/read")])),
    harmless(
      "writes of holds and blobs",
      definition([grant(`${CONTAINERS}/setLegalHold/action`, `${CONTAINERS}/*/add/action`)]),
    ),
    harmless("all of a service that is none of the archive's", definition([grant("Microsoft.Compute/*")])),
    harmless("no permissions", definition(undefined)),
    harmless("no actions", definition([{}])),
    harmless(
      "deletions that are excepted",
      definition([
        {
          actions: [`${CONTAINERS}/*`],
          notActions: [
            `${CONTAINERS}/IMMUTABILITYpolicies/*`,
            `${CONTAINERS}/*delete`,
            `${CONTAINERS}/*/action`,
          ],
          dataActions: [`${CONTAINERS}/blobs/*`],
          notDataActions: [`${CONTAINERS}/blobs/*delete*`],
        },
      ]),
    ),
    {
      as: "not applicable",
      what: "other types",
      given: { ...definition(UNKNOWN), type: "azure-native:authorization:PolicyDefinition" },
    },
  ],
  refuses: [
    ...BUILT_IN.map(([guid, name]) => destroys(name, role(guid), name, ACCOUNT)),
    destroys("a role in capitals", role(OWNER).toUpperCase(), "Owner", ACCOUNT),
    destroys("a role by its number alone", OWNER, "Owner", ACCOUNT),
    ...[
      "/subscriptions/1",
      GROUP,
      "/providers/Microsoft.Management/managementGroups/all",
      `${GROUP}/providers/MICROSOFT.KEYVAULT/vaults/keys`,
      `${ACCOUNT}/blobServices/default/containers/bags`,
      "/",
    ].map((scope) => destroys(`an owner of ${scope}`, role(OWNER), "Owner", scope)),
    destroys("an owner of nobody knows what", role(OWNER), "Owner", UNKNOWN, "not known in preview"),
    destroys("an owner of nothing that is said", role(OWNER), "Owner", null, "absent"),
    ...[
      ["no role", null, "absent"],
      ["a role that is a number", 1, "not a text"],
    ].map(([what, id, found]): Refused => ({
      what: `${what}`,
      given: assignment(id),
      says: [`assignment: roleDefinitionId is ${found}; expected the id of a role`],
    })),
    ...DESTRUCTIVE.map((action) => allows(action, [grant(action)], "permissions[0].actions", action)),
    allows("everything", [grant("*")], "permissions[0].actions", ...DESTRUCTIVE),
    allows(
      "everything but one thing",
      [{ ...grant("*"), notActions: DESTRUCTIVE.slice(1) }],
      "permissions[0].actions",
      "Microsoft.Storage/storageAccounts/delete",
    ),
    allows(
      "what is excepted from another permission",
      [{ notActions: ["*"] }, grant("microsoft.authorization/LOCKS/*")],
      "permissions[1].actions",
      "Microsoft.Authorization/locks/delete",
    ),
    allows(
      "what is excepted as data",
      [{ ...grant("Microsoft.Storage/storageAccounts/delete"), notDataActions: ["*"] }],
      "permissions[0].actions",
      "Microsoft.Storage/storageAccounts/delete",
    ),
    allows(
      "deletions of blobs",
      [{ dataActions: [`${CONTAINERS}/blobs/read`, `${CONTAINERS}/blobs/*`], notActions: ["*"] }],
      "permissions[0].dataActions",
      `${CONTAINERS}/blobs/delete`,
      `${CONTAINERS}/blobs/deleteBlobVersion/action`,
      `${CONTAINERS}/blobs/permanentDelete/action`,
    ),
    ...[UNKNOWN, [UNKNOWN]].map((notActions) =>
      allows(
        "what nobody knows to be excepted",
        [{ ...grant("Microsoft.Authorization/locks/*"), notActions }],
        "permissions[0].actions",
        "Microsoft.Authorization/locks/delete",
      ),
    ),
    unread(
      "actions that are not known",
      { actions: UNKNOWN },
      "permissions[0].actions",
      "not known in preview",
    ),
    unread(
      "an action that is not known",
      grant("*/read", UNKNOWN),
      "permissions[0].actions",
      "not known in preview",
    ),
    unread("data actions in a text", { dataActions: "*" }, "permissions[0].dataActions", "not a list"),
    {
      what: "an action that destroys, beside one that cannot be read",
      given: definition([grant(1, "Microsoft.Authorization/locks/delete")]),
      says: [
        "role: permissions[0].actions cannot be read whole: not a text; expected actions that are all known in preview",
        "role: permissions[0].actions allows Microsoft.Authorization/locks/delete; expected no action that deletes, unlocks or gives rights",
      ],
    },
    {
      what: "a permission that is not known",
      given: definition([UNKNOWN]),
      says: ["actions", "dataActions"].map(
        (name) =>
          `role: permissions[0].${name} cannot be read whole: not known in preview; expected actions that are all known in preview`,
      ),
    },
    {
      what: "permissions that are not known",
      given: definition(UNKNOWN),
      says: ["role: permissions is not known in preview; expected permissions that can be read in preview"],
    },
  ],
});
