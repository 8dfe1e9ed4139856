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
      kinds: ["aurora-clusters"],
      often: "monthly",
      into: { vpcId, subnetGroupName: "strongroom-pro-webservice" },
      keyAliases: [ALIAS],
      boundaryArn,
      ...others,
    };
    const { arn, roleArn } = new RestoreTest("restores", args, opts);
    return { arn, roleArn, boundaryArn };
  }, preview);

const inputsOf = (graph: Graph, selection: string) => graph.one(SELECTION, selection).inputs;
const policyOf = (graph: Graph) => graph.one(ROLE_POLICY, "restores-role-permissions").inputs["policy"];
const words = (text: string) => text.split(/\s+/);

/** What a policy has, and the boundary has not under the same name. */
const beyondTheBoundary = (policy: unknown) =>
  statementsOf(policy)
    .flatMap(({ Action }) => Action)
    .filter((action) => {
      const [service = "", name = ""] = action.split(":");
      return action !== "kms:CreateGrant" && !boundaryActions[service]?.includes(name);
    });

describe("RestoreTest", () => {
  let graph: Graph;
  let preview: Graph;
  before(async () => {
    graph = await make();
    preview = await make({}, true);
  });

  it("restores the newest backup of its vault on the first Monday of a month or of February, or each Monday", async () => {
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
    const when = async (often: RestoreTestArgs["often"]) =>
      (await make({ often })).one(PLAN, "restores-plan").inputs["scheduleExpression"];
    assert.equal(await when("weekly"), "cron(0 8 ? * MON *)");
    assert.equal(await when("yearly"), "cron(0 8 ? 2 2#1 *)");
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

  it("restores databases that are no clusters in the same way, beside those or alone", async () => {
    const both = await make({ kinds: ["aurora-clusters", "databases"] });
    const { name: clusters, protectedResourceType: aurora, ...same } = inputsOf(both, "restores-clusters");
    assert.deepEqual([clusters, aurora], ["clusters", "Aurora"]);
    assert.deepEqual(inputsOf(both, "restores-databases"), {
      ...same,
      name: "databases",
      protectedResourceType: "RDS",
    });
    assert.deepEqual(
      (await make({ kinds: ["databases"] })).of(SELECTION).map(({ name }) => name),
      ["restores-databases"],
    );
  });

  describe("'s role, as a preview tells it", () => {
    const policy = () => policyOf(preview);
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

    it("makes databases in the same way, and only where they are among what is restored", async () => {
      const alone = policyOf(await make({ kinds: ["databases"] }, true));
      const both = policyOf(await make({ kinds: ["aurora-clusters", "databases"] }, true));
      const restores = (document: unknown, resource: string, action = "RestoreDBInstanceFromDBSnapshot") =>
        allows(document, {
          principal: role(NAME),
          action: `rds:${action}`,
          resource: rds(resource),
          context: {},
        });
      const asked =
        words(`db:awsbackup-restore-test-1a2b snapshot:awsbackup:job-1 subgrp:strongroom-pro-webservice
        pg:default.mariadb11.4 og:default:mariadb-11-4`);
      for (const thing of asked) {
        assert.ok(restores(alone, thing) && restores(both, thing), thing);
        assert.equal(restores(policy(), thing), false, thing);
      }
      for (const thing of words(`db:strongroom-pro-datavault snapshot:by-hand snapshot:rds:nightly subgrp:public
        pg:strongroom-pro-datavault`))
        assert.equal(restores(both, thing), false, thing);
      const cluster = "cluster:awsbackup-restore-test-1a2b";
      const ofClusters = [both, alone].map((one) => restores(one, cluster, "RestoreDBClusterFromSnapshot"));
      assert.deepEqual(ofClusters, [true, false]);
      const marks = words("db:awsbackup-restore-test-1a2b db:strongroom-pro-datavault");
      assert.deepEqual(
        marks.map((thing) => restores(alone, thing, "AddTagsToResource")),
        [true, false],
      );
      for (const action of words("ModifyDBInstance DeleteDBInstance DeleteDBSnapshot"))
        for (const thing of asked) assert.equal(restores(both, thing, action), false, `${action} ${thing}`);
      assert.deepEqual(beyondTheBoundary(both), []);
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
      assert.deepEqual(beyondTheBoundary(policy()), []);
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
    for (const one of [graph, preview, await make({ kinds: ["databases"] })])
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
    "no kind": [
      { kinds: [] },
      /kinds: at least one is needed, else nothing is restored/,
      { kinds: ["databases"] },
    ],
    "no key": [{ keyAliases: [] }, /keyAliases: at least one is needed/, { keyAliases: [ALIAS] }],
  };
  for (const [what, [bad, message, good]] of Object.entries(refused))
    it(`refuses ${what}, and takes its neighbour`, async () => {
      await assert.rejects(make(bad), message);
      await make(good);
    });
});
