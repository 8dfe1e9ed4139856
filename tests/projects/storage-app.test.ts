import * as assert from "node:assert/strict";
import type { Graph } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";
import * as grants from "./storage-facts/grants";
import * as messages from "./storage-facts/messages";
import * as observed from "./storage-facts/observed";
import { ACCOUNT, HERE, NS } from "./storage-facts/places";
import { services } from "./storage-facts/services";
import { secrets, variables } from "./storage-facts/variables";

type Facts = Readonly<Record<string, unknown>>;

describe("storage/app runs the storage service as its fact sheet says", () => {
  let graph: Graph;
  let keyArn: string;
  before(async () => {
    graph = await deployed(estateStack("storage/app"), "pro");
    const foundation = await deployed(estateStack("foundation/base"), "pro");
    keyArn = String(foundation.one("aws:kms/key:Key", "data-key-key").outputs["arn"]);
    assert.match(keyArn, /^arn:aws:kms:/);
  });

  /** Each transcribed table, what was registered of it, and a change of one row that must not pass. */
  const tables: Readonly<
    Record<string, { facts: () => Facts; found: () => Facts; wrong: readonly [string, unknown] }>
  > = {
    "topics and their queues (5.1)": {
      facts: () => messages.subscriptions,
      found: () => observed.subscriptions(graph),
      wrong: ["bag_versioner_output", ["bag_replicator_primary_input"]],
    },
    "queues, how long and how often (5.2)": {
      facts: () => messages.queues,
      found: () => observed.queues(graph),
      wrong: ["bag_register_input", [300, 3, 60]],
    },
    "services, their containers, sizes and tasks (3.2, 3.3)": {
      facts: () => services,
      found: () => observed.services(graph),
      wrong: ["bag-unpacker", { ...services["bag-unpacker"], spot: true }],
    },
    "variables of every program (4.3 to 4.6)": {
      facts: () => variables,
      found: () => observed.variables(graph),
      wrong: ["notifier", { app: { ...variables["notifier"]?.["app"], queue_url: "" } }],
    },
    "secrets of the programs (4.5, 4.7)": {
      facts: () => secrets,
      found: () => observed.secrets(graph),
      wrong: ["bag-verifier_azure", secrets["bag-replicator_azure"]],
    },
    "rights of each role, no more and no less (7.1, 7.3)": {
      facts: () =>
        Object.fromEntries(
          Object.entries(grants.grants).map(([service, own]) => [
            service,
            [...new Set([...own, ...grants.everybody(keyArn)])].toSorted(),
          ]),
        ),
      found: () => observed.grants(graph),
      wrong: ["bag-tagger", []],
    },
  };

  for (const [what, { facts, found, wrong }] of Object.entries(tables)) {
    it(`has the right ${what}`, () => {
      assert.deepEqual(observed.differences(facts(), found()), []);
    });

    it(`is told from a wrong row of the ${what}`, () => {
      const [row, value] = wrong;
      const [difference, ...others] = observed.differences({ ...facts(), [row]: value }, found());
      assert.match(String(difference), new RegExp(`^${row}: expected `));
      assert.deepEqual(others, []);
    });
  }

  it("has 20 services of 18 images, 19 topics, 20 queues and as many dead-letter queues, 24 subscriptions", () => {
    const count = (type: string) => graph.of(type).length;
    assert.equal(count("aws:ecs/service:Service"), 20);
    assert.equal(count("aws:sns/topic:Topic"), 19);
    assert.equal(count("aws:sqs/queue:Queue"), 40);
    assert.equal(count("aws:sns/topicSubscription:TopicSubscription"), 24);
    const images = Object.keys(observed.services(graph)).flatMap((service) =>
      observed.programs(graph, service).map(({ image }) => image),
    );
    assert.equal(new Set(images.filter((image) => !image.includes("nginx"))).size, 18);
  });

  it("takes no more resources than three quarters of the reference's 542", () => {
    assert.ok(graph.resources.length <= 400, `${graph.resources.length} resources`);
  });

  it("tells the dead-letter alarm of each queue to the stage's topic, and of nothing else that is scaled (5.3)", () => {
    const alarms = graph.of("aws:cloudwatch/metricAlarm:MetricAlarm");
    const named = (suffix: string) =>
      alarms
        .map(({ inputs }) => String(inputs["name"]))
        .filter((name) => name.endsWith(suffix))
        .map((name) => name.replace(`${NS}_`, "").replace(suffix, ""))
        .toSorted();
    const scaled = Object.entries(messages.queues).flatMap(([name, [, , idle]]) =>
      idle === "not scaled" ? [] : [name],
    );
    assert.deepEqual(named("_dlq_not_empty"), Object.keys(messages.queues).toSorted());
    assert.deepEqual(named("_high"), scaled.toSorted());
    assert.deepEqual(named("_low"), scaled.toSorted());
    const dlq = alarms.filter(({ inputs }) => String(inputs["name"]).endsWith("_dlq_not_empty"));
    for (const { inputs } of dlq)
      assert.deepEqual(inputs["alarmActions"], [`arn:aws:sns:${HERE}:strongroom-pro-alarms`]);
  });

  it("keeps SNS's envelope on every message, for the programs read it first (5.5)", () => {
    for (const { inputs } of graph.of("aws:sns/topicSubscription:TopicSubscription"))
      assert.equal(inputs["rawMessageDelivery"], false);
  });

  it("lets one account subscribe to registered bags, and principals of its own read the queue (5.1)", () => {
    const topic = graph.one("aws:sns/topic:Topic", "registered_bag_notifications-topic");
    assert.match(String(topic.inputs["policy"]), /"AWS":\["arn:aws:iam::777788889999:root"\]/);
    const shared = graph.of("aws:sns/topic:Topic").filter(({ inputs }) => inputs["policy"] !== undefined);
    assert.equal(shared.length, 1);
    const queue = graph.one("aws:sqs/queue:Queue", "registered_bag_notifications-queue");
    assert.match(String(queue.inputs["policy"]), new RegExp(`arn:aws:iam::${ACCOUNT}:root`));
  });

  it("makes no queue that nobody reads (14.5)", async () => {
    const pre = await deployed(estateStack("storage/app"), "pre");
    const names = pre.texts("aws:sqs/queue:Queue", "name");
    assert.equal(names.length, 38);
    assert.ok(!names.includes("storage-staging_registered_bag_notifications"));
  });

  it("finds the bag tracker, and nobody else, under a name (3.1, 4.8)", () => {
    assert.deepEqual(graph.texts("aws:servicediscovery/service:Service", "name"), [`${NS}-bags-api`]);
    assert.deepEqual(graph.texts("aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace", "name"), [
      NS,
    ]);
  });
});
