import * as assert from "node:assert/strict";
import { z } from "zod";
import { textAt } from "../../rehearsal/clouds/aws/values";
import { valuesAt } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { allows } from "../components/policy-evaluation";
import {
  ACCOUNTS,
  CLUSTER,
  clustersOf,
  INSTANCE,
  KEY,
  orders,
  stageOf,
  withSettings,
} from "./platform-facts";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const SCALING = "aws:appautoscaling/target:Target";
const OWN_KEY = (word: string) => `database-${word}-key`;

const settingOf = (graph: Graph, name: string, parameter: string): unknown => {
  const { inputs } = graph.one("aws:elasticache/parameterGroup:ParameterGroup", name);
  const all = z.array(z.object({ name: z.string(), value: z.string() })).parse(inputs["parameters"]);
  return all.find((each) => each.name === parameter)?.value;
};

for (const stage of ["pre", "pro"] as const)
  describe(`the data of platform/base in ${stage}`, () => {
    let graph: Graph;
    before(async function () {
      this.timeout(60_000);
      graph = await stageOf(stage);
    });

    it("P4: stands in a stack of its own: nothing of Kubernetes is in it", () =>
      assert.deepEqual(
        graph.custom.filter(({ type }) => /^(aws:eks|aws:ecs|kubernetes)/.test(type)),
        [],
      ));

    it("P6: gives databases, stores and their instances the time that AWS takes", () => {
      for (const { name, timeouts } of [...graph.of(CLUSTER), ...graph.of(INSTANCE), ...graph.of(GROUP)])
        assert.equal(timeouts.create, "60m", name);
    });

    it("P8: lets whoever makes the cluster grant EKS the key of its secrets, and no other key", () => {
      const may = (key: string, who: string, isForAws = "false") =>
        allows(graph.one(KEY, key).inputs["policy"], {
          principal: `arn:aws:iam::${ACCOUNTS[stage]}:role/strongroom-${stage}-${who}`,
          action: "kms:CreateGrant",
          resource: "*",
          context: { "kms:GrantIsForAWSResource": isForAws },
        });
      const others = graph.of(KEY).filter(({ name }) => name !== "kubernetes-key-key");
      assert.ok(may("kubernetes-key-key", "platform-deploy"));
      assert.equal(may("kubernetes-key-key", "deploy"), false);
      assert.ok(others.length > 0);
      for (const { name } of others) assert.equal(may(name, "platform-deploy"), false, name);
    });

    it("P10: has three instances over three zones, 35 days, a last snapshot, TLS, and no password in it", () => {
      for (const cluster of clustersOf(graph, "aurora-mysql")) {
        const zones = graph
          .of(INSTANCE)
          .filter(({ inputs }) => inputs["clusterIdentifier"] === cluster.id)
          .map(({ inputs }) => inputs["availabilityZone"]);
        assert.equal(new Set(zones).size, 3);
        const { backupRetentionPeriod, finalSnapshotIdentifier, masterPassword } = cluster.inputs;
        assert.deepEqual(
          [backupRetentionPeriod, typeof finalSnapshotIdentifier, masterPassword],
          [35, "string", undefined],
        );
      }
      const [parameters] = graph
        .of("aws:rds/clusterParameterGroup:ClusterParameterGroup")
        .filter(({ inputs }) => String(inputs["family"]).startsWith("aurora-mysql"));
      assert.match(
        JSON.stringify(parameters?.inputs["parameters"]),
        /"require_secure_transport","value":"ON"/,
      );
    });

    it("P11: is written at one instance: no cluster is multi-master or in a global database", () => {
      for (const { inputs } of graph.of(CLUSTER)) {
        assert.equal(inputs["engineMode"], "provisioned");
        assert.equal(inputs["globalClusterIdentifier"], undefined);
      }
      for (const { inputs } of clustersOf(graph, "aurora-mysql"))
        assert.equal(inputs["enableLocalWriteForwarding"], true);
    });

    it("P12: has a cache with failover over zones, TLS, our key and users, and no token in the settings", () => {
      for (const { inputs } of graph.of(GROUP)) {
        const flags = [
          "automaticFailoverEnabled",
          "multiAzEnabled",
          "atRestEncryptionEnabled",
          "transitEncryptionEnabled",
        ].map((flag) => inputs[flag]);
        assert.deepEqual(flags, [true, true, true, true]);
        assert.equal(inputs["transitEncryptionMode"], "required");
        assert.equal(valuesAt(inputs, "userGroupIds[]").length, 1);
        assert.equal(inputs["authToken"], undefined);
        assert.ok(Number(inputs["replicasPerNodeGroup"]) >= (stage === "pro" ? 2 : 1));
      }
      assert.deepEqual(
        graph.of("aws:elasticache/user:User").filter(({ inputs }) => inputs["userName"] === "default"),
        [],
      );
    });

    it("P13: evicts in the cache alone; the store evicts nothing, and acknowledges what is in two zones", () => {
      assert.equal(settingOf(graph, "cache-parameters", "maxmemory-policy"), "allkeys-lru");
      assert.equal(settingOf(graph, "store-parameters", "maxmemory-policy"), "noeviction");
      const durability = Object.fromEntries(
        graph
          .of(GROUP)
          .map(({ inputs }) => [textAt(inputs, "tags.archive:cache-role"), inputs["durability"]]),
      );
      assert.deepEqual(durability, { cache: undefined, store: "sync" });
      const memory = graph.of(ALARM).filter(({ name }) => /^store-\d{4}-memory$/.test(name));
      assert.ok(memory.length > 0);
      for (const { inputs } of memory) assert.equal(inputs["threshold"], 75);
    });

    it("P5: restores the newest backups of all databases each month, in subnets that lead nowhere", async () => {
      const SELECTION = "aws:backup/restoreTestingSelection:RestoreTestingSelection";
      const plan = graph.one("aws:backup/restoreTestingPlan:RestoreTestingPlan", "restore-test-plan").inputs;
      assert.equal(plan["scheduleExpression"], "cron(0 8 ? * 2#1 *)");
      assert.deepEqual(valuesAt(plan, "recoveryPointSelection.includeVaults[]"), [
        `arn:aws:backup:eu-west-1:${ACCOUNTS[stage]}:backup-vault:${textAt(graph.outputs, "backup.vaultName")}`,
      ]);
      const { inputs } = graph.one(SELECTION, "restore-test-clusters");
      const [cluster] = clustersOf(graph, "aurora-mysql");
      assert.equal(inputs["protectedResourceType"], "Aurora");
      assert.equal(
        textAt(inputs, "restoreMetadataOverrides.dbsubnetgroupname"),
        cluster?.inputs["dbSubnetGroupName"],
      );
      assert.deepEqual(inputs["protectedResourceConditions"], {
        stringEquals: [
          {
            key: `aws:ResourceTag/${textAt(graph.outputs, "backup.tag.key")}`,
            value: textAt(graph.outputs, "backup.tag.value"),
          },
        ],
      });
      const often = await withSettings(stage, { backups: { lock: "removable", restoreTest: "weekly" } });
      assert.equal(
        often.one("aws:backup/restoreTestingPlan:RestoreTestingPlan", "restore-test-plan").inputs[
          "scheduleExpression"
        ],
        "cron(0 8 ? * MON *)",
      );
      await assert.rejects(
        withSettings(stage, { backups: { lock: "removable", restoreTest: "daily" } }),
        /backups\.restoreTest: .*weekly.*monthly.*yearly/,
      );
    });

    it("P23: gives each database a cluster, a key, users and groups of its own", async () => {
      const [products] = clustersOf(graph, "aurora-mysql");
      const settings = { products: orders, orders };
      const both = await withSettings(stage, { databases: settings });
      const clusters = clustersOf(both, "aurora-mysql");
      assert.equal(clusters.length, Object.keys(settings).length);
      const groups = clusters.flatMap(({ inputs }) => valuesAt(inputs, "vpcSecurityGroupIds[]"));
      assert.equal(new Set(groups).size, groups.length);
      const keys = ["products", "orders"].map((word) => both.one(KEY, OWN_KEY(word)).outputs["arn"]);
      assert.deepEqual(new Set(clusters.map(({ inputs }) => inputs["kmsKeyId"])), new Set(keys));
      assert.equal(new Set(keys).size, 2);
      for (const { id } of clusters) {
        const watching = both
          .of(ALARM)
          .filter(({ inputs }) => textAt(inputs, "dimensions.DBClusterIdentifier") === id);
        assert.ok(watching.length > 0, id);
      }
      const users = ["products", "orders"].map((word) => textAt(both.outputs, `databases.${word}.users.app`));
      assert.deepEqual(users, ["products_app", "orders_app"]);
      // The one that was there is the same.
      const same = both.one(CLUSTER, String(products?.name));
      assert.equal(same.inputs["clusterIdentifier"], products?.inputs["clusterIdentifier"]);
    });

    it("P24: promises where to write and where to read, of which two readers stand at any time", () => {
      const at = (field: string) => textAt(graph.outputs, `databases.products.${field}`);
      const [cluster] = clustersOf(graph, "aurora-mysql");
      assert.equal(at("readerHost"), cluster?.outputs["readerEndpoint"]);
      assert.equal(at("writerHost"), cluster?.outputs["endpoint"]);
      assert.equal(new Set(["readerHost", "writerHost", "proxyHost"].map(at)).size, 3);
      for (const { inputs } of graph.of(SCALING)) assert.equal(inputs["minCapacity"], 2);
    });

    it("P5: has each cluster backed up by its tag, and the vaults locked for good in pro alone", () => {
      const [selection] = graph.of("aws:backup/selection:Selection");
      const key = textAt(selection?.inputs, "selectionTags[].key");
      for (const { inputs } of graph.of(CLUSTER))
        assert.equal(
          Reflect.get(Object(inputs["tags"]), key),
          textAt(selection?.inputs, "selectionTags[].value"),
        );
      const grace = graph
        .of("aws:backup/vaultLockConfiguration:VaultLockConfiguration")
        .map(({ inputs }) => inputs["changeableForDays"]);
      assert.deepEqual(grace, stage === "pro" ? [14, 14] : [undefined, undefined]);
    });
  });
