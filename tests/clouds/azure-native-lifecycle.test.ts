import assert from "node:assert/strict";
import { UNKNOWN } from "../../rehearsal/clouds/properties";
import { LIFECYCLE, IN_ACCOUNT, Subscription } from "./azure-native-subscription";

describe("clouds/azure-native: lifecycle management", () => {
  let open: Subscription;
  beforeEach(async () => {
    open = await Subscription.open();
  });
  afterEach(() => open.close());

  describe("lifecycle", () => {
    const rule = (
      actions: unknown,
      more: Record<string, unknown> = {},
      blobTypes: unknown = ["blockBlob"],
    ) => ({
      name: "TierToArchive",
      type: "Lifecycle",
      definition: { filters: { blobTypes }, actions },
      ...more,
    });
    const after = (days: unknown) => ({ daysAfterModificationGreaterThan: days });
    const archive = { baseBlob: { tierToArchive: after(30) } };
    const cases: readonly [string, readonly unknown[], RegExp, readonly unknown[]][] = [
      ["no rule", [], /has no rule/, [rule(archive)]],
      ["two rules of one name", [rule(archive), rule(archive)], /two rules have the name/, [rule(archive)]],
      ["another type", [rule(archive, { type: "Cycle" })], /type is "Cycle"/, [rule(archive)]],
      ["no blob types", [rule(archive, {}, [])], /blobTypes is required/, [rule(archive)]],
      ["a blob type that there is not", [rule(archive, {}, ["pageBlob"])], /pageBlob/, [rule(archive)]],
      [
        "a tier for append blobs",
        [rule(archive, {}, ["appendBlob"])],
        /append blobs can only be deleted/,
        [rule({ baseBlob: { delete: after(30) } }, {}, ["appendBlob"])],
      ],
      ["no action", [rule({})], /has no action/, [rule(archive)]],
      [
        "an action that there is not",
        [rule({ baseBlob: { freeze: after(1) } })],
        /freeze is unknown/,
        [rule(archive)],
      ],
      [
        "negative days",
        [rule({ baseBlob: { tierToCool: after(-1) } })],
        /whole days/,
        [rule({ baseBlob: { tierToCool: after(0) } })],
      ],
      [
        "an action without an age",
        [rule({ baseBlob: { tierToCool: {} } })],
        /one is needed/,
        [rule({ snapshot: { delete: { daysAfterCreationGreaterThan: 90 } } })],
      ],
    ];
    const policy = (rules: readonly unknown[]) => ({
      ...IN_ACCOUNT,
      managementPolicyName: "default",
      policy: { rules },
    });
    for (const [what, bad, reason, good] of cases)
      it(`refuses ${what}, and takes its neighbour`, async () => {
        await open.account();
        await assert.rejects(open.azure.make(LIFECYCLE, "l", policy(bad)), reason);
        await open.azure.make(LIFECYCLE, "l", policy(good));
      });
    it("has no archive tier where the account is spread over zones", async () => {
      await open.account({ sku: { name: "Standard_GZRS" } });
      await assert.rejects(
        open.azure.make(LIFECYCLE, "l", policy([rule(archive)])),
        /not supported with Standard_GZRS/,
      );
      await open.azure.make(LIFECYCLE, "l", policy([rule({ baseBlob: { tierToCold: after(30) } })]));
    });
    it("takes rules that a preview does not know", async () => {
      await open.azure.foresee(LIFECYCLE, "l", { ...policy([]), policy: UNKNOWN });
    });
  });
});
