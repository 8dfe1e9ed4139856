import assert from "node:assert/strict";
import {
  accountName,
  accountOf,
  accountPolicy,
  archiveAccounts,
  archiveReason,
  isAbout,
  placeOfContainer,
} from "../../../policies/reading/azure";
import type { StackResource } from "../../../policies/reading/resource";
import { known, missing, unknown } from "../../../policies/reading/value";
import { UNKNOWN } from "../try-rule";

function made(props: object, from: Record<string, StackResource[]> = {}): StackResource {
  return {
    type: "type",
    name: "name",
    urn: "urn",
    props,
    opts: { protect: false, ignoreChanges: [] },
    propertyDependencies: from,
  };
}

describe("what is where in Azure", () => {
  const copy = made({ accountName: "copy", name: UNKNOWN });
  const told = made({ name: "told" });
  const accounts = [copy, told];

  it("takes an account's name from what it was told, or from what it tells", () => {
    assert.deepEqual(
      [copy, told, made({ accountName: UNKNOWN, name: "a" }), made({ name: UNKNOWN }), made({})].map(
        accountName,
      ),
      [known("copy"), known("told"), known("a"), unknown("not known in preview"), missing],
    );
  });

  it("finds the one account by its name, else by dependency", () => {
    const find = (props: object, from?: StackResource[], among = accounts) =>
      accountOf(made(props, from && { accountName: from }), among);
    assert.equal(find({ accountName: "told" }), told);
    assert.equal(find({ accountName: "told" }, [copy]), told);
    assert.equal(find({ accountName: "other" }, [copy]), undefined);
    assert.equal(find({ accountName: UNKNOWN }, [copy]), copy);
    assert.equal(find({}, [told]), told);
    assert.equal(find({}, accounts), undefined);
    assert.equal(find({}), undefined);
    const nameless = made({ name: UNKNOWN });
    assert.equal(find({ accountName: "a" }, [nameless], [nameless]), nameless);
    assert.equal(find({ accountName: "a" }, [], [nameless]), undefined);
  });

  it("counts every account as the archive's that has no other role", () => {
    const withRole = (role?: unknown) => made({ tags: { "archive:role": role } });
    const reasons = ["offsite", "logs", "staging", undefined, UNKNOWN].map((role) =>
      archiveReason(withRole(role), { nonVaultRoles: ["artifacts", "logs"] }),
    );
    assert.deepEqual(reasons, [
      "on an account whose archive:role is offsite",
      undefined,
      "on an account whose archive:role is staging",
      "on an account whose archive:role is absent",
      "on an account whose archive:role is not known in preview",
    ]);
    assert.equal(
      archiveReason(undefined, { nonVaultRoles: ["logs"] }),
      "on an account that is not to be found in this stack",
    );
    const [logs, offsite] = [withRole("logs"), withRole("offsite")];
    assert.deepEqual(archiveAccounts([logs, offsite], { nonVaultRoles: ["logs"] }), [
      { account: offsite, because: "on an account whose archive:role is offsite" },
    ]);
  });

  it("reads an account's own policy", () => {
    const policyOf = (immutableStorageWithVersioning?: unknown) =>
      accountPolicy(made({ immutableStorageWithVersioning }));
    assert.deepEqual(policyOf({ immutabilityPolicy: { state: "Locked" } }), known({ state: "Locked" }));
    assert.deepEqual([policyOf({}), policyOf()], [missing, missing]);
    assert.equal(policyOf(UNKNOWN).kind, "unknown");
    assert.equal(policyOf({ immutabilityPolicy: "Locked" }).kind, "unknown");
  });

  it("says where a container is, as far as both names can be told", () => {
    const place = (props: object, from: StackResource[] = []) =>
      placeOfContainer(made(props, { accountName: from }), accounts);
    assert.equal(place({ accountName: "a", containerName: "b" }), "a/b");
    assert.equal(place({ name: "b" }, [told]), "told/b");
    assert.equal(place({ accountName: UNKNOWN, containerName: UNKNOWN, name: "b" }, [copy]), "copy/b");
    assert.equal(place({ name: "b" }), undefined);
    assert.equal(place({ accountName: "a", containerName: UNKNOWN }), undefined);
    assert.equal(place({ accountName: UNKNOWN, name: "b" }), undefined);
  });

  it("knows what is about a container by where both are, else by dependency", () => {
    const bags = made({ accountName: "copy", containerName: "bags" });
    const about = (props: object, container = bags, from: StackResource[] = []) =>
      isAbout(made(props, { containerName: from }), container, accounts);
    assert.equal(about({ accountName: "copy", containerName: "bags" }), true);
    assert.equal(about({ accountName: "told", containerName: "bags" }), false);
    assert.equal(about({ accountName: "copy", containerName: "more" }), false);
    assert.equal(about({ accountName: "copy", containerName: "more" }, bags, [bags]), false);
    assert.equal(about({ accountName: "copy" }, bags, [bags]), true);
    assert.equal(about({ accountName: "copy", name: "bags" }), false);
    assert.equal(about({}, made({}), []), false);
    assert.equal(isAbout(made({}), bags, accounts), false);
    const nameless = made({ accountName: "copy", containerName: UNKNOWN });
    assert.equal(about({ accountName: "copy", containerName: "bags" }, nameless, [nameless]), true);
  });
});
