import { textOf, type Making, type ResourceType } from "../catalogue";
import type { Thing } from "../cloud";
import { arm, newGuid } from "./arm";
import { subscriptionId } from "./ids";
import { missingScope } from "./locks";
import { first, GUID, known, listAt, MADE_AT, notOneOf, unlike } from "./values";

const ASSIGNMENT = "azure-native:authorization:RoleAssignment";
const DEFINITION = "azure-native:authorization:RoleDefinition";

/** Built-in roles by the last part of their ids [learn.microsoft.com: Azure built-in roles]. */
const BUILT_IN: Readonly<Record<string, string>> = {
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": "Owner",
  "b24988ac-6180-42a0-ab88-20f7382dd24c": "Contributor",
  "acdd72a7-3385-48ef-bd42-f606fba81ae7": "Reader",
  "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": "User Access Administrator",
  "17d1049b-9a84-46fb-8f53-869881c3d3ab": "Storage Account Contributor",
  "81a9662b-bebf-436f-a333-f67b29880f12": "Storage Account Key Operator Service Role",
  "b7e6dc6d-f1e8-4753-8033-0f276bb0955b": "Storage Blob Data Owner",
  "ba92f5b4-2d11-453d-a403-e96b0029c9fe": "Storage Blob Data Contributor",
  "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1": "Storage Blob Data Reader",
  "db58b8e5-c6ad-4a2a-8342-4190687cbf4a": "Storage Blob Delegator",
  "00482a5a-887f-4fb3-b363-3b7fe8e74483": "Key Vault Administrator",
  "14b46e9e-c2b7-41b4-b07b-48a6ebf60603": "Key Vault Crypto Officer",
  "12338af0-0e69-4776-bea7-57ae8d297424": "Key Vault Crypto User",
  "e147488a-f6f5-4113-8e2d-b22465e65bf6": "Key Vault Crypto Service Encryption User",
  "4633458b-17de-408a-b874-0445c86b69e6": "Key Vault Secrets User",
  "21090545-7ca7-4776-b22c-e363652d74d2": "Key Vault Reader",
};

