import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { stages, type Stage } from "../../projects/estate";
import { textsAt } from "../../rehearsal/clouds/aws/values";
import { valuesAt } from "../../rehearsal/clouds/properties";
import type { Graph, Registered } from "../graph/graph";
import { committedConfig, deployed, estateStack, onTopOf, ROOT, runProject } from "../graph/project";

const foundation = estateStack("foundation/base");
const base = estateStack("webservice/base");
const app = estateStack("webservice/app");

/** What a stage's resources are, whatever their physical names: two programs alike have the same. */
const kindsOf = (graph: Graph) =>
  graph.resources
    .filter(({ type }) => type !== "pulumi:pulumi:Stack" && type !== "pulumi:pulumi:StackReference")
    .map(({ type, name }) => `${type} ${name}`)
    .toSorted();

/** What encrypts with a key of somebody's choice, and where it says with which (W38). */
const ENCRYPTING: Readonly<Record<string, readonly string[]>> = {
  "aws:backup/vault:Vault": ["kmsKeyArn"],
  "aws:cloudwatch/logGroup:LogGroup": ["kmsKeyId"],
  "aws:ecr/repository:Repository": ["encryptionConfigurations[].kmsKey"],
  "aws:lambda/function:Function": ["kmsKeyArn"],
  "aws:rds/cluster:Cluster": ["kmsKeyId", "masterUserSecretKmsKeyId"],
  "aws:rds/clusterInstance:ClusterInstance": ["performanceInsightsKmsKeyId"],
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
    "rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId",
  ],
  "aws:secretsmanager/secret:Secret": ["kmsKeyId"],
  "aws:sns/topic:Topic": ["kmsMasterKeyId"],
  "aws:sqs/queue:Queue": ["kmsMasterKeyId"],
  "aws:synthetics/canary:Canary": ["kmsKeyArn", "artifactConfig.s3Encryption.kmsKeyArn"],
};

