import * as assert from "node:assert/strict";
import { RestoreTest, type RestoreTestArgs } from "../../components/backup/restore-test";
import { boundaryActions } from "../../components/identity/permission-boundary";
import type { Graph } from "../graph/graph";
import { findingsOf } from "../policies/findings";
import { ALIAS, vaultArn, vaultIn } from "./backups";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { configurations } from "./pack-configurations";
import { allows, statementsOf } from "./policy-evaluation";

const NAME = "strongroom-pro-backups-restore-test";
const PLAN = "aws:backup/restoreTestingPlan:RestoreTestingPlan";
const SELECTION = "aws:backup/restoreTestingSelection:RestoreTestingSelection";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

const make = (others: Partial<RestoreTestArgs> = {}, preview = false): Promise<Graph> =>
  runComponent(({ vpcId, boundaryArn }, opts) => {
    const args: RestoreTestArgs = {
      testName: NAME,
      accountId: ACCOUNT,
      vault: vaultIn("vault", REGION, {}, opts),
      tag: { key: "archive:backup", value: "webservice" },
      often: "monthly",
      into: { vpcId, subnetGroupName: "strongroom-pro-webservice" },
      keyAliases: [ALIAS],
      boundaryArn,
      ...others,
    };
    const { arn, roleArn } = new RestoreTest("restores", args, opts);
    return { arn, roleArn, boundaryArn };
  }, preview);

