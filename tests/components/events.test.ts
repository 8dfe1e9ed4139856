import * as assert from "node:assert/strict";
import { ChangeStream } from "../../components/events/change-stream";
import { EventBus } from "../../components/events/event-bus";
import { EventConsumer, type EventConsumerArgs } from "../../components/events/event-consumer";
import type { Graph } from "../graph/graph";
import { findingsOf } from "../policies/findings";
import { ACCOUNT, REGION, runComponent } from "./ground";
import { configurations } from "./pack-configurations";
import { allows, refuses } from "./policy-evaluation";

const QUEUE = "aws:sqs/queue:Queue";

const make = (
  others: Partial<Omit<EventConsumerArgs, "bus">> = {},
  { busName = "events", archiveDays = 30, keptHours = 24 } = {},
): Promise<Graph> =>
  runComponent(({ keyArn, alarmTopicArn }, opts) => {
    const bus = new EventBus("events", { busName, description: "What happens", keyArn, archiveDays }, opts);
    new EventConsumer(
      "sync",
      {
        bus,
        queueName: "sync",
        does: "writes behind",
        detailTypes: ["store.written"],
        handlerSeconds: 30,
        region: REGION,
        accountId: ACCOUNT,
        keyArn,
        alarmTopicArn,
        ...others,
      },
      opts,
    );
    new ChangeStream("changes", { streamName: "changes", keyArn, keptHours }, opts);
    return { keyArn };
  });

describe("EventBus, EventConsumer and ChangeStream", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("keep what is on its way, encrypted, when their stack goes", () => {
    const lasting = [
      QUEUE,
      "aws:cloudwatch/eventBus:EventBus",
      "aws:cloudwatch/eventArchive:EventArchive",
      "aws:kinesis/stream:Stream",
    ].flatMap((type) => graph.of(type));
    assert.equal(lasting.length, 5);
    for (const { name, protect, retainOnDelete, inputs } of lasting) {
      assert.deepEqual([protect, retainOnDelete], [true, true], name);
      const key = inputs["kmsMasterKeyId"] ?? inputs["kmsKeyIdentifier"] ?? inputs["kmsKeyId"];
      assert.equal(key, graph.outputs["keyArn"], name);
    }
  });

  it("have a queue that its own rule alone fills, and so with what could not be delivered", () => {
    for (const [name, queue] of [
      ["sync-queue", "sync"],
      ["sync-dlq", "sync_dlq"],
    ] as const) {
      const { policy } = graph.one(QUEUE, name).inputs;
      const sent = (by: string, tls = "true") => ({
        principal: "events.amazonaws.com",
        action: "sqs:SendMessage",
        resource: `arn:aws:sqs:${REGION}:${ACCOUNT}:${queue}`,
        context: {
          "aws:SourceArn": `arn:aws:events:${REGION}:${ACCOUNT}:rule/${by}`,
          "aws:SecureTransport": tls,
        },
      });
      const [own, other] = [sent("events/sync"), sent("events/other")];
      assert.deepEqual([allows(policy, own), allows(policy, other)], [true, false], name);
      assert.equal(refuses(policy, sent("events/sync", "false")), true, name);
    }
    const [target] = graph.of("aws:cloudwatch/eventTarget:EventTarget");
    assert.deepEqual(target?.inputs["deadLetterConfig"], {
      arn: graph.one(QUEUE, "sync-dlq").outputs["arn"],
    });
  });

  it("let no other queue put its dead letters there", () => {
    const [sources] = graph.of("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy");
    assert.deepEqual(JSON.parse(String(sources?.inputs["redriveAllowPolicy"])), {
      redrivePermission: "byQueue",
      sourceQueueArns: [`arn:aws:sqs:${REGION}:${ACCOUNT}:sync`],
    });
  });

  it("take the kinds of events that they are for, from their own bus", () => {
    const [rule] = graph.of("aws:cloudwatch/eventRule:EventRule");
    assert.deepEqual(
      [rule?.inputs["eventBusName"], rule?.inputs["eventPattern"]],
      ["events", '{"detail-type":["store.written"]}'],
    );
  });

  for (const [what, run, message] of [
    ["a consumer of nothing", () => make({ detailTypes: [] }), /detailTypes: at least one/],
    ["a handler of no time", () => make({ handlerSeconds: 0 }), /handlerSeconds: 1 to 7200/],
    ["a handler of more than two hours", () => make({ handlerSeconds: 7201 }), /handlerSeconds: 1 to 7200/],
    ["a queue's name of 65 characters", () => make({ queueName: "a".repeat(65) }), /queueName: 1 to 64/],
    ["a bus's name of 49 characters", () => make({}, { busName: "a".repeat(49) }), /busName: 1 to 48/],
    ["an archive of no days", () => make({}, { archiveDays: 0 }), /archiveDays: 1 or more/],
    ["a stream for less than a day", () => make({}, { keptHours: 23 }), /keptHours: 24 to 8,760/],
  ] as const)
    it(`refuse ${what}`, () => assert.rejects(run(), message));

  it("take what is just within them", async () => {
    const within = await make(
      { handlerSeconds: 7200, queueName: "a".repeat(64) },
      { busName: "b".repeat(48), archiveDays: 1, keptHours: 8760 },
    );
    assert.equal(within.one(QUEUE, "sync-queue").inputs["visibilityTimeoutSeconds"], 43_200);
  });

  it("pass every rule of the pack", async () =>
    assert.deepEqual(
      await findingsOf(graph, configurations, (name) => /^(events|sync|changes)/.test(name)),
      [],
    ));
});
