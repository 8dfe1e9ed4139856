import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import { UNKNOWN } from "../../../rehearsal/clouds/properties";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, holds, inAccount, OTHER_REGION, refusals, type Step } from "./cases";
import { document, role, roleArn } from "./things";

const vault = (name = "backups", region?: string): Step => ({
  type: token.BACKUP_VAULT,
  name: region === undefined ? name : `${name}-${region}`,
  inputs: { name },
  ...(region === undefined ? {} : { region }),
});

const vaultArn = (region = "eu-west-1", name = "backups") =>
  `arn:aws:backup:${region}:${ACCOUNT}:backup-vault:${name}`;

const rule = (change: Properties = {}): Properties => ({
  ruleName: "daily",
  targetVaultName: "backups",
  schedule: "cron(0 3 * * ? *)",
  ...change,
});

const plan = (change: Properties = {}): Step => ({
  type: token.BACKUP_PLAN,
  name: "plan",
  inputs: { name: "plan", rules: [rule(change)] },
});

describe("the simulated AWS: vaults of backups", () => {
  const vaults = casesOf("a vault", token.BACKUP_VAULT, (change) => ({ name: "backups", ...change }));
  const locks = casesOf(
    "a lock",
    token.BACKUP_LOCK,
    (change) => ({ backupVaultName: "backups", minRetentionDays: 35, maxRetentionDays: 400, ...change }),
    [vault()],
  );
  const policies = casesOf(
    "a vault's policy",
    token.BACKUP_POLICY,
    (change) => ({
      backupVaultName: "backups",
      policy: document({
        Effect: "Deny",
        Principal: "*",
        Action: "backup:DeleteRecoveryPoint",
        Resource: "*",
        ...change,
      }),
    }),
    [vault()],
  );
  refusals([
    vaults("of one letter", { name: "b" }, /2 to 50 letters, digits, - and _/, { name: "bb" }),
    vaults("with a dot", { name: "a.b" }, /2 to 50/, { name: "a_b" }),
    vaults("whose name the region has", {}, /AlreadyExistsException/, { name: "backups-2" }, [vault()]),
    vaults(
      "with a key that is not there",
      { kmsKeyArn: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1` },
      /does not/,
    ),
    locks("of no vault", { backupVaultName: "none" }, /none does not exist/),
    locks("for good after two days", { changeableForDays: 2 }, /\(3 - 36500\)/, { changeableForDays: 3 }),
    locks(
      "of more at least than at most",
      { minRetentionDays: 401 },
      /must not be more than MaxRetentionDays/,
      {
        minRetentionDays: 400,
      },
    ),
    policies("with a wildcard for actions", { Action: "backup:*" }, /backup:\* is no action of its/),
    policies("about another service", { Action: "rds:DeleteDBCluster" }, /rds:DeleteDBCluster is no action/),
    policies("of nobody", { Principal: undefined }, /without a Principal/),
    policies(
      "for a role that is not there",
      { Principal: { AWS: roleArn("none") } },
      /Invalid principal/,
      {},
      [],
    ),
  ]);

  it(
    "have ARNs as AWS gives them, which no preview knows",
    inAccount(async (account) => {
      const { id, outputs } = await account.make(vault());
      assert.deepEqual([id, outputs["arn"], outputs["recoveryPoints"]], ["backups", vaultArn(), 0]);
      const planned = await account.provider.foresee(token.BACKUP_VAULT, "planned", { name: "planned" });
      assert.equal(planned["arn"], UNKNOWN);
    }),
  );

  it(
    "lose a lock that is not for good, and keep the other",
    inAccount(async (account) => {
      const lock = (name: string, more: Properties): Step => ({
        type: token.BACKUP_LOCK,
        name,
        inputs: { backupVaultName: name.replace("-lock", ""), minRetentionDays: 35, ...more },
      });
      await account.makeAll([vault(), vault("sealed")]);
      await account.makeAll([lock("backups-lock", {}), lock("sealed-lock", { changeableForDays: 3 })]);
      await account.remove("backups-lock");
      await assert.rejects(account.remove("sealed-lock"), /in compliance mode and cannot be removed/);
      const made = account.made("sealed-lock");
      const longer = { ...made.inputs, minRetentionDays: 40 };
      assert.deepEqual((await account.provider.difference(made, longer)).replacesList, ["minRetentionDays"]);
    }),
  );
});

describe("the simulated AWS: plans of backups", () => {
  const plans = casesOf("a plan", token.BACKUP_PLAN, (change) => ({ name: "plan", rules: [rule(change)] }), [
    vault(),
    vault("backups", OTHER_REGION),
  ]);
  const copy = (destinationVaultArn: string, deleteAfter = 35): Properties => ({
    copyActions: [{ destinationVaultArn, lifecycle: { deleteAfter } }],
  });
  const selections = casesOf(
    "a selection",
    token.BACKUP_SELECTION,
    (change) => (made) => ({
      name: "tagged",
      planId: made("plan").id,
      iamRoleArn: roleArn("backup"),
      selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }],
      ...change,
    }),
    [vault(), plan(), role("backup", "backup.amazonaws.com"), role("task")],
  );
  refusals([
    plans("into no vault", { targetVaultName: "none" }, /none does not exist/),
    plans("with a copy into no vault", copy(vaultArn(OTHER_REGION, "none")), /none does not exist/, {
      ...copy(vaultArn(OTHER_REGION)),
    }),
    plans(
      "with a copy for no day",
      copy(vaultArn(OTHER_REGION), 0),
      /\(1 - 36500\)/,
      copy(vaultArn(OTHER_REGION), 1),
    ),
    plans("at a time that is none", { schedule: "cron(0 3 * * * *)" }, /Invalid schedule expression/),
    plans("that has half an hour to begin", { startWindow: 30 }, /\(60 - /, { startWindow: 60 }),
    plans(
      "that has no time left to be done",
      { startWindow: 120, completionWindow: 179 },
      /at least 60 more than the start window of 120/,
      { startWindow: 120, completionWindow: 180 },
    ),
    {
      what: "a plan with two rules of one name",
      given: [vault()],
      type: token.BACKUP_PLAN,
      refused: { name: "plan", rules: [rule(), rule()] },
      because: /Duplicate rule name: daily/,
      accepted: { name: "plan", rules: [rule(), rule({ ruleName: "monthly" })] },
    },
    selections("of nothing", { selectionTags: undefined }, /takes resources, tags or conditions/, {
      selectionTags: undefined,
      resources: [`arn:aws:rds:eu-west-1:${ACCOUNT}:cluster:web`],
    }),
    selections(
      "in a role of somebody else",
      { iamRoleArn: roleArn("task") },
      /cannot be assumed by AWS Backup/,
    ),
    selections(
      "by another sign",
      { selectionTags: [{ type: "LIKE", key: "a", value: "b" }] },
      /STRINGEQUALS/,
    ),
  ]);

  it(
    "have ids and ARNs as AWS gives them",
    inAccount(async (account) => {
      await account.makeAll([vault(), plan()]);
      const { id, outputs } = account.made("plan");
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.equal(outputs["arn"], `arn:aws:backup:eu-west-1:${ACCOUNT}:backup-plan:${id}`);
    }),
  );

  holds([
    {
      what: "a plan with a selection",
      given: [
        vault(),
        plan(),
        role("backup", "backup.amazonaws.com"),
        {
          type: token.BACKUP_SELECTION,
          name: "tagged",
          inputs: (made) => ({
            planId: made("plan").id,
            name: "tagged",
            iamRoleArn: roleArn("backup"),
            resources: ["*"],
          }),
        },
      ],
      held: "plan",
      because: /selections must be deleted prior to backup plan deletion/,
      until: ["tagged"],
    },
  ]);
});
