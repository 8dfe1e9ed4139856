import assert from "node:assert/strict";
import { UNKNOWN } from "../../rehearsal/clouds/properties";
import {
  ACCOUNT,
  CONTAINER,
  SERVICE,
  PLAIN,
  IN_ACCOUNT,
  IN_CONTAINER,
  Subscription,
} from "./azure-native-subscription";

describe("clouds/azure-native: storage", () => {
  let open: Subscription;
  beforeEach(async () => {
    open = await Subscription.open();
  });
  afterEach(() => open.close());

  describe("storage accounts", () => {
    it("have endpoints, a state and a SKU with its tier", async () => {
      const { outputs } = await open.account({ sku: { name: "Standard_RAGRS" } });
      assert.equal(outputs["provisioningState"], "Succeeded");
      assert.deepEqual(outputs["sku"], { name: "Standard_RAGRS", tier: "Standard" });
      assert.equal(outputs["secondaryLocation"], "northeurope");
      const { primaryEndpoints, secondaryEndpoints } = outputs;
      assert.ok(
        typeof primaryEndpoints === "object" && primaryEndpoints !== null && "blob" in primaryEndpoints,
      );
      assert.ok(
        typeof secondaryEndpoints === "object" && secondaryEndpoints !== null && "blob" in secondaryEndpoints,
      );
      assert.equal(primaryEndpoints.blob, "https://archive.blob.core.windows.net/");
      assert.equal(secondaryEndpoints.blob, "https://archive-secondary.blob.core.windows.net/");
    });
    it("show in a preview what the program says, and not what only Azure knows", async () => {
      const outputs = await open.azure.foresee(ACCOUNT, "archive", { ...PLAIN, accountName: "archive" });
      assert.deepEqual(
        [outputs["sku"], outputs["name"], outputs["primaryEndpoints"], outputs["kind"]],
        [{ name: "Standard_LRS", tier: UNKNOWN }, UNKNOWN, UNKNOWN, "StorageV2"],
      );
    });
    it("are replaced in place, and new one first only where the provider drew the name", async () => {
      const named = await open.account();
      const drawn = await open.azure.make(ACCOUNT, "drawn", PLAIN);
      const [one, two] = await Promise.all(
        [named, drawn].map((made) =>
          open.azure.difference(made, { ...made.inputs, location: "northeurope" }),
        ),
      );
      assert.deepEqual([one?.replacesList, one?.deletebeforereplace], [["location"], true]);
      assert.deepEqual([two?.replacesList, two?.deletebeforereplace], [["location"], false]);
    });
    it("are changed, not replaced, by another SKU of the same tier, and not to another tier", async () => {
      const account = await open.account();
      const wider = { ...account.inputs, sku: { name: "Standard_GRS" } };
      assert.deepEqual((await open.azure.difference(account, wider)).replacesList, []);
      await open.azure.change(account, wider);
      await assert.rejects(
        open.azure.change(account, { ...account.inputs, sku: { name: "Premium_LRS" } }),
        /InvalidAccountTypeUpdate/,
      );
    });
    it("are encrypted twice from the start or never", async () => {
      const twice = { encryption: { keySource: "Microsoft.Storage", requireInfrastructureEncryption: true } };
      const named = (accountName: string) => ({ ...PLAIN, accountName });
      const once = await open.account();
      await assert.rejects(
        open.azure.change(once, { ...named("archive"), ...twice }),
        /can only be set when the account is created/,
      );
      const made = await open.azure.make(ACCOUNT, "twice", { ...named("twice"), ...twice });
      await assert.rejects(open.azure.change(made, named("twice")), /can only be set when/);
      await open.azure.change(made, { ...named("twice"), ...twice, minimumTlsVersion: "TLS1_2" });
    });
    const cases: readonly [string, Record<string, unknown>, RegExp, Record<string, unknown>][] = [
      [
        "a SKU that there is not",
        { sku: { name: "Standard_GEO" } },
        /sku\.name is "Standard_GEO"/,
        { sku: { name: "Standard_GZRS" } },
      ],
      ["a kind that there is not", { kind: "BlobStore" }, /kind is "BlobStore"/, { kind: "BlobStorage" }],
      [
        "a TLS version that there is not",
        { minimumTlsVersion: "1.2" },
        /minimumTlsVersion is "1\.2"/,
        { minimumTlsVersion: "TLS1_2" },
      ],
      [
        "a tier that there is not",
        { accessTier: "Archive" },
        /accessTier is "Archive"/,
        { accessTier: "Cold" },
      ],
      [
        "network access that there is not",
        { publicNetworkAccess: "enabled" },
        /publicNetworkAccess is "enabled"/,
        { publicNetworkAccess: "Enabled" },
      ],
      [
        "a default action that there is not",
        { networkRuleSet: { defaultAction: "Block" } },
        /defaultAction is "Block"/,
        { networkRuleSet: { defaultAction: "Deny" } },
      ],
      [
        "a private address in the firewall",
        { networkRuleSet: { defaultAction: "Deny", ipRules: [{ iPAddressOrRange: "10.0.0.1" }] } },
        /IP rule 10\.0\.0\.1: is not a public address/,
        { networkRuleSet: { defaultAction: "Deny", ipRules: [{ iPAddressOrRange: "52.1.0.1" }] } },
      ],
      [
        "a range of one address in the firewall",
        { networkRuleSet: { defaultAction: "Deny", ipRules: [{ iPAddressOrRange: "52.1.0.1/32" }] } },
        /small ranges are written as single addresses/,
        { networkRuleSet: { defaultAction: "Deny", ipRules: [{ iPAddressOrRange: "52.1.0.0/30" }] } },
      ],
      [
        "geo-redundancy where there is no paired region",
        { location: "italynorth", sku: { name: "Standard_GRS" } },
        /SkuNotAvailable: italynorth has no paired region/,
        { location: "italynorth", sku: { name: "Standard_ZRS" } },
      ],
      [
        "identities without the type for them",
        { identity: { type: "SystemAssigned", userAssignedIdentities: ["/some/id"] } },
        /InvalidIdentityValues/,
        { identity: { type: "SystemAssigned" } },
      ],
      [
        "a resource group that is not there",
        { resourceGroupName: "gone", location: "westeurope" },
        /ResourceGroupNotFound: Resource group 'gone'/,
        {},
      ],
      [
        "a property that is not simulated",
        { lagreFileShares: true },
        /does not know this property/,
        { isSftpEnabled: false },
      ],
    ];
    for (const [what, bad, reason, good] of cases)
      it(`refuse ${what}, and take its neighbour`, async () => {
        await assert.rejects(open.account(bad), reason);
        await open.account(good);
      });
  });

  describe("containers", () => {
    it("need their account", async () => {
      await assert.rejects(open.container(), /ParentResourceNotFound/);
      await open.account();
      const { outputs } = await open.container();
      assert.deepEqual(
        [
          outputs["hasImmutabilityPolicy"],
          outputs["hasLegalHold"],
          outputs["publicAccess"],
          outputs["leaseState"],
        ],
        [false, false, "None", "Available"],
      );
    });
    it("are public only where the account allows it", async () => {
      await open.account();
      await assert.rejects(open.container({ publicAccess: "Blob" }), /PublicAccessNotPermitted/);
      await assert.rejects(open.container({ publicAccess: "Public" }), /publicAccess is "Public"/);
      await open.container({ publicAccess: "None" });
      await open.azure.make(ACCOUNT, "web", { ...PLAIN, accountName: "web", allowBlobPublicAccess: true });
      await open.azure.make(CONTAINER, "web", {
        ...IN_CONTAINER,
        accountName: "web",
        publicAccess: "Blob",
      });
    });
    it("are versioned immutably only where versions are kept, and only from their creation", async () => {
      await open.account();
      const versioned = { immutableStorageWithVersioning: { enabled: true } };
      await assert.rejects(open.container(versioned), /needs blob versioning/);
      await open.azure.make(SERVICE, "s", {
        ...IN_ACCOUNT,
        blobServicesName: "default",
        isVersioningEnabled: true,
      });
      const container = await open.container(versioned);
      await assert.rejects(
        open.azure.change(container, IN_CONTAINER),
        /can only be set when the container is created/,
      );
    });
  });

  describe("blob services", () => {
    const service = { ...IN_ACCOUNT, blobServicesName: "default" };
    const cases: readonly [string, Record<string, unknown>, RegExp, Record<string, unknown>][] = [
      [
        "soft delete for more than a year",
        { deleteRetentionPolicy: { enabled: true, days: 366 } },
        /deleteRetentionPolicy\.days is 366/,
        { deleteRetentionPolicy: { enabled: true, days: 365 } },
      ],
      [
        "soft delete without days",
        { containerDeleteRetentionPolicy: { enabled: true } },
        /containerDeleteRetentionPolicy is enabled and has no days/,
        { containerDeleteRetentionPolicy: { enabled: true, days: 7 } },
      ],
      [
        "a restore without what it restores from",
        { restorePolicy: { enabled: true, days: 6 } },
        /restorePolicy needs deleteRetentionPolicy\.enabled, changeFeed\.enabled, isVersioningEnabled/,
        {
          restorePolicy: { enabled: true, days: 6 },
          deleteRetentionPolicy: { enabled: true, days: 7 },
          changeFeed: { enabled: true },
          isVersioningEnabled: true,
        },
      ],
    ];
    for (const [what, bad, reason, good] of cases)
      it(`refuse ${what}, and take its neighbour`, async () => {
        await open.account();
        await assert.rejects(open.azure.make(SERVICE, "s", { ...service, ...bad }), reason);
        await open.azure.make(SERVICE, "s", { ...service, ...good });
      });
  });
});
