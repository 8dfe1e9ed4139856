import assert from "node:assert/strict";
import { type Made } from "./catalogue-under-test";
import {
  SUBSCRIPTION,
  GROUP,
  ACCOUNT,
  CONTAINER,
  SERVICE,
  POLICY,
  HOLD,
  ASSIGNMENT,
  LOCK,
  PLAIN,
  IN_ACCOUNT,
  IN_CONTAINER,
  Subscription,
  immutable,
} from "./azure-native-subscription";

const READER = `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1`;

describe("clouds/azure-native: deletions", () => {
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

  describe("deletions", () => {
    it("of a container are refused under a legal hold, and allowed once it is lifted", async () => {
      await open.account();
      const container = await open.container();
      const hold = await open.azure.make(HOLD, "h", { ...IN_CONTAINER, tags: ["case1"] });
      await assert.rejects(open.azure.remove(container), /the container 'copy' is under legal hold/);
      await open.azure.remove(hold);
      await open.azure.remove(container);
    });
    it("of a container, its account and its resource group are refused under a Locked policy of its own", async () => {
      const account = await open.account();
      const container = await open.container();
      lockedByHand(await open.azure.make(POLICY, "p", policyOf(90)));
      for (const one of [container, account, open.group])
        await assert.rejects(open.azure.remove(one), /Locked immutability policy/);
    });
    it("of a container, its account and its resource group are refused under the account's Locked policy", async () => {
      const account = await open.account(immutable("Unlocked"));
      const container = await open.container();
      await open.azure.change(account, { ...account.inputs, ...immutable("Locked") });
      await assert.rejects(
        open.azure.remove(container),
        /protected by the Locked immutability policy of .* archive/,
      );
      await assert.rejects(
        open.azure.remove(account),
        /archive is enabled for version-level immutability and has/,
      );
      await assert.rejects(open.azure.remove(open.group), /Locked immutability policy/);
    });
    it("of an account with an Unlocked policy are refused only while it has containers", async () => {
      const account = await open.account(immutable("Unlocked"));
      const container = await open.container();
      await assert.rejects(open.azure.remove(account), /has containers: delete those first/);
      await open.azure.remove(container);
      await open.azure.remove(account);
    });
    it("of a container with an Unlocked policy are refused only while it holds something", async () => {
      await open.account();
      const container = await open.container();
      await open.azure.make(POLICY, "p", policyOf(90));
      open.azure.cloud.put({ bucket: container.id, key: "bag/v1/manifest" });
      await assert.rejects(open.azure.remove(container), /is not empty/);
    });
    it("of a resource group take along all that is in it, and nothing of another", async () => {
      await open.azure.make(GROUP, "rg2", { resourceGroupName: "rg2", location: "westeurope" });
      const other = await open.azure.make(ACCOUNT, "two", {
        ...PLAIN,
        resourceGroupName: "rg2",
        accountName: "two",
      });
      const account = await open.account();
      const container = await open.container();
      await open.azure.remove(open.group);
      assert.deepEqual(
        [account, container, other].map(({ type, id }) => open.azure.cloud.named([type], id).length),
        [0, 0, 1],
      );
      assert.equal((await open.azure.read(container)).id, "");
    });
    it("of a blob service set it back and leave the containers", async () => {
      await open.account();
      const service = await open.azure.make(SERVICE, "s", { ...IN_ACCOUNT, blobServicesName: "default" });
      const container = await open.container();
      await open.azure.remove(service);
      assert.equal(open.azure.cloud.named([CONTAINER], container.id).length, 1);
    });
  });

  describe("management locks", () => {
    const lockAt = (scope: string, level = "CanNotDelete") => open.azure.make(LOCK, "keep", { scope, level });
    it("refuse the deletion of their scope, of what is in it and of what it is in, until they are gone", async () => {
      const account = await open.account();
      const container = await open.container();
      const reader = await open.azure.make(ASSIGNMENT, "r", {
        scope: container.id,
        principalId: "aaaaaaaa-0000-0000-0000-000000000000",
        roleDefinitionId: READER,
      });
      const lock = await lockAt(account.id);
      assert.equal(lock.id, `${account.id}/providers/Microsoft.Authorization/locks/keep`);
      for (const one of [account, container, reader, open.group])
        await assert.rejects(open.azure.remove(one), /ScopeLocked: .* cannot perform delete operation/);
      await open.azure.remove(lock);
      for (const one of [reader, container, account, open.group]) await open.azure.remove(one);
    });
    it("do not keep a legal hold from being lifted, which deletes nothing", async () => {
      const account = await open.account();
      await open.container();
      const hold = await open.azure.make(HOLD, "h", { ...IN_CONTAINER, tags: ["case1"] });
      await lockAt(account.id);
      await open.azure.remove(hold);
    });
    it("leave alone what only begins with the same letters", async () => {
      await open.account();
      const other = await open.azure.make(ACCOUNT, "archive2", { ...PLAIN, accountName: "archive2" });
      await lockAt(`${open.group.id}/providers/Microsoft.Storage/storageAccounts/archive`);
      await open.azure.remove(other);
    });
    it("let everything be changed, except read-only ones", async () => {
      const account = await open.account();
      const change = () => open.azure.change(account, { ...account.inputs, minimumTlsVersion: "TLS1_2" });
      const lock = await lockAt(account.id);
      await change();
      await open.azure.change(lock, { scope: account.id, level: "ReadOnly" });
      await assert.rejects(change(), /ScopeLocked: .* cannot perform write operation/);
      await assert.rejects(open.container(), /ScopeLocked/);
    });
    it("refuse another level, and a scope at which there is nothing", async () => {
      await assert.rejects(lockAt(open.group.id, "DoNotDelete"), /level is "DoNotDelete"/);
      await assert.rejects(lockAt(`${open.group.id}x`), /ResourceNotFound: the scope/);
      await lockAt(`/subscriptions/${SUBSCRIPTION}`);
      await assert.rejects(open.azure.remove(open.group), /ScopeLocked/);
    });
  });
});
