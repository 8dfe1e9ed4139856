import assert from "node:assert/strict";
import { UNKNOWN } from "../../rehearsal/clouds/properties";
import {
  SUBSCRIPTION,
  TENANT,
  ASSIGNMENT,
  ROLE,
  IDENTITY,
  CREDENTIAL,
  GROUP,
  Subscription,
} from "./azure-native-subscription";

const SOMEBODY = "aaaaaaaa-0000-0000-0000-000000000000";
const roleId = (guid: string) =>
  `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
const READER = roleId("2a2b9908-6ea1-4ae2-8e65-a410df84e7d1");

describe("clouds/azure-native: roles and identities", () => {
  let open: Subscription;
  beforeEach(async () => {
    open = await Subscription.open();
  });
  afterEach(() => open.close());

  describe("role assignments", () => {
    const assign = (name: string, more: Record<string, unknown> = {}) =>
      open.azure.make(ASSIGNMENT, name, {
        scope: open.group.id,
        principalId: SOMEBODY,
        roleDefinitionId: READER,
        principalType: "Group",
        ...more,
      });
    it("have a GUID for a name, beneath their scope", async () => {
      const { id, outputs } = await assign("r");
      assert.match(String(outputs["name"]), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      assert.equal(
        id,
        `${open.group.id}/providers/Microsoft.Authorization/roleAssignments/${String(outputs["name"])}`,
      );
    });
    it("are replaced for another principal or scope", async () => {
      const made = await assign("r");
      const other = { ...made.inputs, principalId: SOMEBODY.replace("a", "b") };
      assert.deepEqual((await open.azure.difference(made, other)).replacesList, ["principalId"]);
    });
    it("of one role to one principal at one scope are made once", async () => {
      await assign("r");
      await assert.rejects(assign("again"), /RoleAssignmentExists/);
      await assign("other", { scope: `/subscriptions/${SUBSCRIPTION}` });
    });
    const cases: readonly [string, Record<string, unknown>, RegExp, Record<string, unknown>][] = [
      [
        "a name that is no GUID",
        { roleAssignmentName: "reader" },
        /is not a valid name: a GUID/,
        { roleAssignmentName: SOMEBODY },
      ],
      ["a principal that is no GUID", { principalId: "me" }, /A valid principal ID must be provided/, {}],
      [
        "a scope at which there is nothing",
        { scope: "/subscriptions/other" },
        /ResourceNotFound: the scope/,
        {},
      ],
      [
        "a role that there is not",
        { roleDefinitionId: roleId(SOMEBODY) },
        /RoleDefinitionDoesNotExist/,
        { roleDefinitionId: READER },
      ],
      [
        "a role by its name",
        { roleDefinitionId: "Reader" },
        /is no role definition's id/,
        { roleDefinitionId: READER },
      ],
      [
        "a kind of principal that there is not",
        { principalType: "Robot" },
        /principalType is "Robot"/,
        { principalType: "User" },
      ],
      [
        "a condition without its version",
        { condition: "true" },
        /needs a conditionVersion/,
        { condition: "true", conditionVersion: "2.0" },
      ],
    ];
    for (const [what, bad, reason, good] of cases)
      it(`refuse ${what}, and take its neighbour`, async () => {
        await assert.rejects(assign("r", bad), reason);
        await assign("r", good);
      });
    it("say of a managed identity that it is one", async () => {
      const identity = await open.azure.make(IDENTITY, "id", {
        resourceGroupName: "rg",
        resourceName: "sas-renewal",
      });
      const principal = { principalId: identity.outputs["principalId"] };
      await assert.rejects(assign("r", { ...principal, principalType: "User" }), /UnmatchedPrincipalType/);
      await assign("r", { ...principal, principalType: "ServicePrincipal" });
    });
    it("take a principal that a preview does not know", async () => {
      await open.azure.foresee(ASSIGNMENT, "r", {
        scope: open.group.id,
        principalId: UNKNOWN,
        roleDefinitionId: READER,
      });
    });
  });

  describe("role definitions", () => {
    const role = (more: Record<string, unknown> = {}) => ({
      scope: open.group.id,
      roleName: "Archive writer",
      assignableScopes: [open.group.id],
      permissions: [
        {
          actions: [],
          dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write"],
        },
      ],
      ...more,
    });
    it("have their id in the subscription, and can be assigned", async () => {
      const made = await open.azure.make(ROLE, "writer", role());
      assert.equal(made.id, roleId(String(made.outputs["name"])));
      const assignment = await open.azure.make(ASSIGNMENT, "a", {
        scope: open.group.id,
        principalId: SOMEBODY,
        roleDefinitionId: made.id,
      });
      await assert.rejects(open.azure.remove(made), /RoleDefinitionHasAssignments/);
      await open.azure.remove(assignment);
      await open.azure.remove(made);
    });
    it("are assigned at their assignable scopes and below, nowhere else", async () => {
      const group = await open.azure.make(GROUP, "other", {
        resourceGroupName: "rg-2",
        location: "westeurope",
      });
      const account = await open.account();
      const made = await open.azure.make(ROLE, "writer", role());
      const assign = (scope: string) =>
        open.azure.make(ASSIGNMENT, scope, { scope, principalId: SOMEBODY, roleDefinitionId: made.id });
      await assert.rejects(assign(group.id), /RoleAssignmentScopeNotAssignableToRoleDefinition/);
      await assert.rejects(assign(`/subscriptions/${SUBSCRIPTION}`), /NotAssignableToRoleDefinition/);
      await assign(open.group.id);
      await assign(account.id);
    });
    it("have a name that no other has", async () => {
      await open.azure.make(ROLE, "writer", role());
      await assert.rejects(open.azure.make(ROLE, "again", role()), /RoleDefinitionWithSameNameExists/);
      await open.azure.make(ROLE, "again", role({ roleName: "Archive reader" }));
    });
    const cases: readonly [string, Record<string, unknown>, RegExp][] = [
      ["no assignable scope", { assignableScopes: [] }, /at least one assignable scope/],
      ["no permissions", { permissions: [] }, /must have permissions/],
      [
        "all of a service's data",
        { permissions: [{ dataActions: ["*"] }] },
        /'\*' is not allowed in dataActions/,
      ],
    ];
    for (const [what, bad, reason] of cases)
      it(`refuse ${what}`, async () => {
        await assert.rejects(open.azure.make(ROLE, "writer", role(bad)), reason);
        await open.azure.make(ROLE, "writer", role());
      });
  });

  describe("identities", () => {
    const identity = { resourceGroupName: "rg", resourceName: "sas-renewal" };
    const credential = (more: Record<string, unknown> = {}) => ({
      ...identity,
      audiences: ["api://AzureADTokenExchange"],
      issuer: "https://abc.tokens.sts.global.api.aws",
      subject: "arn:aws:iam::111122223333:role/sas-renewal",
      ...more,
    });
    it("have a client, a principal and a tenant", async () => {
      const { id, outputs } = await open.azure.make(IDENTITY, "id", identity);
      assert.equal(
        id,
        `${open.group.id}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/sas-renewal`,
      );
      assert.match(String(outputs["clientId"]), /^[0-9a-f-]{36}$/);
      assert.notEqual(outputs["clientId"], outputs["principalId"]);
      assert.equal(outputs["tenantId"], TENANT);
    });
    it("are federated once for an issuer and a subject", async () => {
      await assert.rejects(open.azure.make(CREDENTIAL, "aws", credential()), /ParentResourceNotFound/);
      const { id } = await open.azure.make(IDENTITY, "id", identity);
      const made = await open.azure.make(CREDENTIAL, "aws", credential());
      assert.equal(made.id, `${id}/federatedIdentityCredentials/aws`);
      await assert.rejects(
        open.azure.make(CREDENTIAL, "again", credential()),
        /IssuerAndSubjectCombinationAlreadyExists/,
      );
      await open.azure.make(CREDENTIAL, "again", credential({ subject: "another" }));
      await open.azure.change(made, credential({ subject: "a third" }));
    });
    const cases: readonly [string, Record<string, unknown>, RegExp][] = [
      ["an issuer without https", { issuer: "http://abc.tokens.sts.global.api.aws" }, /is no https URL/],
      ["two audiences", { audiences: ["a", "b"] }, /exactly one audience/],
      ["a name of two letters", { federatedIdentityCredentialResourceName: "ab" }, /is not a valid name/],
    ];
    for (const [what, bad, reason] of cases)
      it(`refuse ${what} in a credential`, async () => {
        await open.azure.make(IDENTITY, "id", identity);
        await assert.rejects(open.azure.make(CREDENTIAL, "aws", credential(bad)), reason);
        await open.azure.make(CREDENTIAL, "aws", credential());
      });
  });
});
