import * as assert from "node:assert/strict";
import type { BackupVaultArgs } from "../../components/backup/backup-vault";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { ALIAS, LOCK, NAME, vaultArn, vaultIn } from "./backups";
import { REGION, role, runComponent } from "./ground";
import { refuses } from "./policy-evaluation";

const VAULT = "aws:backup/vault:Vault";
const POLICY = "aws:backup/vaultPolicy:VaultPolicy";

const makeVault = (others: Partial<BackupVaultArgs> = {}, preview = false): Promise<Graph> =>
  runComponent((_ground, opts) => {
    const { vaultName, arn, plainArn, keyArn } = vaultIn("here", REGION, others, opts);
    return { vaultName, arn, plainArn, keyArn };
  }, preview);

describe("BackupVault", () => {
  let graph: Graph;
  let preview: Graph;
  before(async () => {
    graph = await makeVault();
    preview = await makeVault({}, true);
  });

  it("has a key of its own, which nobody may destroy", () => {
    const key = graph.one("aws:kms/key:Key", "here-key");
    assert.deepEqual(graph.one(VAULT, "here-vault").inputs, { name: NAME, kmsKeyArn: key.outputs["arn"] });
    assert.equal(graph.one("aws:kms/alias:Alias", "here-alias").inputs["name"], ALIAS);
    const asking = {
      principal: role("custodian"),
      action: "kms:ScheduleKeyDeletion",
      resource: String(key.outputs["arn"]),
    };
    assert.ok(refuses(key.inputs["policy"], asking));
  });

  it("is locked from 35 to 400 days, by a lock that custodians can take away", () => {
    assert.deepEqual(graph.one(LOCK, "here-lock").inputs, {
      backupVaultName: NAME,
      minRetentionDays: 35,
      maxRetentionDays: 400,
    });
  });

  it("is locked for good where the stage says after how many days", async () => {
    const made = await makeVault({ changeableForDays: 14 });
    assert.equal(made.one(LOCK, "here-lock").inputs["changeableForDays"], 14);
  });

  it("outlasts its stack, with its lock, its policy and its key", () => {
    for (const type of [VAULT, LOCK, POLICY, "aws:kms/key:Key"])
      for (const { name, protect, retainOnDelete } of graph.of(type))
        assert.deepEqual([protect, retainOnDelete], [true, true], name);
    assert.equal(graph.of(LOCK).length, 1);
    const lock = graph.one(LOCK, "here-lock");
    assert.ok(graph.one(POLICY, "here-policy").dependsOn.includes(lock.urn), "locked before it is closed");
  });

  it("lets break-glass alone end a backup, and custodians alone change it; it knows so in a preview", () => {
    const { policy } = preview.one(POLICY, "here-policy").inputs;
    assert.equal(hasUnknown(policy), false);
    const is = (who: string, action: string) =>
      refuses(policy, {
        principal: role(who),
        action: `backup:${action}`,
        resource: "arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:awsbackup:job-1",
      });
    for (const action of ["DeleteRecoveryPoint", "UpdateRecoveryPointLifecycle", "DeleteBackupVault"])
      assert.deepEqual(
        ["break-glass", "custodian", "anybody"].map((who) => is(who, action)),
        [false, true, true],
        action,
      );
    for (const action of ["PutBackupVaultAccessPolicy", "DeleteBackupVaultLockConfiguration"])
      assert.deepEqual(
        ["custodian", "break-glass", "anybody"].map((who) => is(who, action)),
        [false, true, true],
        action,
      );
    assert.equal(is("anybody", "CopyIntoBackupVault"), false);
  });

  it("knows its name and ARN in a preview, and they are the real ones", () => {
    assert.deepEqual([preview.outputs["vaultName"], preview.outputs["plainArn"]], [NAME, vaultArn(REGION)]);
    assert.equal(graph.outputs["arn"], vaultArn(REGION));
  });

  const refused: Readonly<
    Record<string, readonly [Partial<BackupVaultArgs>, RegExp, Partial<BackupVaultArgs>]>
  > = {
    "a name of 51 characters": [
      { vaultName: "v".repeat(51) },
      /vaultName: 2 to 50 letters, digits, hyphens and _, got v{51}/,
      { vaultName: "v".repeat(50) },
    ],
    "a name with a dot": [{ vaultName: "a.b" }, /vaultName: .* got a\.b/, { vaultName: "a_b" }],
    "a lock for good after two days": [
      { changeableForDays: 2 },
      /changeableForDays: 3 whole days or more, .* got 2/,
      { changeableForDays: 3 },
    ],
  };
  for (const [what, [bad, message, good]] of Object.entries(refused))
    it(`refuses ${what}, and takes its neighbour`, async () => {
      await assert.rejects(makeVault(bad), message);
      await makeVault(good);
    });
});
