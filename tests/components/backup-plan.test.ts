import { Provider } from "@pulumi/aws/provider";
import * as assert from "node:assert/strict";
import { BackupPlan, type BackupPlanArgs } from "../../components/backup/backup-plan";
import type { Graph } from "../graph/graph";
import { ALIAS, LOCK, NAME, vaultArn, vaultIn } from "./backups";
import { ACCOUNT, REGION, role, runComponent, type Ground } from "./ground";
import { allows } from "./policy-evaluation";

const SECOND = "eu-west-2";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("BackupPlan", () => {
  const makePlan = (others: Partial<BackupPlanArgs> = {}, preview = false): Promise<Graph> =>
    runComponent((ground: Ground, opts) => {
      const london = new Provider("london", { region: SECOND, allowedAccountIds: [ACCOUNT] });
      const here = vaultIn("here", REGION, {}, opts);
      const there = vaultIn("there", SECOND, {}, { providers: [london] });
      const args: BackupPlanArgs = {
        planName: "strongroom-pro-web",
        accountId: ACCOUNT,
        vault: here,
        copy: there,
        tag: { key: "strongroom:backup", value: "daily" },
        kinds: ["aurora-clusters"],
        keyAliases: ["alias/strongroom-pro-data", ALIAS],
        boundaryArn: ground.boundaryArn,
        alarmTopicArn: ground.alarmTopicArn,
        ...others,
      };
      const { arn, roleArn } = new BackupPlan("web", args, opts);
      return { ...ground, arn, roleArn };
    }, preview);

  let graph: Graph;
  let preview: Graph;
  before(async () => {
    graph = await makePlan();
    preview = await makePlan({}, true);
  });

  it("backs up each day for 35 days and each month for a year, and copies all of it to the second region", () => {
    const { rules } = graph.one("aws:backup/plan:Plan", "web-plan").inputs;
    const rule = (ruleName: string, schedule: string, deleteAfter: number) => ({
      ruleName,
      schedule,
      startWindow: 60,
      completionWindow: 720,
      targetVaultName: NAME,
      lifecycle: { deleteAfter },
      copyActions: [{ destinationVaultArn: vaultArn(SECOND), lifecycle: { deleteAfter } }],
    });
    assert.deepEqual(rules, [
      rule("daily", "cron(0 3 * * ? *)", 35),
      rule("monthly", "cron(0 5 1 * ? *)", 365),
    ]);
  });

  it("keeps nothing for less, or for more, than its vaults take", () => {
    const [lock] = graph.of(LOCK);
    for (const rule of Object(graph.one("aws:backup/plan:Plan", "web-plan").inputs["rules"]))
      for (const { deleteAfter } of [rule.lifecycle, rule.copyActions[0].lifecycle]) {
        assert.ok(deleteAfter >= Number(lock?.inputs["minRetentionDays"]), rule.ruleName);
        assert.ok(deleteAfter <= Number(lock?.inputs["maxRetentionDays"]), rule.ruleName);
      }
  });

  it("takes what has its tag, in a role within the boundary", () => {
    const { selectionTags, iamRoleArn } = graph.one("aws:backup/selection:Selection", "web-tagged").inputs;
    assert.deepEqual(selectionTags, [{ type: "STRINGEQUALS", key: "strongroom:backup", value: "daily" }]);
    assert.equal(iamRoleArn, graph.outputs["roleArn"]);
    const { inputs } = graph.one("aws:iam/role:Role", "web-role-role");
    assert.equal(inputs["permissionsBoundary"], graph.outputs["boundaryArn"]);
    const trust = (service: string, account = ACCOUNT) =>
      allows(inputs["assumeRolePolicy"], {
        principal: service,
        action: "sts:AssumeRole",
        resource: "*",
        context: { "aws:SourceAccount": account },
      });
    assert.deepEqual(
      [
        trust("backup.amazonaws.com"),
        trust("backup.amazonaws.com", "999988887777"),
        trust("rds.amazonaws.com"),
      ],
      [true, false, false],
    );
  });

  describe("'s role, as a preview tells it", () => {
    const KEYS = { "kms:ResourceAliases": ALIAS, "kms:GrantIsForAWSResource": "true" };
    const may = (action: string, resource: string, context: Readonly<Record<string, string>> = {}) =>
      allows(preview.one("aws:iam/rolePolicy:RolePolicy", "web-role-permissions").inputs["policy"], {
        principal: role("strongroom-pro-web"),
        action,
        resource,
        context,
      });
    const rds = (resource: string, region = REGION) => `arn:aws:rds:${region}:${ACCOUNT}:${resource}`;
    const key = `arn:aws:kms:${SECOND}:${ACCOUNT}:key/1`;

    it("takes and copies snapshots, in the two regions of its vaults", () => {
      assert.ok(may("tag:GetResources", "*"));
      assert.ok(may("rds:CreateDBClusterSnapshot", rds("cluster:web")));
      assert.ok(may("rds:CopyDBClusterSnapshot", rds("cluster-snapshot:awsbackup:job-1", SECOND)));
      assert.ok(may("backup:CopyFromBackupVault", rds("cluster-snapshot:awsbackup:job-1")));
      for (const region of [REGION, SECOND]) assert.ok(may("backup:CopyIntoBackupVault", vaultArn(region)));
      assert.equal(may("backup:CopyIntoBackupVault", `${vaultArn(REGION)}-2`), false);
      assert.equal(may("rds:CreateDBClusterSnapshot", rds("cluster:web", "eu-central-1")), false);
    });

    it("has keys granted to services that hold its snapshots, and to nobody else", () => {
      assert.ok(may("kms:CreateGrant", key, KEYS));
      assert.equal(may("kms:CreateGrant", key, { ...KEYS, "kms:GrantIsForAWSResource": "false" }), false);
      assert.equal(may("kms:CreateGrant", key, { ...KEYS, "kms:ResourceAliases": "alias/other" }), false);
      assert.equal(may("kms:Decrypt", key, KEYS), false);
    });

    it("ends nothing", () => {
      assert.equal(may("rds:DeleteDBClusterSnapshot", rds("cluster-snapshot:awsbackup:job-1")), false);
      assert.equal(may("rds:DeleteDBCluster", rds("cluster:web")), false);
      for (const action of ["DeleteRecoveryPoint", "UpdateRecoveryPointLifecycle", "DeleteBackupVault"])
        assert.equal(may(`backup:${action}`, vaultArn(REGION)), false, action);
    });
  });

  it("tells of each backup or copy that was not made", () => {
    const rule = graph.one("aws:cloudwatch/eventRule:EventRule", "web-failed");
    assert.deepEqual(JSON.parse(String(rule.inputs["eventPattern"])), {
      source: ["aws.backup"],
      "detail-type": ["Backup Job State Change", "Copy Job State Change"],
      detail: { state: ["FAILED", "ABORTED", "EXPIRED"] },
    });
    const target = graph.one("aws:cloudwatch/eventTarget:EventTarget", "web-failed-told");
    assert.deepEqual(
      [target.inputs["rule"], target.inputs["arn"]],
      ["strongroom-pro-web-failed", graph.outputs["alarmTopicArn"]],
    );
  });

  it("tells when nothing was backed up for two days, which AWS tells nobody", () => {
    const { inputs } = graph.one(ALARM, "web-none");
    const told = ["metricName", "dimensions", "statistic", "period", "evaluationPeriods", "threshold"];
    assert.deepEqual(
      told.map((part) => inputs[part]),
      ["NumberOfBackupJobsCompleted", { BackupVaultName: NAME }, "Sum", 86_400, 2, 1],
    );
    assert.equal(inputs["treatMissingData"], "breaching");
    assert.match(String(inputs["alarmDescription"]), /two days\nWhat to do: .+Service opt-in/);
  });

  const refused: Readonly<
    Record<string, readonly [Partial<BackupPlanArgs>, RegExp, Partial<BackupPlanArgs>]>
  > = {
    "a name of 44 characters": [
      { planName: "p".repeat(44) },
      /planName: 1 to 43 letters, digits and hyphens, got p{44}/,
      { planName: "p".repeat(43) },
    ],
    "no key": [{ keyAliases: [] }, /keyAliases: at least one is needed/, { keyAliases: [ALIAS] }],
  };
  for (const [what, [bad, message, good]] of Object.entries(refused))
    it(`refuses ${what}, and takes its neighbour`, async () => {
      await assert.rejects(makePlan(bad), message);
      await makePlan(good);
    });
});
