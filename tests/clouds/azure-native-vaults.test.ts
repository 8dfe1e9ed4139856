import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { asGroup, listAt } from "../../rehearsal/clouds/azure-native/values";
import { Cloud } from "../../rehearsal/clouds/cloud";
import { UNKNOWN } from "../../rehearsal/clouds/properties";
import {
  SUBSCRIPTION,
  TENANT,
  ACCOUNT,
  ASSIGNMENT,
  IDENTITY,
  VAULT,
  KEY,
  PLAIN,
  Subscription,
} from "./azure-native-subscription";

const roleId = (guid: string) =>
  `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
const READER = roleId("2a2b9908-6ea1-4ae2-8e65-a410df84e7d1");
const KEY_USER = roleId("e147488a-f6f5-4113-8e2d-b22465e65bf6");

describe("clouds/azure-native: key vaults", () => {
  let open: Subscription;
  beforeEach(async () => {
    open = await Subscription.open();
  });
  afterEach(() => open.close());

  const vault = (properties: Record<string, unknown> = {}, vaultName = "archive-keys") => ({
    resourceGroupName: "rg",
    vaultName,
    properties: {
      tenantId: TENANT,
      sku: { family: "A", name: "standard" },
      enablePurgeProtection: true,
      softDeleteRetentionInDays: 90,
      ...properties,
    },
  });
  const key = { resourceGroupName: "rg", vaultName: "archive-keys", keyName: "storage" };

  describe("key vaults", () => {
    it("have a URI in their properties, which a preview does not know", async () => {
      const foreseen = await open.azure.foresee(VAULT, "v", vault());
      const { outputs, id } = await open.azure.make(VAULT, "v", vault());
      assert.equal(id, `${open.group.id}/providers/Microsoft.KeyVault/vaults/archive-keys`);
      const { vaultUri, ...rest } = asGroup(outputs["properties"]);
      assert.equal(vaultUri, "https://archive-keys.vault.azure.net/");
      assert.deepEqual(foreseen["properties"], { ...rest, vaultUri: UNKNOWN, provisioningState: UNKNOWN });
    });
    it("keep what only Azure knows unknown, not lost, in the preview of a change", async () => {
      const made = await open.azure.make(VAULT, "v", vault());
      const { properties } = await open.azure.foreseeChange(made, vault({ enableRbacAuthorization: true }));
      const { vaultUri, enableRbacAuthorization } = asGroup(properties);
      assert.deepEqual([vaultUri, enableRbacAuthorization], [UNKNOWN, true]);
    });
    it("keep their name after they were deleted", async () => {
      const made = await open.azure.make(VAULT, "v", vault());
      await open.azure.remove(made);
      await assert.rejects(open.azure.make(VAULT, "v", vault()), /VaultAlreadyExists: .* stays taken/);
      await open.azure.make(VAULT, "v", vault({}, "archive-keys-2"));
    });
    it("keep their name also after a restart", async () => {
      const journal = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "azure-")), "journal");
      const before = await Subscription.open({}, new Cloud(journal));
      await before.azure.remove(await before.azure.make(VAULT, "v", vault()));
      await before.azure.remove(before.group);
      before.close();
      const after = await Subscription.open({}, new Cloud(journal));
      await assert.rejects(after.azure.make(VAULT, "v", vault()), /VaultAlreadyExists/);
      after.close();
    });
    it("keep their name also when they went with their resource group", async () => {
      await open.azure.make(VAULT, "v", vault());
      await open.azure.remove(open.group);
      const other = await open.azure.make("azure-native:resources:ResourceGroup", "b", {
        resourceGroupName: "rg",
        location: "westeurope",
      });
      assert.ok(other.id);
      await assert.rejects(open.azure.make(VAULT, "v", vault()), /VaultAlreadyExists/);
    });
    it("keep purge protection, and their time of soft deletion", async () => {
      const made = await open.azure.make(VAULT, "v", vault());
      await assert.rejects(
        open.azure.change(made, vault({ enablePurgeProtection: undefined })),
        /"enablePurgeProtection" cannot be taken back/,
      );
      await assert.rejects(
        open.azure.change(made, vault({ softDeleteRetentionInDays: 30 })),
        /"softDeleteRetentionInDays" has been set already/,
      );
      await open.azure.change(made, vault({ enableRbacAuthorization: true }));
    });
    const cases: readonly [string, object, RegExp][] = [
      ["purge protection off", vault({ enablePurgeProtection: false }), /cannot be set to false/],
      ["soft delete off", vault({ enableSoftDelete: false }), /enableSoftDelete/],
      ["six days of soft deletion", vault({ softDeleteRetentionInDays: 6 }), /is 6, allowed are 7 to 90/],
      [
        "a SKU that there is not",
        vault({ sku: { family: "A", name: "Standard" } }),
        /sku\.name is "Standard"/,
      ],
      ["a tenant that is no GUID", vault({ tenantId: "home" }), /InvalidTenantId/],
      ["a name with two hyphens in a row", vault({}, "my--keys"), /is not a valid name/],
      ["a name of 25 letters", vault({}, "v".repeat(25)), /is not a valid name/],
      ["recovery, which is not simulated", vault({ createMode: "recover" }), /cannot recover deleted vaults/],
    ];
    for (const [what, bad, reason] of cases)
      it(`refuse ${what}`, async () => {
        await assert.rejects(open.azure.make(VAULT, "v", { ...bad }), reason);
        await open.azure.make(VAULT, "v", vault({ softDeleteRetentionInDays: 7 }));
      });
    it("hold keys, with a URI for every version", async () => {
      await assert.rejects(
        open.azure.make(KEY, "k", { ...key, properties: { kty: "RSA" } }),
        /ParentResourceNotFound/,
      );
      await open.azure.make(VAULT, "v", vault());
      await assert.rejects(
        open.azure.make(KEY, "k", { ...key, properties: { kty: "RSA", keySize: 1024 } }),
        /a key of 1024 bits/,
      );
      await assert.rejects(open.azure.make(KEY, "k", { ...key, properties: { kty: "DES" } }), /kty is "DES"/);
      const { outputs } = await open.azure.make(KEY, "k", {
        ...key,
        properties: { kty: "RSA", keySize: 3072 },
      });
      assert.equal(outputs["keyUri"], "https://archive-keys.vault.azure.net/keys/storage");
      assert.match(String(outputs["keyUriWithVersion"]), /\/keys\/storage\/[0-9a-f]{32}$/);
    });
  });

  describe("customer keys of storage accounts", () => {
    const encrypted = (identity: string) => ({
      ...PLAIN,
      accountName: "archive",
      identity: { type: "UserAssigned", userAssignedIdentities: [identity] },
      encryption: {
        keySource: "Microsoft.Keyvault",
        keyVaultProperties: { keyName: "storage", keyVaultUri: "https://archive-keys.vault.azure.net" },
        encryptionIdentity: { encryptionUserAssignedIdentity: identity },
      },
    });
    it("need vault, key, purge protection and a role, in any order but before the account", async () => {
      const identity = await open.azure.make(IDENTITY, "id", {
        resourceGroupName: "rg",
        resourceName: "storage",
      });
      const account = () => open.azure.make(ACCOUNT, "archive", encrypted(identity.id));
      await assert.rejects(account(), /KeyVaultNotFound/);
      const unprotected = await open.azure.make(VAULT, "v", vault({ enablePurgeProtection: undefined }));
      await assert.rejects(account(), /KeyVaultEncryptionKeyNotFound/);
      const made = await open.azure.make(KEY, "k", { ...key, properties: { kty: "RSA" } });
      await assert.rejects(account(), /has no purge protection/);
      await open.azure.change(unprotected, vault());
      const assign = (name: string, roleDefinitionId: string, scope = made.id) =>
        open.azure.make(ASSIGNMENT, name, {
          scope,
          principalId: identity.outputs["principalId"],
          principalType: "ServicePrincipal",
          roleDefinitionId,
        });
      await assert.rejects(account(), /KeyVaultAuthenticationFailure/);
      await assign("other role", READER);
      await assign("other scope", KEY_USER, identity.id);
      await assert.rejects(account(), /KeyVaultAuthenticationFailure/);
      await assign("right", KEY_USER);
      const { outputs } = await account();
      assert.deepEqual(outputs["identity"], {
        type: "UserAssigned",
        userAssignedIdentities: {
          [identity.id]: {
            clientId: identity.outputs["clientId"],
            principalId: identity.outputs["principalId"],
          },
        },
      });
    });
  });

  describe("the way of a storage account to its key", () => {
    const ready = async (networkAcls: Record<string, unknown>) => {
      const identity = await open.azure.make(IDENTITY, "id", {
        resourceGroupName: "rg",
        resourceName: "storage",
      });
      await open.azure.make(VAULT, "v", vault({ networkAcls }));
      const made = await open.azure.make(KEY, "k", { ...key, properties: { kty: "RSA" } });
      await open.azure.make(ASSIGNMENT, "right", {
        scope: made.id,
        principalId: identity.outputs["principalId"],
        principalType: "ServicePrincipal",
        roleDefinitionId: KEY_USER,
      });
      return identity.id;
    };
    const account = (userAssignedIdentity: string, own: readonly string[], accountName = "archive") =>
      open.azure.make(ACCOUNT, accountName, {
        ...PLAIN,
        accountName,
        identity: { type: "UserAssigned", userAssignedIdentities: own },
        encryption: {
          keySource: "Microsoft.Keyvault",
          keyVaultProperties: { keyName: "storage", keyVaultUri: "https://archive-keys.vault.azure.net" },
          encryptionIdentity: { encryptionUserAssignedIdentity: userAssignedIdentity },
        },
      });
    it("is closed by a firewall that lets no Azure service in", async () => {
      const id = await ready({ defaultAction: "Deny", bypass: "None" });
      await assert.rejects(account(id, [id]), /KeyVaultAccessForbidden/);
    });
    it("is open where the firewall lets Azure services in, or there is none", async () => {
      const id = await ready({ defaultAction: "Deny", bypass: "AzureServices" });
      await account(id, [id]);
    });
    it("is by an identity of its own", async () => {
      const id = await ready({ defaultAction: "Allow", bypass: "None" });
      await assert.rejects(account(id, ["/some/other"]), /must be one of the account's own/);
      await account(id, ["/some/other", id]);
    });
  });

  describe("functions", () => {
    it("tell who is at work", async () => {
      const client = await open.azure.invoke("azure-native:authorization:getClientConfig", {});
      assert.deepEqual([client["subscriptionId"], client["tenantId"]], [SUBSCRIPTION, TENANT]);
    });
    it("give the keys of an account, but not of one that takes none", async () => {
      const keys = (accountName: string) =>
        open.azure.invoke("azure-native:storage:listStorageAccountKeys", {
          resourceGroupName: "rg",
          accountName,
        });
      await assert.rejects(keys("archive"), /ParentResourceNotFound/);
      await open.account({ allowSharedKeyAccess: false });
      await assert.rejects(
        keys("archive"),
        /KeyBasedAuthenticationNotPermitted: .* allowSharedKeyAccess false/,
      );
      await open.azure.make(ACCOUNT, "old", { ...PLAIN, accountName: "old" });
      const [first] = listAt(await keys("old"), "keys").map(asGroup);
      assert.deepEqual(
        [first?.["keyName"], Buffer.from(String(first?.["value"]), "base64").length],
        ["key1", 64],
      );
    });
    it("are refused when they are unknown, with where to add them", async () => {
      await assert.rejects(
        open.azure.invoke("azure-native:network:getVirtualNetwork", {}),
        /does not know the function .*: add it in rehearsal\/clouds\/azure-native/,
      );
    });
  });
});