describe("RestoreTest", () => {
  let graph: Graph;
  let preview: Graph;
  before(async () => {
    graph = await make();
    preview = await make({}, true);
  });

  it("restores the newest backup of its vault on the first Monday of a month, or each Monday", async () => {
    assert.deepEqual(graph.one(PLAN, "restores-plan").inputs, {
      name: "strongroom_pro_backups_restore_test",
      scheduleExpression: "cron(0 8 ? * 2#1 *)",
      scheduleExpressionTimezone: "Etc/UTC",
      startWindowHours: 1,
      recoveryPointSelection: {
        algorithm: "LATEST_WITHIN_WINDOW",
        includeVaults: [vaultArn(REGION)],
        recoveryPointTypes: ["SNAPSHOT"],
        selectionWindowDays: 7,
      },
    });
    const weekly = await make({ often: "weekly" });
    assert.equal(weekly.one(PLAN, "restores-plan").inputs["scheduleExpression"], "cron(0 8 ? * MON *)");
  });

  it("restores it where nobody reaches it, and keeps it for four hours", () => {
    const group = graph.one("aws:ec2/securityGroup:SecurityGroup", "restores-group");
    assert.deepEqual([group.inputs["ingress"], group.inputs["egress"]], [undefined, undefined]);
    assert.equal(graph.of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").length, 0);
    assert.deepEqual(graph.one(SELECTION, "restores-clusters").inputs, {
      name: "clusters",
      restoreTestingPlanName: "strongroom_pro_backups_restore_test",
      iamRoleArn: graph.outputs["roleArn"],
      protectedResourceType: "Aurora",
      protectedResourceConditions: {
        stringEquals: [{ key: "aws:ResourceTag/archive:backup", value: "webservice" }],
      },
      restoreMetadataOverrides: {
        dbsubnetgroupname: "strongroom-pro-webservice",
        vpcsecuritygroupids: JSON.stringify([group.id]),
      },
      validationWindowHours: 4,
    });
  });

  it("is over, kept hours included, before the next night's backup", () => {
    const { inputs } = graph.one(PLAN, "restores-plan");
    const beganAt = 8 + Number(inputs["startWindowHours"]);
    const { validationWindowHours } = graph.one(SELECTION, "restores-clusters").inputs;
    const hoursLeft = 24 + 3 - beganAt - Number(validationWindowHours);
    assert.ok(hoursLeft >= 12, `${hoursLeft} hours for the restore itself`);
  });

  describe("'s role, as a preview tells it", () => {
    const policy = () => preview.one(ROLE_POLICY, "restores-role-permissions").inputs["policy"];
    const may = (action: string, resource: string, context: Readonly<Record<string, string>> = {}) =>
      allows(policy(), { principal: role(NAME), action, resource, context });
    const rds = (resource: string) => `arn:aws:rds:${REGION}:${ACCOUNT}:${resource}`;

    it("makes clusters of a test's name out of AWS Backup's snapshots, and marks these alone", () => {
      assert.ok(may("rds:RestoreDBClusterFromSnapshot", rds("cluster:awsbackup-restore-test-1a2b")));
      assert.ok(may("rds:RestoreDBClusterFromSnapshot", rds("cluster-snapshot:awsbackup:job-1")));
      assert.ok(may("rds:RestoreDBClusterFromSnapshot", rds("subgrp:strongroom-pro-webservice")));
      assert.ok(may("rds:AddTagsToResource", rds("cluster:awsbackup-restore-test-1a2b")));
      assert.equal(may("rds:RestoreDBClusterFromSnapshot", rds("cluster:strongroom-pro-webservice")), false);
      assert.equal(may("rds:RestoreDBClusterFromSnapshot", rds("cluster-snapshot:by-hand")), false);
      assert.equal(may("rds:RestoreDBClusterFromSnapshot", rds("subgrp:public")), false);
      assert.equal(may("rds:AddTagsToResource", rds("cluster:strongroom-pro-webservice")), false);
    });

    it("changes and ends no cluster, snapshot or backup", () => {
      for (const action of ["rds:ModifyDBCluster", "rds:DeleteDBCluster", "rds:DeleteDBClusterSnapshot"])
        for (const thing of [
          "cluster:strongroom-pro-webservice",
          "cluster:awsbackup-restore-test-1",
          "cluster-snapshot:awsbackup:1",
        ])
          assert.equal(may(action, rds(thing)), false, `${action} ${thing}`);
      assert.equal(may("backup:DeleteRecoveryPoint", rds("cluster-snapshot:awsbackup:1")), false);
    });

    it("has a key granted to RDS alone", () => {
      const key = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1`;
      const context = { "kms:ResourceAliases": ALIAS, "kms:GrantIsForAWSResource": "true" };
      assert.ok(may("kms:CreateGrant", key, context));
      assert.equal(may("kms:CreateGrant", key, { ...context, "kms:GrantIsForAWSResource": "false" }), false);
      assert.equal(may("kms:CreateGrant", key, { ...context, "kms:ResourceAliases": "alias/other" }), false);
    });

    it("is within the stage's boundary, and handed to AWS Backup alone", () => {
      const asked = statementsOf(policy()).flatMap(({ Action }) => Action);
      const beyond = asked.filter((action) => {
        const [service = "", name = ""] = action.split(":");
        return action !== "kms:CreateGrant" && !boundaryActions[service]?.includes(name);
      });
      assert.deepEqual(beyond, []);
      const { inputs } = graph.one("aws:iam/role:Role", "restores-role-role");
      assert.equal(inputs["permissionsBoundary"], graph.outputs["boundaryArn"]);
      const trust = (principal: string) =>
        allows(inputs["assumeRolePolicy"], {
          principal,
          action: "sts:AssumeRole",
          resource: "*",
          context: { "aws:SourceAccount": ACCOUNT },
        });
      assert.deepEqual([trust("backup.amazonaws.com"), trust("rds.amazonaws.com")], [true, false]);
    });
  });

  it("passes the policy pack", async () => {
    for (const one of [graph, preview])
      assert.deepEqual(await findingsOf(one, configurations, (name) => name.startsWith("restores")), []);
  });

  const refused: Readonly<
    Record<string, readonly [Partial<RestoreTestArgs>, RegExp, Partial<RestoreTestArgs>]>
  > = {
    "a name of 51 characters": [
      { testName: "t".repeat(51) },
      /testName: 1 to 50 letters, digits and hyphens, got t{51}/,
      { testName: "t".repeat(50) },
    ],
    "a name with _": [{ testName: "a_b" }, /testName: .*got a_b/, { testName: "a-b" }],
    "no key": [{ keyAliases: [] }, /keyAliases: at least one is needed/, { keyAliases: [ALIAS] }],
  };
  for (const [what, [bad, message, good]] of Object.entries(refused))
    it(`refuses ${what}, and takes its neighbour`, async () => {
      await assert.rejects(make(bad), message);
      await make(good);
    });
});
