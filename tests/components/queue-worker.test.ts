import * as assert from "node:assert/strict";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { SystemCosts } from "../../components/alerts/system-costs";
import { secretWithValue } from "../../components/secrets/secret-with-value";
import { QueueWorker, type QueueWorkerArgs } from "../../components/services/queue-worker";
import { textsAt } from "../../rehearsal/clouds/aws/values";
import type { Graph } from "../graph/graph";
import { findingsOf } from "../policies/findings";
import { around } from "./api";
import { ACCOUNT, image, REGION, role, runComponent } from "./ground";
import { configurations } from "./pack-configurations";
import { allows, statementsOf } from "./policy-evaluation";
import { servicePlace } from "./service";

const QUEUE = "strongroom-pre-sync";
const SECRET = new RegExp(`^arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:database-[A-Za-z0-9]{6}`);

const make = (others: Partial<QueueWorkerArgs> = {}, preview = false): Promise<Graph> =>
  runComponent((ground, opts) => {
    const { keyArn, groupId, alarmTopicArn } = ground;
    const child = around(opts);
    secretWithValue("search", { secretName: "search/user", value: "told", keyArn }, child);
    const database = secretWithValue("database", { secretName: "database", value: "{}", keyArn }, child);
    new sqs.Queue("queue", { name: QUEUE, kmsMasterKeyId: keyArn }, child);
    new QueueWorker(
      "sync",
      {
        serviceName: "strongroom-pre-sync-worker",
        does: "writes to the database what the store acknowledged",
        place: servicePlace(ground),
        alarmTopicArn,
        program: {
          image: image("workers"),
          user: "10001:10001",
          environment: { QUEUE_NAME: QUEUE },
          // Those of AWS are another stack's in real life, and so known in a preview.
          secrets: { SEARCH_USER: "search/user" },
          awsSecrets: preview
            ? {}
            : {
                DB_OWNER: database.arn,
                DB_USER: pulumi.interpolate`${database.arn}:username::`,
                DB_PASSWORD: pulumi.interpolate`${database.arn}:password::`,
              },
        },
        size: { cpu: 256, memoryMiB: 512 },
        queue: { name: QUEUE, arn: `arn:aws:sqs:${REGION}:${ACCOUNT}:${QUEUE}`, keyArn },
        tasks: { min: 1, max: 8, idleSeconds: 300 },
        lag: { seconds: 60, whatToDo: "look at the database" },
        statements: [],
        securityGroupIds: [groupId],
        ...others,
      },
      opts,
    );
  }, preview);

