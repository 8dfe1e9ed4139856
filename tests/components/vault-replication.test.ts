import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import { ArchiveVault } from "../../components/vault/archive-vault";
import { VaultReplication, type VaultReplicationArgs } from "../../components/vault/vault-replication";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { ACCOUNT, REGION, role, runComponent, type Ground } from "./ground";
import { allows } from "./policy-evaluation";

const SECOND = "eu-west-2";
const SOURCE = `archive-vault-pre-glacier-${ACCOUNT}`;
const MIRROR = `archive-replica-pre-mirror-${ACCOUNT}`;

/** A vault in each of two regions, the second with a key and a log bucket of its own. */
function vaultsOf(ground: Ground, opts: pulumi.ComponentResourceOptions) {
  const second = new Provider("second", { region: SECOND, allowedAccountIds: [ACCOUNT] });
  const secondKey = new kms.Key("second-key", {}, { provider: second });
  const secondLogs = new s3.Bucket("second-logs", { bucket: "second-access-logs" }, { provider: second });
  const vault = (name: string, bucketName: string, keyArn: pulumi.Input<string>, mirror: boolean) =>
    new ArchiveVault(
      name,
      {
        bucketName,
        lockDays: 1,
        keyArn,
        accessLogs: { bucketName: mirror ? secondLogs.bucket : ground.logBucket },
        breakGlassRoleArn: role("break-glass"),
        custodianRoleArns: [role("custodian")],
        peoplesRoleArns: [role("people/*")],
        role: mirror ? "replica" : "vault",
        copies: {},
        transitions: [],
      },
      mirror ? { providers: [second] } : opts,
    );
  return {
    source: vault("glacier", SOURCE, ground.keyArn, false),
    mirror: vault("mirror", MIRROR, secondKey.arn, true),
    secondKeyArn: secondKey.arn,
  };
}

const make = (others: Partial<VaultReplicationArgs> = {}, preview = false): Promise<Graph> =>
  runComponent((ground, opts) => {
    const { source, mirror, secondKeyArn } = vaultsOf(ground, opts);
    new VaultReplication(
      "replication",
      {
        source: {
          plainName: SOURCE,
          vault: source,
          region: REGION,
          keyArn: ground.keyArn,
        },
        mirrors: {
          mirror: { plainName: MIRROR, vault: mirror, region: SECOND, keyArn: secondKeyArn },
        },
        roleName: "replication",
        accountId: ACCOUNT,
        boundaryArn: ground.boundaryArn,
        alarmTopicArn: ground.alarmTopicArn,
        ...others,
      },
      opts,
    );
    return { ...ground, secondKeyArn };
  }, preview);

describe("VaultReplication", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("copies whatever is encrypted, with time control and metrics, and no deletion", () => {
    const { inputs, protect } = graph.one(
      "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
      "replication-rules",
    );
    assert.deepEqual(inputs, {
      bucket: SOURCE,
      role: role("replication"),
      rules: [
        {
          id: "mirror",
          priority: 1,
          status: "Enabled",
          filter: { prefix: "" },
          deleteMarkerReplication: { status: "Disabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: `arn:aws:s3:::${MIRROR}`,
            encryptionConfiguration: { replicaKmsKeyId: graph.outputs["secondKeyArn"] },
            metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
            replicationTime: { status: "Enabled", time: { minutes: 15 } },
          },
        },
      ],
    });
    assert.equal(protect, true);
  });

  it("waits until both vaults keep versions: S3 refuses the rules before", () => {
    const { dependsOn } = graph.one(
      "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
      "replication-rules",
    );
    for (const vault of ["glacier", "mirror"])
      assert.ok(
        dependsOn.includes(graph.one("aws:s3/bucketVersioning:BucketVersioning", `${vault}-versioning`).urn),
        vault,
      );
  });

  for (const [kind, metricName, statistic, evaluationPeriods, threshold] of [
    ["late", "ReplicationLatency", "Maximum", 3, 900],
    ["failed", "OperationsFailedReplication", "Sum", 1, 0],
  ] as const)
    it(`alarms when a copy is ${kind}`, () => {
      const { alarmDescription, ...others } = graph.one(
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        `replication-mirror-${kind}`,
      ).inputs;
      assert.match(String(alarmDescription), new RegExp(`${MIRROR}.*\nWhat to do: `));
      assert.deepEqual(others, {
        name: `${SOURCE}_mirror_${kind}`,
        namespace: "AWS/S3",
        metricName,
        dimensions: { SourceBucket: SOURCE, DestinationBucket: MIRROR, RuleId: "mirror" },
        statistic,
        period: 300,
        evaluationPeriods,
        threshold,
        comparisonOperator: "GreaterThanThreshold",
        treatMissingData: "notBreaching",
        alarmActions: [graph.outputs["alarmTopicArn"]],
        okActions: [graph.outputs["alarmTopicArn"]],
      });
    });

  const may = (action: string, resource: string, through = "") =>
    allows(graph.one("aws:iam/rolePolicy:RolePolicy", "replication-role-permissions").inputs["policy"], {
      principal: role("replication"),
      action,
      resource,
      context: { "kms:ViaService": through },
    });
  const objects = (bucket: string) => `arn:aws:s3:::${bucket}/space/bag/v1/file`;

  it("lets S3 read versions with their locks, and write them to the mirror alone", () => {
    assert.equal(may("s3:GetObjectVersionForReplication", objects(SOURCE)), true);
    assert.equal(may("s3:GetObjectRetention", objects(SOURCE)), true);
    assert.equal(may("s3:ReplicateObject", objects(MIRROR)), true);
    assert.equal(may("s3:ReplicateTags", objects(MIRROR)), true);
    assert.equal(may("s3:ReplicateObject", objects(SOURCE)), false);
    assert.equal(may("s3:ReplicateObject", objects("archive-replica-pre-other")), false);
    for (const action of ["s3:ReplicateDelete", "s3:DeleteObject", "s3:PutObject"])
      assert.equal(may(action, objects(MIRROR)), false, action);
  });

  it("lets it use each key through S3 of the key's own region", () => {
    const [home, away] = [String(graph.outputs["keyArn"]), String(graph.outputs["secondKeyArn"])];
    assert.equal(may("kms:Decrypt", home, `s3.${REGION}.amazonaws.com`), true);
    assert.equal(may("kms:Decrypt", home, `s3.${SECOND}.amazonaws.com`), false);
    assert.equal(may("kms:Encrypt", away, `s3.${SECOND}.amazonaws.com`), true);
    assert.equal(may("kms:Decrypt", away, `s3.${SECOND}.amazonaws.com`), false);
  });

  it("knows in a preview what S3 may do", async () => {
    const preview = await make({}, true);
    const { inputs } = preview.one("aws:iam/rolePolicy:RolePolicy", "replication-role-permissions");
    assert.equal(hasUnknown(inputs["role"]), false);
  });

  it("refuses to copy to nowhere", async () => {
    await assert.rejects(make({ mirrors: {} }), { message: "mirrors: at least one is needed" });
  });
});
