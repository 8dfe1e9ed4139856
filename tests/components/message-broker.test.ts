import * as assert from "node:assert/strict";
import { BrokerSetup } from "../../components/message-broker/broker-setup";
import { BrokerUser } from "../../components/message-broker/broker-user";
import { MessageBroker, type MessageBrokerArgs } from "../../components/message-broker/message-broker";
import { SetUpBroker } from "../../functions/message-broker-setup/request";
import type { Graph } from "../graph/graph";
import { findingsOf } from "../policies/findings";
import { configurations } from "./pack-configurations";
import { functionPlace } from "./function-place";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const BROKER = "aws:mq/broker:Broker";
const NAME = "strongroom-pro-rabbit";

const make = (
  others: Partial<MessageBrokerArgs> = {},
  preview = false,
  userName = "set-up",
): Promise<Graph> =>
  runComponent(({ keyArn, vpcId, subnetIds, alarmTopicArn, boundaryArn, groupId }, opts) => {
    const user = (word: string, name: string) =>
      new BrokerUser(`rabbit-${word}`, { userName: name, passwordSecret: `rabbit/${word}`, keyArn }, opts);
    const admin = user("admin", userName);
    const broker = new MessageBroker(
      "rabbit",
      {
        brokerName: NAME,
        vpcId,
        subnetIds,
        instanceType: "mq.m7g.large",
        acknowledgedWithinMs: 604_800_000,
        clients: { worker: "messages", observer: "api" },
        admin,
        keyArn,
        alarmTopicArn,
        ...others,
      },
      opts,
    );
    new BrokerSetup(
      "rabbit-setup",
      {
        functionName: "rabbit-setup",
        broker,
        admin,
        users: [
          {
            user: user("worker", "worker"),
            may: { tags: [], permissions: { configure: "^jobs$", write: "^jobs$", read: "^jobs$" } },
          },
        ],
        clientGroupId: groupId,
        network: { vpcId, subnetIds },
        secretsKeyArn: keyArn,
        place: functionPlace({ keyArn, boundaryArn, alarmTopicArn }),
      },
      opts,
    );
    const { brokerId, host, securityGroupId, clientGroupIds } = broker;
    return { keyArn, subnetIds, brokerId, host, securityGroupId, clientGroupIds };
  }, preview);

describe("MessageBroker", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("is RabbitMQ 4.3 over three zones, in the network alone, encrypted with the given key", () => {
    const { inputs, protect, retainOnDelete } = graph.one(BROKER, "rabbit-broker");
    assert.deepEqual([protect, retainOnDelete], [true, true]);
    assert.deepEqual(
      ["engineVersion", "deploymentMode", "publiclyAccessible", "subnetIds", "encryptionOptions", "logs"].map(
        (property) => inputs[property],
      ),
      [
        "4.3",
        "CLUSTER_MULTI_AZ",
        false,
        graph.outputs["subnetIds"],
        { useAwsOwnedKey: false, kmsKeyId: graph.outputs["keyArn"] },
        { general: true },
      ],
    );
  });

  it("waits seven days for a message to be acknowledged", () => {
    const { inputs } = graph.one("aws:mq/configuration:Configuration", "rabbit-settings");
    assert.equal(inputs["data"], "consumer_timeout = 604800000\n");
  });

  it("has one user, whose password is a secret", () => {
    const { inputs, secretInputs } = graph.one(BROKER, "rabbit-broker");
    assert.deepEqual(Object(inputs["users"]).length, 1);
    assert.match(secretInputs.join(" "), /^users\b.*password$/);
    const kept = graph.one("aws:secretsmanager/secretVersion:SecretVersion", "rabbit-admin-value");
    assert.match(String(kept.inputs["secretString"]), /^[\w-]{40}$/);
    assert.ok(kept.secretInputs.includes("secretString"));
  });

  it("is called by each of its clients on its own port", () => {
    const clients: Record<string, unknown> = Object(graph.outputs["clientGroupIds"]);
    assert.deepEqual(
      graph
        .of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
        .map(({ inputs }) => [inputs["referencedSecurityGroupId"], inputs["fromPort"], inputs["toPort"]]),
      [
        [clients["worker"], 5671, 5671],
        [clients["observer"], 443, 443],
      ],
    );
    assert.equal(graph.outputs["host"], `${String(graph.outputs["brokerId"])}.mq.${REGION}.on.aws`);
  });

  it("alarms of memory, disk, processors and messages", () => {
    assert.deepEqual(
      graph
        .of("aws:cloudwatch/metricAlarm:MetricAlarm")
        .map(({ name }) => name)
        .filter((name) => !name.startsWith("rabbit-setup")),
      ["memory", "disk", "cpu", "messages"].map((word) => `rabbit-${word}`),
    );
  });

  const refused: Readonly<
    Record<string, readonly [Partial<MessageBrokerArgs>, RegExp, Partial<MessageBrokerArgs>]>
  > = {
    "a machine that RabbitMQ 4 does not run on": [
      { instanceType: "mq.m5.large" },
      /instanceType: of the family mq\.m7g/,
      { instanceType: "mq.m7g.2xlarge" },
    ],
    "a timeout beyond RabbitMQ's": [
      { acknowledgedWithinMs: 2_147_483_648 },
      /acknowledgedWithinMs: 1 to 2147483647/,
      { acknowledgedWithinMs: 2_147_483_647 },
    ],
    "a name of 51 characters": [
      { brokerName: "r".repeat(51) },
      /brokerName: 1 to 50/,
      { brokerName: "r".repeat(50) },
    ],
    "nobody who may call it": [{ clients: {} }, /clients: at least one/, { clients: { worker: "messages" } }],
  };
  for (const [what, [bad, message, good]] of Object.entries(refused))
    it(`refuses ${what}, and takes its neighbour`, async () => {
      await assert.rejects(make(bad), message);
      await make(good);
    });

  it("refuses the user that Amazon MQ removes, and takes its neighbour", async () => {
    await assert.rejects(make({}, false, "guest"), /userName: 2 to 100 letters.* not guest/);
    await make({}, false, "guests");
  });
});

