import * as assert from "node:assert/strict";
import { allow, rolePolicy } from "./documents";
import { all, type Change, changing, having } from "./estate";
import { verdictOf } from "./verdicts";

describe("the deletion proof of backups", () => {
  it("lets break-glass end a backup that no lock holds, and nobody else, nor end more than that", () => {
    const lawful = ["backup:DeleteRecoveryPoint", "rds:DeleteDBClusterSnapshot"];
    const giving = (name: string, action: string): Change =>
      all(
        changing(name, { permissionsBoundary: undefined }),
        having({ more: rolePolicy(name, allow(action)) }),
      );
    for (const action of lawful)
      assert.deepEqual(
        ["break-glass", "worker"].map((name) => verdictOf(action, giving(name, action)).outcome),
        ["only", "could"],
        action,
      );
    for (const action of ["backup:DeleteBackupVault", "rds:DeleteDBCluster", "dynamodb:DeleteTable"])
      assert.equal(verdictOf(action, giving("break-glass", action)).outcome, "could", action);
  });
});
