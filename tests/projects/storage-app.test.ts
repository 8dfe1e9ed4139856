import * as assert from "node:assert/strict";
import { valuesAt } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";
import { allows } from "../components/policy-evaluation";

const ACCOUNT = "444455556666";
const HERE = `eu-west-1:${ACCOUNT}`;
const REGISTRY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/uk.ac.wellcome";
const UNPACKED = `arn:aws:s3:::storage-prod-unpacked-bags-${ACCOUNT}`;

/** How every container of ours runs. */
const confined = {
  readonlyRootFilesystem: true,
  linuxParameters: { initProcessEnabled: true, tmpfs: [{ containerPath: "/tmp", size: 64 }] },
};

const variables = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([name, value]) => ({ name, value }));

describe("storage/app runs the storage service as its fact sheet says", () => {
  let graph: Graph;
  before(async () => {
    graph = await deployed(estateStack("storage/app"), "pro");
  });

  const containers = (name: string): unknown =>
    JSON.parse(
      String(
        graph.one("aws:ecs/taskDefinition:TaskDefinition", `${name}-task`).inputs["containerDefinitions"],
      ),
    );

  it("has the topics and queues of the slice, under the names that operators' scripts know", () => {
    const named = (type: string) => graph.texts(type, "name");
    assert.deepEqual(named("aws:sns/topic:Topic"), [
      "storage-prod_bag_unpacker_input",
      "storage-prod_bag_unpacker_output",
      "storage-prod_ingests",
    ]);
    assert.deepEqual(named("aws:sqs/queue:Queue"), [
      "storage-prod_bag_unpacker_input",
      "storage-prod_bag_unpacker_input_dlq",
    ]);
    assert.deepEqual(named("aws:ecs/service:Service"), ["storage-prod-bag-unpacker"]);
    assert.equal(graph.outputs["retryTopicArn"], `arn:aws:sns:${HERE}:storage-prod_bag_unpacker_input`);
  });

  it("gives the unpacker's queue five hours, three tries and a slow way down (5.2)", () => {
    const { inputs } = graph.one("aws:sqs/queue:Queue", "bag_unpacker_input-queue");
    assert.equal(inputs["visibilityTimeoutSeconds"], 18_000);
    assert.match(String(inputs["redrivePolicy"]), /"maxReceiveCount":3/);
    const low = graph.one("aws:cloudwatch/metricAlarm:MetricAlarm", "bag-unpacker-scaling-low");
    assert.match(JSON.stringify(low.inputs["metricQueries"]), /"period":900/);
    assert.equal(
      graph.one("aws:appautoscaling/target:Target", "bag-unpacker-scaling-target").inputs["maxCapacity"],
      10,
    );
  });

  it("gives the unpacker 2 CPUs, 4 GiB and no Spot (3.3)", () => {
    const { inputs } = graph.one("aws:ecs/taskDefinition:TaskDefinition", "bag-unpacker-task");
    assert.deepEqual([inputs["cpu"], inputs["memory"]], ["2048", "4096"]);
    const service = graph.one("aws:ecs/service:Service", "bag-unpacker-service");
    assert.equal(service.inputs["launchType"], "FARGATE");
  });

  it("runs the unpacker in the private subnets of the stage's network (3.1)", async () => {
    const foundation = await deployed(estateStack("foundation/base"), "pro");
    const { inputs } = graph.one("aws:ecs/service:Service", "bag-unpacker-service");
    assert.deepEqual(
      valuesAt(inputs, "networkConfiguration.subnets"),
      valuesAt(foundation.outputs, "network.privateSubnetIds"),
    );
    assert.equal(inputs["cluster"], `arn:aws:ecs:${HERE}:cluster/strongroom-pro`);
  });

  it("starts the unpacker with every variable that it reads, beside a log router (3.2, 4.2, 4.4, 4.5)", () => {
    assert.deepEqual(containers("bag-unpacker"), [
      {
        name: "app",
        image: `${REGISTRY}/bag_unpacker@sha256:e162da5eeebb6f70a035e778afd0a2367c6e41f0a9c5c40055ba1065a55a00bd`,
        essential: true,
        user: "10001:10001",
        ...confined,
        environment: variables({
          queue_url: `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/storage-prod_bag_unpacker_input`,
          ingest_topic_arn: `arn:aws:sns:${HERE}:storage-prod_ingests`,
          outgoing_topic_arn: `arn:aws:sns:${HERE}:storage-prod_bag_unpacker_output`,
          metrics_namespace: "storage-prod-bag-unpacker",
          operation_name: "unpacking",
          JAVA_OPTS: "-Xss6M -Xms1517M -Xmx3034M",
          destination_bucket_name: `storage-prod-unpacked-bags-${ACCOUNT}`,
          queue_parallelism: "10",
        }),
        secrets: [],
        logConfiguration: { logDriver: "awsfirelens", options: { Name: "null", Match: "*" } },
      },
      {
        name: "log_router",
        image: `${REGISTRY}/fluentbit@sha256:d7820a83db0ca1a2e8c370fe29da630ebe4b1cc08e1f0b22bb38332e8e99e0dd`,
        essential: false,
        user: "10001",
        ...confined,
        environment: variables({ SERVICE_NAME: "storage-prod-bag-unpacker" }),
        secrets: Object.entries({
          ES_HOST: "es_host",
          ES_PORT: "es_port",
          ES_USER: "es_user",
          ES_PASS: "es_pass",
          DATA_STREAM_NAME: "firelens_data_stream_name",
        }).map(([name, secret]) => ({
          name,
          valueFrom: `/aws/reference/secretsmanager/shared/logging/${secret}`,
        })),
        memoryReservation: 50,
        firelensConfiguration: {
          type: "fluentbit",
          options: { "config-file-type": "file", "config-file-value": "/extra.conf" },
        },
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": "storage-prod-bag-unpacker",
            "awslogs-region": "eu-west-1",
            "awslogs-stream-prefix": "log_router",
          },
        },
      },
    ]);
  });

  const mayAs = (role: "task" | "execution", action: string, resource: string) =>
    allows(
      graph.one("aws:iam/rolePolicy:RolePolicy", `bag-unpacker-${role}-role-permissions`).inputs["policy"],
      { principal: `arn:aws:iam::${ACCOUNT}:role/any`, action, resource },
    );

  it("lets ECS pull the images of the release from the registry that they are in, and no others", () => {
    const pull = (account: string, image: string) =>
      mayAs("execution", "ecr:BatchGetImage", `arn:aws:ecr:eu-west-1:${account}:repository/${image}`);
    assert.equal(pull("111122223333", "uk.ac.wellcome/bag_unpacker"), true);
    assert.equal(pull("111122223333", "uk.ac.wellcome/fluentbit"), true);
    assert.equal(pull("111122223333", "uk.ac.wellcome/bag_register"), false);
    assert.equal(pull(ACCOUNT, "uk.ac.wellcome/bag_unpacker"), false);
  });

  describe("the unpacker's role", () => {
    const may = (action: string, resource: string) => mayAs("task", action, resource);

    it("is called as ECS and operators expect", () => {
      assert.deepEqual(graph.texts("aws:iam/role:Role", "name"), [
        "storage-prod-bag-unpacker_execution_role",
        "storage-prod-bag-unpacker_task_role",
      ]);
    });

    it("reads uploads, and writes unpacked bags (7.3)", () => {
      const uploads = "arn:aws:s3:::example-archive-uploads-pro";
      for (const [action, resource] of [
        ["s3:ListBucket", uploads],
        ["s3:GetObject", `${uploads}/bag.tar.gz`],
        ["s3:GetObject", `${UNPACKED}/space/file`],
        ["s3:PutObject", `${UNPACKED}/space/file`],
        ["s3:AbortMultipartUpload", `${UNPACKED}/space/file`],
        ["sns:Publish", `arn:aws:sns:${HERE}:storage-prod_ingests`],
        ["sns:Publish", `arn:aws:sns:${HERE}:storage-prod_bag_unpacker_output`],
        ["ecs:UpdateTaskProtection", `arn:aws:ecs:${HERE}:task/strongroom-pro/task`],
      ] as const)
        assert.equal(may(action, resource), true, `${action} ${resource}`);
    });

    it("deletes nothing, writes no upload, and touches no vault", () => {
      const vault = `arn:aws:s3:::archive-vault-pro-primary-${ACCOUNT}`;
      for (const [action, resource] of [
        ["s3:PutObject", "arn:aws:s3:::example-archive-uploads-pro/bag.tar.gz"],
        ["s3:DeleteObject", `${UNPACKED}/space/file`],
        ["s3:ListBucket", UNPACKED],
        ["s3:DeleteObject", "arn:aws:s3:::example-archive-uploads-pro/bag.tar.gz"],
        ["s3:GetObject", `${vault}/space/file`],
        ["s3:PutObject", `${vault}/space/file`],
        ["sns:Publish", `arn:aws:sns:${HERE}:storage-prod_bag_unpacker_input`],
        ["ecs:UpdateTaskProtection", `arn:aws:ecs:${HERE}:task/another/task`],
      ] as const)
        assert.equal(may(action, resource), false, `${action} ${resource}`);
    });
  });
});