/** Azure role-based access control. */
export const roles: Readonly<Record<string, ResourceType>> = {
  [ASSIGNMENT]: arm({
    armType: "Microsoft.Authorization/roleAssignments",
    apiVersion: "2022-04-01",
    inputs: `condition conditionVersion delegatedManagedIdentityResourceId description principalId principalType
      roleDefinitionId scope`,
    required: ["principalId", "roleDefinitionId", "scope"],
    name: {
      property: "roleAssignmentName",
      pattern: GUID,
      says: "a GUID",
      unique: "no",
      taken: "RoleAssignmentExists",
      automatic: newGuid,
    },
    id: ({ text, name }) => `${text("scope")}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    computed: { createdOn: () => MADE_AT, updatedOn: () => MADE_AT },
    replacedBy: ["principalId", "scope"],
    refuseInputs: (inputs) =>
      first(
        unlike(
          inputs,
          "principalId",
          GUID,
          "InvalidPrincipalId: A valid principal ID must be provided for role assignment",
        ),
        notOneOf(inputs, "principalType", ["User", "Group", "ServicePrincipal", "ForeignGroup", "Device"]),
        notOneOf(inputs, "conditionVersion", ["2.0"]),
        known(inputs, "condition") !== undefined && inputs["conditionVersion"] === undefined
          ? "InvalidRoleAssignment: a condition needs a conditionVersion"
          : undefined,
      ),
    refuseMaking: (making) =>
      first(missingScope(making), missingRole(making), assignedTwice(making), wrongPrincipalType(making)),
  }),
  [DEFINITION]: arm({
    armType: "Microsoft.Authorization/roleDefinitions",
    apiVersion: "2022-05-01-preview",
    inputs: "assignableScopes description permissions roleName roleType scope",
    required: ["scope"],
    name: {
      property: "roleDefinitionId",
      pattern: GUID,
      says: "a GUID",
      unique: "no",
      taken: "RoleDefinitionExists",
      automatic: newGuid,
    },
    // Whatever scope it is made at, Azure answers with the id in the subscription.
    id: (making) => roleId(making, making.name),
    computed: { createdOn: () => MADE_AT, updatedOn: () => MADE_AT },
    defaults: { roleType: "CustomRole" },
    replacedBy: ["scope"],
    refuseInputs: (inputs) =>
      first(
        inputs["roleName"] === undefined ? "RoleDefinitionNameNullOrEmpty: roleName is required" : undefined,
        inputs["assignableScopes"] === undefined || isEmptyList(inputs["assignableScopes"])
          ? "InvalidRoleDefinition: a custom role must have at least one assignable scope"
          : undefined,
        inputs["permissions"] === undefined || isEmptyList(inputs["permissions"])
          ? "InvalidRoleDefinition: a custom role must have permissions"
          : undefined,
        listAt(inputs, "permissions").some((permission) => listAt(permission, "dataActions").includes("*"))
          ? "InvalidActionOrNotAction: '*' is not allowed in dataActions of a custom role"
          : undefined,
      ),
    refuseMaking: (making) => first(missingScope(making), nameTaken(making)),
    refuseDelete: (definition, cloud) => {
      const used = cloud
        .all(ASSIGNMENT)
        .find(({ inputs }) => textOf(inputs["roleDefinitionId"]).endsWith(guidOf(definition.id)));
      return (
        used &&
        `RoleDefinitionHasAssignments: there are existing role assignments referencing the role: ${used.id}`
      );
    },
  }),
};

function roleId(named: { readonly account: string }, name: string): string {
  return `${subscriptionId(named)}/providers/Microsoft.Authorization/roleDefinitions/${name}`;
}

function guidOf(id: string): string {
  return id.split("/").at(-1) ?? "";
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function missingRole({ text, account, cloud }: Making): string | undefined {
  const id = text("roleDefinitionId");
  const role = guidOf(id);
  const custom = cloud.named([DEFINITION], roleId({ account }, role))[0];
  if (!/\/providers\/Microsoft\.Authorization\/roleDefinitions\/[^/]+$/i.test(id))
    return `InvalidRoleDefinitionId: '${id}' is no role definition's id`;
  if (custom) return notAssignable(custom, text("scope"));
  return BUILT_IN[role] !== undefined
    ? undefined
    : `RoleDefinitionDoesNotExist: the specified role definition with ID '${role}' does not exist (a built-in role is added in rehearsal/clouds/azure-native/roles.ts)`;
}

/** A custom role is assigned at its assignable scopes and below [learn.microsoft.com: Understand Azure role definitions]. */
function notAssignable(role: Thing, scope: string): string | undefined {
  const above = listAt(role.inputs, "assignableScopes").map(textOf);
  return above.some((assignable) => scope === assignable || scope.startsWith(`${assignable}/`))
    ? undefined
    : `RoleAssignmentScopeNotAssignableToRoleDefinition: the scope '${scope}' is not below any of the role's assignable scopes ${above.join(", ")}`;
}

function assignedTwice({ text, id, cloud }: Making): string | undefined {
  const same = cloud
    .all(ASSIGNMENT)
    .find(
      (other) =>
        other.id !== id &&
        ["scope", "principalId"].every((property) => other.inputs[property] === text(property)) &&
        guidOf(textOf(other.inputs["roleDefinitionId"])) === guidOf(text("roleDefinitionId")),
    );
  return same && `RoleAssignmentExists: The role assignment already exists: ${same.id}`;
}

/** The SDK says "User" where a program says nothing, which Azure refuses for a managed identity. */
function wrongPrincipalType({ text, inputs, cloud }: Making): string | undefined {
  const principal = text("principalId");
  const identity = cloud
    .all("azure-native:managedidentity:UserAssignedIdentity")
    .find(({ outputs }) => outputs["principalId"] === principal);
  const type = known(inputs, "principalType");
  return identity && type !== undefined && type !== "ServicePrincipal"
    ? `UnmatchedPrincipalType: The PrincipalId '${principal}' has type 'ServicePrincipal', which is different from specified PrincipalType '${textOf(type)}'.`
    : undefined;
}

function nameTaken({ text, id, cloud }: Making): string | undefined {
  const same = cloud
    .all(DEFINITION)
    .find((other) => other.id !== id && other.inputs["roleName"] === text("roleName"));
  return (
    same &&
    `RoleDefinitionWithSameNameExists: a custom role with the name '${text("roleName")}' exists: ${same.id}`
  );
}
