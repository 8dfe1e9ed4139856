import * as assert from "node:assert/strict";
import { MIRROR, VAULT } from "./documents";
import { all, changing } from "./estate";
import { verdictOf } from "./verdicts";

describe("what happens without anybody asking", () => {
  it("is told for a vault that is replicated, and for one that is not", () => {
    const because = (vault: string) =>
      verdictOf("replication copies a deletion, or copies elsewhere", undefined, vault).because;
    assert.equal(because(VAULT), "it copies no deletion, and to vaults only");
    assert.equal(because(MIRROR), "nothing replicates it");
  });

  it("is harmless in Azure where a key opens nothing", () => {
    const action = "Microsoft.Storage/storageAccounts/listKeys/action";
    const { outcome, because } = verdictOf(
      action,
      all(
        changing("writer", { permissions: [{ actions: [action] }] }),
        changing("writes", { scope: "/subscriptions/1" }),
      ),
    );
    assert.deepEqual([outcome, because], ["harmless", "shared keys are off, so that a key opens nothing"]);
  });
});