for (const stage of stages)
  describe(`the rows of the web service in ${stage}`, () => {
    let lasting: Graph;
    let running: Graph;
    const all = (): readonly Registered[] => [...lasting.custom, ...running.custom];
    before(async function () {
      this.timeout(60_000);
      lasting = await deployed(base, stage);
      running = await deployed(app, stage);
    });

    it("W10: keeps in base nothing that runs or scales", () => {
      const runs = /^aws:(ecs|appautoscaling|lambda|synthetics|cloudfront)\//;
      assert.deepEqual(
        lasting.custom.filter(({ type }) => runs.test(type)).map(({ name }) => name),
        [],
      );
      assert.ok(running.custom.some(({ type }) => runs.test(type)));
    });

    it("W28: has its service, database and files from components that others stand on, too", () => {
      const from: Readonly<Record<string, string>> = {
        "aws:ecs/service:Service": "strongroom:services:FargateService",
        "aws:ecs/taskDefinition:TaskDefinition": "strongroom:services:",
        "aws:lb/targetGroup:TargetGroup": "strongroom:services:HttpService",
        "aws:rds/cluster:Cluster": "strongroom:databases:AuroraPostgres",
        "aws:s3/bucket:Bucket": "strongroom:buckets:PrivateBucket",
        "aws:cloudfront/distribution:Distribution": "strongroom:edge:SiteDistribution",
      };
      for (const { type, urn, name } of all()) {
        const parent = from[type];
        if (parent !== undefined) assert.ok(urn.includes(parent), `${name} is of no ${parent}`);
      }
    });

    it("W35: runs on Fargate, with nothing of Kubernetes", () => {
      assert.deepEqual(
        all().filter(({ type }) => /^(aws:eks\/|kubernetes:)/.test(type)),
        [],
      );
      for (const { inputs } of running.of("aws:ecs/taskDefinition:TaskDefinition"))
        assert.deepEqual(inputs["requiresCompatibilities"], ["FARGATE"]);
    });

    it("W38: encrypts all that it can with keys of ours, and with none of AWS's", () => {
      const encrypting = all().filter(({ type }) => type in ENCRYPTING);
      for (const { type, name, inputs } of encrypting)
        for (const place of ENCRYPTING[type] ?? []) {
          const keys = textsAt(inputs, place);
          assert.ok(keys.length > 0, `${name} has no ${place}`);
          for (const key of keys)
            assert.match(key, /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\//, `${name}: ${place}`);
        }
      const buckets = lasting.of("aws:s3/bucket:Bucket").length;
      const encrypted = encrypting.filter(({ type }) => type.includes("ServerSideEncryption")).length;
      assert.deepEqual([encrypted, buckets > 0], [buckets, true]);
      for (const { name, inputs } of lasting.of("aws:kms/key:Key"))
        assert.equal(inputs["enableKeyRotation"], true, name);
    });

    it("W-D: is told of a database that is full or behind, of backups that failed, and of a surge at an open door", () => {
      const names = lasting.texts("aws:cloudwatch/metricAlarm:MetricAlarm", "name");
      assert.deepEqual(
        names,
        [
          ...["capacity_used", "connections", "replica_lag"].map((what) => `webservice_${what}`),
          "backups_no_backup",
          ...(stage === "pre" ? ["web-blocked-surge"] : []),
        ]
          .map((end) => `strongroom-${stage}-${end}`)
          .toSorted(),
      );
      assert.deepEqual(lasting.texts("aws:cloudwatch/eventRule:EventRule", "name"), [
        `strongroom-${stage}-backups-failed`,
      ]);
    });
  });

describe("the web service in both stages", () => {
  /** The stage pro with the settings of pre, but for where its images are. */
  async function proAsPre(): Promise<readonly [Graph, Graph]> {
    const ground = { "foundation-base/pro": await deployed(foundation, "pro") };
    const lasting = await runProject(base, "pro", {
      ...onTopOf(ground),
      config: committedConfig(base, "pre"),
    });
    const config = committedConfig(app, "pre");
    const { "webservice-app:image": image } = committedConfig(app, "pro");
    const running = await runProject(app, "pro", {
      ...onTopOf({ ...ground, "webservice-base/pro": lasting }),
      config: { ...config, "webservice-app:image": String(image) },
    });
    return [lasting, running];
  }

  it("W2: differs by its settings alone: with those of pre, pro has the very resources of pre", async function () {
    this.timeout(60_000);
    const [lasting, running] = await proAsPre();
    assert.deepEqual(kindsOf(lasting), kindsOf(await deployed(base, "pre")));
    assert.deepEqual(kindsOf(running), kindsOf(await deployed(app, "pre")));
    assert.notDeepEqual(kindsOf(running), kindsOf(await deployed(app, "pro")));
  });

  const exceptions: Readonly<
    Record<string, { readonly at: string; readonly isLax: (value: unknown) => boolean }>
  > = {
    "no CDN": { at: "webservice-base:cdn.enabled", isLax: (value) => value === false },
    "a database that pauses": { at: "webservice-base:database.minAcu", isLax: (value) => value === 0 },
    "a reader that may be smaller": {
      at: "webservice-base:database.highlyAvailable",
      isLax: (value) => value === false,
    },
    "backups that can be ended": {
      at: "webservice-base:backups.lock",
      isLax: (value) => value === "removable",
    },
    "tasks that change without a canary": {
      at: "webservice-app:canary",
      isLax: (value) => value === undefined,
    },
    "two tasks": { at: "webservice-app:tasks.min", isLax: (value) => Number(value) < 3 },
  };
  for (const [what, { at, isLax }] of Object.entries(exceptions))
    it(`W8: allow ${what} by a setting of its own, ${at}, and not in pro`, () => {
      assert.deepEqual([isLax(settingAt("pre", at)), isLax(settingAt("pro", at))], [true, false]);
    });

  it("W8: know of no setting that allows what is insecure", () => {
    for (const stage of stages)
      for (const { folder } of [base, app])
        assert.doesNotMatch(fs.readFileSync(stackFile(folder, stage), "utf8"), /insecure/i);
  });

  for (const { folder, name, project } of [base, app])
    for (const stage of stages) {
      it(`W9: has the settings of ${name} encrypted by the key of ${stage}`, () =>
        assert.equal(
          parse(fs.readFileSync(stackFile(folder, stage), "utf8")).secretsprovider,
          `awskms://alias/strongroom-${stage}-state?region=eu-west-1`,
        ));

      it(`W9: refuses ${name} in ${stage} without a setting, and with one that there is not`, async () => {
        const stack = estateStack(name);
        const config = committedConfig(stack, stage);
        const optional = /tracing|canary|cdn$/;
        const ground = { [`foundation-base/${stage}`]: await deployed(foundation, stage) };
        const run = (given: Readonly<Record<string, string>>) =>
          runProject(stack, stage, { ...onTopOf(ground), config: given });
        for (const key of Object.keys(config).filter((each) => each.startsWith(project)))
          if (name.endsWith("base") || !optional.test(key)) {
            const { [key]: _, ...without } = config;
            const [, word = ""] = key.split(":");
            await assert.rejects(run(without), ({ message }: Error) =>
              message.includes(` ${word}: is missing`),
            );
          }
        await assert.rejects(run({ ...config, [`${project}:colour`]: "blue" }), /colour is not a setting/);
      });
    }
});

const stackFile = (folder: string, stage: Stage) => path.join(ROOT, folder, `Pulumi.${stage}.yaml`);

/** A committed setting, `project:key.inner`; undefined where there is none. */
function settingAt(stage: Stage, at: string): unknown {
  const [project = "", way = ""] = at.split(":");
  const { folder } = estateStack(project.replace("-", "/"));
  const [key = "", ...inner] = way.split(".");
  const { config } = parse(fs.readFileSync(stackFile(folder, stage), "utf8"));
  const value: unknown = config[`${project}:${key}`];
  return inner.length === 0 ? value : valuesAt(Object(value), inner.join("."))[0];
}
