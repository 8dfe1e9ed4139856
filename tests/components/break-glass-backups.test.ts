import * as assert from "node:assert/strict";
import { breakGlassRights } from "../../components/identity/operator-rights";
import { document, PRE } from "./deployed-rights";
import { ACCOUNT, role } from "./ground";
import { allows } from "./policy-evaluation";

const policy = document(breakGlassRights(PRE));
const may = (action: string, resource: string, context: Readonly<Record<string, string>> = {}) =>
  allows(policy, { principal: role("strongroom-pre-break-glass"), action, resource, context });
const snapshot = (id: string, kind = "cluster-snapshot") => `arn:aws:rds:eu-west-2:${ACCOUNT}:${kind}:${id}`;
const vault = (name: string) => `arn:aws:backup:eu-west-2:${ACCOUNT}:backup-vault:${name}`;

describe("what break-glass may do with backups", () => {
  it("is to find and end those that no lock holds, of its own stage's vaults", () => {
    const LIST = "backup:ListRecoveryPointsByBackupVault";
    assert.ok(may(LIST, vault("strongroom-pre-backups")));
    assert.equal(may(LIST, vault("strongroom-pro-backups")), false);
    assert.ok(may("backup:DeleteRecoveryPoint", snapshot("awsbackup:job-1")));
    assert.ok(may("backup:DeleteRecoveryPoint", `arn:aws:backup:eu-west-1:${ACCOUNT}:recovery-point:1`));
    assert.equal(may("backup:DeleteRecoveryPoint", snapshot("by-hand")), false);
  });

  it("is to delete an Aurora cluster's snapshot through AWS Backup alone", () => {
    const end = (id: string, via: Readonly<Record<string, string>>) =>
      may("rds:DeleteDBClusterSnapshot", snapshot(id), via);
    assert.ok(end("awsbackup:job-1", { "aws:CalledVia": "backup.amazonaws.com" }));
    assert.equal(end("awsbackup:job-1", { "aws:CalledVia": "cloudformation.amazonaws.com" }), false);
    assert.equal(end("awsbackup:job-1", {}), false);
    assert.equal(end("by-hand", { "aws:CalledVia": "backup.amazonaws.com" }), false);
  });

  it("is to delete another database's snapshot through AWS Backup alone", () => {
    const own = snapshot("awsbackup:job-1", "snapshot");
    const through = { "aws:CalledVia": "backup.amazonaws.com" };
    assert.ok(may("backup:DeleteRecoveryPoint", own));
    assert.ok(may("rds:DeleteDBSnapshot", own, through));
    assert.equal(may("rds:DeleteDBSnapshot", own), false);
    assert.equal(may("rds:DeleteDBSnapshot", snapshot("by-hand", "snapshot"), through), false);
  });

  it("is nothing that changes a vault, its lock or its policy, or how long a backup is kept", () => {
    for (const action of [
      "DeleteBackupVault",
      "DeleteBackupVaultLockConfiguration",
      "PutBackupVaultAccessPolicy",
      "UpdateRecoveryPointLifecycle",
    ])
      for (const thing of [vault("strongroom-pre-backups"), snapshot("awsbackup:job-1")])
        assert.equal(may(`backup:${action}`, thing), false, action);
  });
});