describe("BrokerSetup", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("calls the function with a request that it takes: the broker, the users, and the log that Amazon MQ makes", () => {
    const { inputs } = graph.one("aws:lambda/invocation:Invocation", "rabbit-setup-now");
    const request = SetUpBroker.parse(JSON.parse(String(inputs["input"])));
    assert.deepEqual(request.broker, {
      host: graph.outputs["host"],
      port: 443,
      admin: { userName: "set-up", passwordSecret: "rabbit/admin" },
    });
    assert.deepEqual(
      request.users.map(({ userName, passwordSecret }) => [userName, passwordSecret]),
      [["worker", "rabbit/worker"]],
    );
    assert.deepEqual(request.log, {
      group: `/aws/amazonmq/broker/${String(graph.outputs["brokerId"])}/general`,
      keyArn: graph.outputs["keyArn"],
    });
  });

  it("may read the passwords, encrypt the logs of brokers and no other, and shorten none", () => {
    const policy = graph.one("aws:iam/rolePolicy:RolePolicy", "rabbit-setup-execution-permissions").inputs[
      "policy"
    ];
    const may = (action: string, resource: string) =>
      allows(policy, { principal: role("rabbit-setup"), action, resource, context: {} });
    const log = (group: string) => `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${group}`;
    const secret = (name: string) => `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}-abc123`;
    assert.ok(may("secretsmanager:GetSecretValue", secret("rabbit/admin")));
    assert.ok(may("secretsmanager:GetSecretValue", secret("rabbit/worker")));
    assert.equal(may("secretsmanager:GetSecretValue", secret("rabbit/other")), false);
    assert.ok(may("logs:AssociateKmsKey", log("/aws/amazonmq/broker/b-1/general")));
    assert.equal(may("logs:AssociateKmsKey", log("/aws/lambda/other")), false);
    assert.equal(may("logs:PutRetentionPolicy", log("/aws/amazonmq/broker/b-1/general")), false);
    assert.equal(may("logs:DeleteLogGroup", log("/aws/amazonmq/broker/b-1/general")), false);
  });

  it("passes every policy with the broker, in a preview and as they are deployed", async () => {
    const own = (name: string) => name.startsWith("rabbit");
    for (const each of [graph, await make({}, true)])
      assert.deepEqual(await findingsOf(each, configurations, own), []);
  });
});
