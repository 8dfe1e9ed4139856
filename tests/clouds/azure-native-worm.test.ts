import assert from "node:assert/strict";
import { UNKNOWN } from "../../rehearsal/clouds/properties";
import { type Made } from "./catalogue-under-test";
import {
  ACCOUNT,
  CONTAINER,
  SERVICE,
  POLICY,
  HOLD,
  PLAIN,
  IN_ACCOUNT,
  IN_CONTAINER,
  Subscription,
  immutable,
} from "./azure-native-subscription";

describe("clouds/azure-native: write once, read many", () => {
  let open: Subscription;
  beforeEach(async () => {
    open = await Subscription.open();
  });
  afterEach(() => open.close());

  /** What `az storage container immutability-policy lock` does: no provider can. */
  const lockedByHand = (policy: Made) => {
    const [thing] = open.azure.cloud.named([POLICY], policy.id);
    assert.ok(thing);
    open.azure.cloud.make({ ...thing, outputs: { ...thing.outputs, state: "Locked" } });
  };
  const policyOf = (days: number, more: Record<string, unknown> = {}) => ({
    ...IN_CONTAINER,
    immutabilityPolicyName: "default",
    immutabilityPeriodSinceCreationInDays: days,
    ...more,
  });

  describe("an account's policy", () => {
    it("is refused when it is created Locked, and taken Unlocked", async () => {
      await assert.rejects(
        open.account(immutable("Locked")),
        /only be created in the Disabled or Unlocked state/,
      );
      await open.account(immutable("Unlocked"));
    });
    it("is locked by an update, not straight from Disabled", async () => {
      const account = await open.account(immutable("Disabled"));
      const inputs = (state: string) => ({ ...account.inputs, ...immutable(state) });
      await assert.rejects(
        open.azure.change(account, inputs("Locked")),
        /locked from Unlocked by a later update/,
      );
      const unlocked = await open.azure.change(account, inputs("Unlocked"));
      assert.deepEqual((await open.azure.difference(unlocked, inputs("Locked"))).replacesList, []);
      await open.azure.change(unlocked, inputs("Locked"));
    });
    it("cannot be shortened, changed, unlocked or removed once Locked, but extended", async () => {
      const account = await open.account(immutable("Unlocked"));
      const locked = await open.azure.change(account, { ...account.inputs, ...immutable("Locked") });
      const change = (to: object) => open.azure.change(locked, { ...account.inputs, ...to });
      await assert.rejects(
        change(immutable("Locked", 89)),
        /its period of 90 days cannot be shortened to 89/,
      );
      await assert.rejects(change(immutable("Unlocked")), /cannot be unlocked/);
      await assert.rejects(
        change(immutable("Locked", 90, { allowProtectedAppendWrites: true })),
        /protected append writes cannot be changed/,
      );
      await assert.rejects(
        change({ immutableStorageWithVersioning: { enabled: true } }),
        /cannot be unlocked, disabled or removed/,
      );
      await change(immutable("Locked", 91));
    });
    it("is shortened freely while Unlocked", async () => {
      const account = await open.account(immutable("Unlocked"));
      await open.azure.change(account, { ...account.inputs, ...immutable("Unlocked", 1) });
    });
    it("is extended five times at most once Locked", async () => {
      let account = await open.account(immutable("Unlocked"));
      account = await open.azure.change(account, { ...account.inputs, ...immutable("Locked") });
      for (const days of [91, 92, 93, 94, 95])
        account = await open.azure.change(account, { ...account.inputs, ...immutable("Locked", days) });
      await open.azure.change(account, { ...account.inputs, minimumTlsVersion: "TLS1_2" });
      await assert.rejects(
        open.azure.change(account, { ...account.inputs, ...immutable("Locked", 96) }),
        /was extended 5 times, which is the most/,
      );
    });
    it("can be enabled at the account's creation only, and never disabled", async () => {
      const plain = await open.account();
      await assert.rejects(
        open.azure.change(plain, { ...plain.inputs, ...immutable("Unlocked") }),
        /only be enabled when the account is created/,
      );
      const kept = await open.azure.make(ACCOUNT, "kept", {
        ...PLAIN,
        accountName: "kept",
        ...immutable("Unlocked"),
      });
      await assert.rejects(
        open.azure.change(kept, { ...PLAIN, accountName: "kept" }),
        /only be enabled when the account is created, and never disabled/,
      );
    });
    const cases: readonly [string, object, RegExp, object][] = [
      [
        "a period of no days",
        immutable("Unlocked", 0),
        /InDays is 0, allowed are 1 to 146000/,
        immutable("Unlocked", 1),
      ],
      ["a state that there is not", immutable("Sealed"), /state is "Sealed"/, immutable("Disabled")],
      [
        "a policy without the switch for it",
        {
          immutableStorageWithVersioning: {
            enabled: false,
            immutabilityPolicy: { state: "Unlocked", immutabilityPeriodSinceCreationInDays: 1 },
          },
        },
        /needs immutableStorageWithVersioning\.enabled/,
        { immutableStorageWithVersioning: { enabled: true } },
      ],
      [
        "a hierarchical namespace beside it",
        { ...immutable("Unlocked"), isHnsEnabled: true },
        /not supported with a hierarchical namespace/,
        { ...immutable("Unlocked"), isHnsEnabled: false },
      ],
    ];
    for (const [what, bad, reason, good] of cases)
      it(`refuses ${what}, and takes its neighbour`, async () => {
        await assert.rejects(open.account({ ...bad }), reason);
        await open.account({ ...good });
      });
    it("shows in a preview what the program says of a container's, and not when it began", async () => {
      const versioned = { immutableStorageWithVersioning: { enabled: true } };
      const { immutableStorageWithVersioning } = await open.azure.foresee(CONTAINER, "c", {
        ...IN_CONTAINER,
        ...versioned,
      });
      assert.deepEqual(immutableStorageWithVersioning, { enabled: true, timeStamp: UNKNOWN });
    });
    it("keeps versioning on", async () => {
      await open.account(immutable("Unlocked"));
      const service = { ...IN_ACCOUNT, blobServicesName: "default" };
      await assert.rejects(
        open.azure.make(SERVICE, "s", { ...service, isVersioningEnabled: false }),
        /blob versioning cannot be off/,
      );
      await open.azure.make(SERVICE, "s", { ...service, isVersioningEnabled: true });
    });
  });

  describe("a container's policy", () => {
    beforeEach(async () => {
      await open.account();
    });
    it("needs its container", async () => {
      await assert.rejects(
        open.azure.make(POLICY, "p", policyOf(90)),
        /ContainerNotFound: the container 'copy'/,
      );
      await open.container();
      const { outputs } = await open.azure.make(POLICY, "p", policyOf(90));
      assert.equal(outputs["state"], "Unlocked");
      assert.match(String(outputs["etag"]), /^"[0-9a-f]{16}"$/);
    });
    it("takes 1 to 146000 days, and one way of appending", async () => {
      await open.container();
      await assert.rejects(open.azure.make(POLICY, "p", policyOf(0)), /is 0, allowed are 1 to 146000/);
      await assert.rejects(
        open.azure.make(
          POLICY,
          "p",
          policyOf(1, { allowProtectedAppendWrites: true, allowProtectedAppendWritesAll: true }),
        ),
        /exclude each other/,
      );
      await open.azure.make(POLICY, "p", policyOf(1, { allowProtectedAppendWrites: true }));
    });
    it("is changed while Unlocked; once Locked it is neither changed by the provider nor deleted", async () => {
      await open.container();
      const policy = await open.azure.make(POLICY, "p", policyOf(90));
      const shorter = await open.azure.change(policy, policyOf(80));
      const longer = await open.azure.change(shorter, policyOf(81));
      assert.equal(longer.outputs["state"], "Unlocked");
      lockedByHand(longer);
      for (const days of [80, 82])
        await assert.rejects(
          open.azure.change(longer, policyOf(days)),
          /is Locked: it can only be extended, by/,
        );
      await assert.rejects(open.azure.remove(longer), /deleting a Locked immutability policy is not allowed/);
    });
    it("is deleted while Unlocked, also with its container", async () => {
      const container = await open.container();
      const policy = await open.azure.make(POLICY, "p", policyOf(90));
      await open.azure.remove(policy);
      await open.azure.make(POLICY, "p", policyOf(90));
      await open.azure.remove(container);
      assert.deepEqual(open.azure.cloud.all(POLICY), []);
    });
  });

  describe("a legal hold", () => {
    const tagged = (...tags: string[]) => ({ ...IN_CONTAINER, tags });
    beforeEach(async () => {
      await open.account();
    });
    it("needs its container", async () => {
      await assert.rejects(open.azure.make(HOLD, "h", tagged("case1")), /ContainerNotFound/);
      await open.container();
      await open.azure.make(HOLD, "h", tagged("case1"));
    });
    const versioned = { immutableStorageWithVersioning: { enabled: true } };
    it("is nothing for a container whose blob versions have their own", async () => {
      await open.azure.make(SERVICE, "s", {
        ...IN_ACCOUNT,
        blobServicesName: "default",
        isVersioningEnabled: true,
      });
      await open.container(versioned);
      await assert.rejects(open.azure.make(HOLD, "h", tagged("case1")), /has version-level immutability/);
      const plain = { ...IN_CONTAINER, containerName: "plain" };
      await open.azure.make(CONTAINER, "plain", plain);
      await open.azure.make(HOLD, "h", { ...plain, tags: ["case1"] });
    });
    it("is nothing for any container of an account that has version-level immutability", async () => {
      const kept = { resourceGroupName: "rg", accountName: "kept" };
      await open.azure.make(ACCOUNT, "kept", { ...PLAIN, ...kept, ...immutable("Unlocked") });
      await open.azure.make(CONTAINER, "kept", { ...kept, containerName: "copy" });
      await assert.rejects(
        open.azure.make(HOLD, "h", { ...kept, containerName: "copy", tags: ["case1"] }),
        /has version-level immutability/,
      );
      await open.container();
      await open.azure.make(HOLD, "h", tagged("case1"));
    });
    it("takes one to ten tags of 3 to 23 letters and digits", async () => {
      await open.container();
      await assert.rejects(open.azure.make(HOLD, "h", tagged()), /must not be empty/);
      await assert.rejects(open.azure.make(HOLD, "h", tagged("ab")), /InvalidLegalHoldTag: "ab"/);
      await assert.rejects(open.azure.make(HOLD, "h", tagged("case-1")), /InvalidLegalHoldTag: "case-1"/);
      const many = Array.from({ length: 11 }, (_none, number) => `tag${number}`);
      await assert.rejects(open.azure.make(HOLD, "h", tagged(...many)), /10 are the most/);
      const hold = await open.azure.make(HOLD, "h", tagged(...many.slice(1)));
      await open.azure.change(hold, tagged("abc"));
    });
  });
});