describe("QueueWorker", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("P26: tells when a message has waited for a minute", () => {
    const { inputs } = graph.one("aws:cloudwatch/metricAlarm:MetricAlarm", "sync-lag");
    assert.equal(inputs["metricName"], "ApproximateAgeOfOldestMessage");
    assert.deepEqual(inputs["dimensions"], { QueueName: QUEUE });
    assert.deepEqual([inputs["threshold"], inputs["evaluationPeriods"], inputs["period"]], [60, 3, 60]);
    assert.match(String(inputs["alarmDescription"]), /look at the database/);
  });

  it("scales by its queue, and keeps as many tasks as it is told", () => {
    const { inputs } = graph.one("aws:appautoscaling/target:Target", "sync-scaling-target");
    assert.deepEqual([inputs["minCapacity"], inputs["maxCapacity"]], [1, 8]);
    assert.deepEqual(graph.one("aws:ecs/service:Service", "sync-service").ignoreChanges, ["desiredCount"]);
  });

  it("takes messages of its own queue, and of no other", () => {
    const { policy } = graph.one("aws:iam/rolePolicy:RolePolicy", "sync-task-role-permissions").inputs;
    const takes = (queue: string) =>
      allows(policy, {
        principal: role("worker"),
        action: "sqs:ReceiveMessage",
        resource: `arn:aws:sqs:${REGION}:${ACCOUNT}:${queue}`,
        context: {},
      });
    assert.deepEqual([takes(QUEUE), takes("strongroom-pre-reindex")], [true, false]);
  });

  it("is started with secrets by their names, and with those of AWS by their ARNs, whole or in part", () => {
    const { containerDefinitions } = graph.one("aws:ecs/taskDefinition:TaskDefinition", "sync-task").inputs;
    const [container] = JSON.parse(String(containerDefinitions));
    const [user, owner, ownersName, ownersPassword] = container.secrets;
    assert.deepEqual(user, { name: "SEARCH_USER", valueFrom: "/aws/reference/secretsmanager/search/user" });
    assert.match(owner.valueFrom, new RegExp(`${SECRET.source}$`));
    assert.equal(ownersName.valueFrom, `${owner.valueFrom}:username::`);
    assert.equal(ownersPassword.valueFrom, `${owner.valueFrom}:password::`);
  });

  it("is started by a role that reads just these secrets: of AWS's own the whole, for a policy names no part", () => {
    const { policy } = graph.one("aws:iam/rolePolicy:RolePolicy", "sync-execution-permissions").inputs;
    const read = statementsOf(String(policy))
      .filter(({ Action }) => Action.includes("secretsmanager:GetSecretValue"))
      .map(({ Resource }) => Resource ?? []);
    const [own, ofAws] = read;
    assert.equal(read.length, 2);
    assert.deepEqual(own, [`arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:search/user-??????`]);
    assert.deepEqual(ofAws?.length, 1);
    assert.match(String(ofAws?.[0]), new RegExp(`${SECRET.source}$`));
    assert.deepEqual(statementsOf(String(policy)).find(({ Sid }) => Sid === "FindSecrets")?.Resource, [
      `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/aws/reference/secretsmanager/search/user`,
    ]);
  });

  for (const preview of [true, false])
    it(`the policy pack finds nothing wrong with it ${preview ? "in a preview" : "when deployed"}`, async () => {
      const registry = { trustedRegistries: [`${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/`] };
      const pack = { ...configurations, "ecs-image-trusted-registry": registry };
      assert.deepEqual(
        await findingsOf(await make({}, preview), pack, (name) => name.startsWith("sync")),
        [],
      );
    });

  it("refuses more tasks at least than at most", async () => {
    await assert.rejects(
      make({ tasks: { min: 3, max: 2, idleSeconds: 60 } }),
      /no more at least than at most, got 3 to 2/,
    );
  });
});

describe("SystemCosts", () => {
  const make = (monthlyUsd = 900) =>
    runComponent(
      (_ground, opts) =>
        void new SystemCosts(
          "costs",
          {
            costsName: "strongroom-pre-platform",
            system: "platform",
            monthlyUsd,
            anomalyUsd: 50,
            emails: ["a@example.org"],
          },
          opts,
        ),
    );

  it("P5: tells what one system costs beyond its limit, and beyond the usual", async () => {
    const graph = await make();
    const budgets = graph.of("aws:budgets/budget:Budget");
    assert.deepEqual(
      budgets.map(({ inputs }) => inputs["name"]),
      ["actual", "forecast"].map((kind) => `strongroom-pre-platform-${kind}`),
    );
    for (const { inputs } of budgets) {
      assert.deepEqual(textsAt(inputs, "costFilters[].values[]"), ["user:system$platform"]);
      assert.equal(inputs["limitAmount"], "900");
    }
    const monitor = graph.one("aws:costexplorer/anomalyMonitor:AnomalyMonitor", "costs-monitor");
    assert.deepEqual(JSON.parse(String(monitor.inputs["monitorSpecification"])).Tags.Values, ["platform"]);
    const told = graph.one(
      "aws:costexplorer/anomalySubscription:AnomalySubscription",
      "costs-anomalies",
    ).inputs;
    assert.deepEqual(told["monitorArnLists"], [monitor.id]);
    assert.deepEqual(textsAt(told, "thresholdExpression.dimension.values[]"), ["50"]);
  });

  it("refuses a limit of nothing", async () => {
    await assert.rejects(make(0), /limit\.amount: more than 0, got 0/);
  });
});
