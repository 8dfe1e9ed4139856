import * as assert from "node:assert/strict";
import { imageNames, mountingRoleNames } from "../../projects/datavault/names";
import type { Stage } from "../../projects/estate";
import { textAt } from "../../rehearsal/clouds/aws/values";
import { valuesAt } from "../../rehearsal/clouds/properties";
import { allows } from "../components/policy-evaluation";
import { deployed, estateStack } from "../graph/project";

const base = estateStack("datavault/base");
const stageOf = (stage: Stage) => deployed(base, stage);

const ACCOUNTS = { pre: "111122223333", pro: "444455556666" };
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const BUCKET = "aws:s3/bucket:Bucket";
const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
const INSTANCE = "aws:rds/instance:Instance";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const POINT = "aws:efs/accessPoint:AccessPoint";
const BROKER = "aws:mq/broker:Broker";
const REPOSITORY = "aws:ecr/repository:Repository";

for (const stage of ["pre", "pro"] as const)
  describe(`what datavault/base keeps in ${stage}, by the rows of the seed`, () => {
    const account = ACCOUNTS[stage];

    it("S16: archives into a bucket that keeps versions and is read at once, and no lock stands in the way of", async () => {
      const graph = await stageOf(stage);
      const archive = `strongroom-${stage}-datavault-archive-${account}`;
      assert.equal(textAt(graph.outputs, "archive.bucketName"), archive);
      const { inputs, protect } = graph.one(BUCKET, "archive");
      assert.deepEqual([inputs["bucket"], inputs["objectLockEnabled"], protect], [archive, undefined, true]);
      for (const name of ["archive", "home-vault", "copy-vault"]) {
        const rules = JSON.stringify(graph.one(LIFECYCLE, `${name}-lifecycle`).inputs["rules"]);
        assert.doesNotMatch(rules, /"(GLACIER|DEEP_ARCHIVE)"/, name);
        assert.match(rules, /"GLACIER_IR"/, name);
      }
      const { policy } = graph.one("aws:s3/bucketPolicy:BucketPolicy", "archive-policy").inputs;
      const worker = `arn:aws:iam::${account}:role/${mountingRoleNames(stage)[1]}`;
      const document = JSON.parse(String(policy));
      document.Statement.push({ Sid: "Own", Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" });
      const may = (action: string) =>
        allows(JSON.stringify(document), {
          principal: worker,
          action,
          resource: `arn:aws:s3:::${archive}/deposit.1`,
          context: { "aws:SecureTransport": "true", "aws:PrincipalArn": worker },
        });
      assert.deepEqual(
        ["s3:PutObject", "s3:GetObject", "s3:DeleteObject", "s3:DeleteObjectVersion"].map(may),
        [true, true, false, false],
      );
    });

    it("S16: copies all of it into two locked vaults, one of them in the second region", async () => {
      const graph = await stageOf(stage);
      const { inputs } = graph.one(
        "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
        "archive-replication-rules",
      );
      assert.equal(inputs["bucket"], `strongroom-${stage}-datavault-archive-${account}`);
      assert.deepEqual(valuesAt(inputs, "rules[].destination.bucket"), [
        `arn:aws:s3:::archive-vault-${stage}-datavault-${account}`,
        `arn:aws:s3:::archive-replica-${stage}-datavault-${account}`,
      ]);
      assert.deepEqual(valuesAt(inputs, "rules[].status"), ["Enabled", "Enabled"]);
      const locks = graph.of("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration");
      assert.deepEqual(
        locks.map((lock) => textAt(lock.inputs, "rule.defaultRetention.mode")),
        ["COMPLIANCE", "COMPLIANCE"],
      );
      assert.deepEqual(locks.map(({ outputs }) => String(outputs["region"])).toSorted(), [
        "eu-west-1",
        "eu-west-2",
      ]);
    });

    it("S17: keeps all that holds data when the stack goes, and depends on no app", async () => {
      const graph = await stageOf(stage);
      for (const type of [BUCKET, FILE_SYSTEM, INSTANCE, BROKER, POINT, REPOSITORY])
        for (const { name, protect, retainOnDelete } of graph.of(type))
          assert.deepEqual([protect, retainOnDelete], [true, true], name);
      assert.deepEqual(base.needs, ["foundation/base"]);
    });

    it("S18: has a repository for each image, with tags that never move, scanned and encrypted", async () => {
      const graph = await stageOf(stage);
      const repositories = graph.of(REPOSITORY);
      assert.deepEqual(
        repositories.map(({ inputs }) => String(inputs["name"])).toSorted(),
        imageNames.map((image) => `strongroom-${stage}/datavault/${image}`).toSorted(),
      );
      for (const { inputs } of repositories) {
        assert.equal(inputs["imageTagMutability"], "IMMUTABLE");
        assert.deepEqual(inputs["imageScanningConfiguration"], { scanOnPush: true });
        assert.equal(textAt(inputs, "encryptionConfigurations[].encryptionType"), "KMS");
      }
      assert.equal(graph.of("aws:ecr/lifecyclePolicy:LifecyclePolicy").length, imageNames.length);
    });

    it("S19: gives no role all actions, and all things only where AWS knows no other", async () => {
      const graph = await stageOf(stage);
      const everywhere = graph.of("aws:iam/rolePolicy:RolePolicy").flatMap(({ inputs }) => {
        const { Statement } = JSON.parse(String(inputs["policy"]));
        assert.ok(!JSON.stringify(Statement).includes('"Action":"*"'));
        return Statement.filter(({ Resource }: { readonly Resource: unknown }) => Resource === "*").flatMap(
          ({ Action }: { readonly Action: readonly string[] }) => Action,
        );
      });
      assert.deepEqual([...new Set(everywhere.map(String))].toSorted(), [
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "s3:CreateJob",
        "tag:GetResources",
      ]);
    });

    it("S20: backs up database and kept files each day into a locked vault, with a copy in the second region", async () => {
      const graph = await stageOf(stage);
      const [plan] = graph.of("aws:backup/plan:Plan");
      assert.equal(valuesAt(plan?.inputs ?? {}, "rules[].copyActions[].destinationVaultArn").length, 2);
      const locks = graph.of("aws:backup/vaultLockConfiguration:VaultLockConfiguration");
      for (const { inputs } of locks) {
        assert.ok(Number(inputs["minRetentionDays"]) >= 35);
        assert.equal(inputs["changeableForDays"], stage === "pro" ? 14 : undefined);
      }
      assert.deepEqual(locks.map(({ outputs }) => String(outputs["region"])).toSorted(), [
        "eu-west-1",
        "eu-west-2",
      ]);
      const policy = String(
        graph.one("aws:iam/rolePolicy:RolePolicy", "backup-plan-role-permissions").inputs["policy"],
      );
      for (const action of ["rds:CreateDBSnapshot", "elasticfilesystem:Backup"])
        assert.ok(policy.includes(action));
    });

    it("S20: restores the newest backup of the database once a year, in subnets that lead nowhere", async () => {
      const graph = await stageOf(stage);
      const plan = graph.one("aws:backup/restoreTestingPlan:RestoreTestingPlan", "restore-test-plan").inputs;
      assert.equal(plan["scheduleExpression"], "cron(0 8 ? 2 2#1 *)");
      assert.deepEqual(valuesAt(plan, "recoveryPointSelection.includeVaults[]"), [
        `arn:aws:backup:eu-west-1:${account}:backup-vault:${textAt(graph.outputs, "backup.vaultName")}`,
      ]);
      const selections = graph.of("aws:backup/restoreTestingSelection:RestoreTestingSelection");
      assert.equal(selections.length, 1);
      const { protectedResourceType, protectedResourceConditions, restoreMetadataOverrides } =
        selections[0]?.inputs ?? {};
      const database = graph.one(INSTANCE, "database-instance").inputs;
      const tag = "archive:backup";
      assert.deepEqual(
        [protectedResourceType, protectedResourceConditions],
        [
          "RDS",
          { stringEquals: [{ key: `aws:ResourceTag/${tag}`, value: textAt(database, `tags.${tag}`) }] },
        ],
      );
      assert.equal(textAt(restoreMetadataOverrides, "dbsubnetgroupname"), database["dbSubnetGroupName"]);
    });

    it("S21: puts database, files and queues into subnets without a way out", async () => {
      const graph = await stageOf(stage);
      const isolated = (await deployed(estateStack("foundation/base"), stage)).outputs;
      const ids = valuesAt(isolated, "network.isolatedSubnetIds[]");
      const [subnets] = graph.of("aws:rds/subnetGroup:SubnetGroup");
      assert.deepEqual(subnets?.inputs["subnetIds"], ids);
      assert.deepEqual(graph.one(BROKER, "queue-broker").inputs["subnetIds"], ids);
      for (const { inputs } of graph.of("aws:efs/mountTarget:MountTarget"))
        assert.ok(ids.includes(inputs["subnetId"]));
    });

    it("S22: alarms of database, files, queues, copies and backups, all told in the stage's topic", async () => {
      const graph = await stageOf(stage);
      const names = graph.of(ALARM).map(({ inputs }) => String(inputs["name"]));
      for (const part of [
        "_free_storage",
        "_cpu",
        "_connections",
        "kept_busy",
        "scratch_large",
        "_queue_memory",
        "_queue_disk",
        "_queue_messages",
        "_home_late",
        "_copy_failed",
        "_no_backup",
      ])
        assert.ok(
          names.some((name) => name.endsWith(part)),
          part,
        );
      for (const { name, inputs } of graph.of(ALARM))
        assert.match(textAt(inputs, "alarmActions[]"), /^arn:aws:sns:/, name);
    });

    it("key store: is made empty, copied to the second region, and overwritten by who breaks the glass alone", async () => {
      const graph = await stageOf(stage);
      const { inputs } = graph.one("aws:secretsmanager/secret:Secret", "key-store");
      assert.equal(inputs["name"], `strongroom/${stage}/datavault/key-store`);
      assert.equal(textAt(inputs, "replicas[].region"), "eu-west-2");
      assert.ok(!graph.custom.some(({ name }) => name === "key-store-value"));
      const { policy } = graph.one("aws:secretsmanager/secretPolicy:SecretPolicy", "key-store-policy").inputs;
      assert.match(String(policy), new RegExp(`role/strongroom-${stage}-break-glass"`));
    });
  });
