import assert from "node:assert/strict";
import { azureNative } from "../../rehearsal/clouds/azure-native";
import { UNKNOWN } from "../../rehearsal/clouds/properties";
import { CatalogueUnderTest } from "./catalogue-under-test";
import {
  SUBSCRIPTION,
  GROUP,
  ACCOUNT,
  CONTAINER,
  SERVICE,
  POLICY,
  HOLD,
  IDENTITY,
  PLAIN,
  IN_ACCOUNT,
  IN_CONTAINER,
  Subscription,
} from "./azure-native-subscription";

const IN_GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`;
const ARCHIVE = `${IN_GROUP}/providers/Microsoft.Storage/storageAccounts/archive`;
describe("clouds/azure-native", () => {
  let open: Subscription;
  beforeEach(async () => {
    open = await Subscription.open();
  });
  afterEach(() => open.close());

  describe("configuration", () => {
    it("needs a subscription", async () => {
      await assert.rejects(CatalogueUnderTest.of(azureNative), /subscriptionId: is missing/);
    });
    it("refuses a subscription that is no GUID, and a location that is none", async () => {
      await assert.rejects(CatalogueUnderTest.of(azureNative, { subscriptionId: "mine" }), /is not a GUID/);
      await assert.rejects(
        CatalogueUnderTest.of(azureNative, { subscriptionId: SUBSCRIPTION, location: "eu-west-1" }),
        /location: is not an Azure location/,
      );
    });
  });

  describe("ids", () => {
    it("are Azure Resource Manager's", async () => {
      const account = await open.account();
      const container = await open.container();
      const policy = await open.azure.make(POLICY, "p", {
        ...IN_CONTAINER,
        immutabilityPolicyName: "default",
        immutabilityPeriodSinceCreationInDays: 90,
      });
      const hold = await open.azure.make(HOLD, "h", { ...IN_CONTAINER, tags: ["case1"] });
      const service = await open.azure.make(SERVICE, "s", { ...IN_ACCOUNT, blobServicesName: "default" });
      assert.deepEqual(
        [open.group, account, container, policy, hold, service].map(({ id }) => id),
        [
          IN_GROUP,
          ARCHIVE,
          `${ARCHIVE}/blobServices/default/containers/copy`,
          `${ARCHIVE}/blobServices/default/containers/copy/immutabilityPolicies/default`,
          `${ARCHIVE}/blobServices/default/containers/copy/legalHold`,
          `${ARCHIVE}/blobServices/default`,
        ],
      );
    });
  });

  describe("locations", () => {
    it("are the resource group's where the resource gives none", async () => {
      const { outputs } = await open.account();
      assert.deepEqual([outputs["location"], outputs["primaryLocation"]], ["westeurope", "westeurope"]);
    });
    it("are the resource's own where it gives one, written as Azure writes it", async () => {
      const { outputs } = await open.account({ location: "North Europe" });
      assert.deepEqual([outputs["location"], outputs["primaryLocation"]], ["northeurope", "northeurope"]);
    });
    it("are the provider's before the resource group's", async () => {
      const elsewhere = await Subscription.open({ location: "uksouth" });
      const { outputs } = await elsewhere.account();
      elsewhere.close();
      assert.equal(outputs["location"], "uksouth");
    });
    it("are handed down to containers", async () => {
      await open.account({ location: "northeurope" });
      const container = await open.container();
      assert.equal(open.azure.cloud.named([CONTAINER], container.id)[0]?.region, "northeurope");
    });
    it("are unknown in a preview while the resource group's name is", async () => {
      const { location } = await open.azure.foresee(ACCOUNT, "a", { ...PLAIN, resourceGroupName: UNKNOWN });
      assert.equal(location, UNKNOWN);
    });
    it("are asked for where nothing says them", async () => {
      await assert.rejects(
        open.azure.make(IDENTITY, "i", { resourceGroupName: "not-there" }),
        /missing required property 'location'/,
      );
    });
    it("are refused where Azure has none of that name", async () => {
      await assert.rejects(
        open.azure.make(GROUP, "x", { location: "eu-west-1" }),
        /LocationNotAvailableForResourceType: the location "eu-west-1"/,
      );
      await open.azure.make(GROUP, "x", { location: "Germany West Central" });
    });
  });

  describe("names", () => {
    it("are the resource's with eight digits, those of parts the resource's alone", async () => {
      const group = await open.azure.make(GROUP, "shelf", { location: "westeurope" });
      const account = await open.azure.make(ACCOUNT, "shelf", PLAIN);
      const container = await open.azure.make(CONTAINER, "shelf", {
        ...IN_ACCOUNT,
        accountName: account.outputs["name"],
      });
      assert.match(String(group.outputs["name"]), /^shelf[0-9a-f]{8}$/);
      assert.match(String(account.outputs["name"]), /^shelf[0-9a-f]{8}$/);
      assert.equal(container.outputs["name"], "shelf");
    });
    it("stay as they are in an update", async () => {
      const account = await open.azure.make(ACCOUNT, "shelf", PLAIN);
      const changed = await open.azure.change(account, { ...PLAIN, minimumTlsVersion: "TLS1_2" });
      assert.equal(changed.outputs["name"], account.outputs["name"]);
    });
    const cases: readonly [string, string, string, string, string][] = [
      ["a storage account with a hyphen", ACCOUNT, "accountName", "my-archive", "myarchive"],
      ["a storage account of two letters", ACCOUNT, "accountName", "ab", "abc"],
      ["a storage account of 25 letters", ACCOUNT, "accountName", "a".repeat(25), "a".repeat(24)],
      ["a container with capitals", CONTAINER, "containerName", "Copy", "other"],
      ["a container with two hyphens in a row", CONTAINER, "containerName", "a--b", "a-b"],
      ["a container of 64 letters", CONTAINER, "containerName", "c".repeat(64), "c".repeat(63)],
      ["a resource group with a full stop at its end", GROUP, "resourceGroupName", "rg.", "rg.x"],
      ["an identity with a full stop", IDENTITY, "resourceName", "my.id", "my-id"],
    ];
    for (const [what, type, property, bad, good] of cases)
      it(`refuse ${what}, and take its neighbour`, async () => {
        await open.account();
        const rest = { [GROUP]: { location: "westeurope" }, [ACCOUNT]: PLAIN, [CONTAINER]: IN_ACCOUNT }[type];
        const inputs = rest ?? { resourceGroupName: "rg" };
        await assert.rejects(
          open.azure.make(type, "x", { ...inputs, [property]: bad }),
          /is not a valid name/,
        );
        await open.azure.make(type, "x", { ...inputs, [property]: good });
      });
    it("of storage accounts are taken for all subscriptions, those of containers in their account alone", async () => {
      await open.account();
      await open.container();
      await assert.rejects(
        open.azure.make(ACCOUNT, "second", { ...PLAIN, accountName: "archive" }),
        /StorageAccountAlreadyTaken/,
      );
      await open.azure.make(ACCOUNT, "second", { ...PLAIN, accountName: "archive2" });
      await assert.rejects(open.azure.make(CONTAINER, "again", IN_CONTAINER), /AlreadyExists/);
      await open.azure.make(CONTAINER, "again", { ...IN_CONTAINER, accountName: "archive2" });
    });
    it("of parts that there is one of must be default", async () => {
      await open.account();
      await assert.rejects(
        open.azure.make(SERVICE, "service", IN_ACCOUNT),
        /"service" is not a valid name: it must be/,
      );
      await open.azure.make(SERVICE, "service", { ...IN_ACCOUNT, blobServicesName: "default" });
    });
  });

  it("refuses a type that it does not know, and says where to add it", async () => {
    await assert.rejects(
      open.azure.make("azure-native:network:VirtualNetwork", "x", {}),
      /does not know the type azure-native:network:VirtualNetwork: add an entry for it in rehearsal\/clouds\/azure-native/,
    );
  });
});
