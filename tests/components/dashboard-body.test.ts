import * as assert from "node:assert/strict";
import { dashboardBody } from "../../components/dashboard/dashboard-body";
import type { StageView } from "../../components/dashboard/stage-view";
import { bodyFaults } from "../../rehearsal/clouds/aws/dashboard-body";
import { listAt, textAt, textsAt } from "../../rehearsal/clouds/aws/values";
import { ACCOUNT, REGION } from "./ground";

const queue = (name: string) => ({ name: `storage-pre_${name}`, deadLetterName: `storage-pre_${name}_dlq` });

/** A pipeline of three steps and an API that reads no queue. */
const view: StageView = {
  region: REGION,
  accountId: ACCOUNT,
  namespace: "storage-pre",
  steps: [
    {
      name: "storage-pre-bag-unpacker",
      does: "unpacks the archive file of a bag",
      queue: queue("bag_unpacker_input"),
      metricsNamespaces: ["storage-pre-bag-unpacker"],
    },
    {
      name: "storage-pre-bag_register",
      does: "registers a bag",
      queue: queue("bag_register_input"),
      metricsNamespaces: ["storage-pre-bag-register"],
    },
    {
      name: "storage-pre-ingests-service",
      does: "keeps the record of each ingest",
      queue: queue("ingests_input"),
      metricsNamespaces: ["storage-pre-ingests-api", "storage-pre-ingests-service"],
    },
    {
      name: "storage-pre-bags-api",
      does: "answers which bags there are",
      queue: null,
      metricsNamespaces: ["storage-pre-bags-api"],
    },
  ],
  api: { name: "Storage API (storage-pre)", stageName: "v1" },
  clusterName: "strongroom-pre",
  domains: ["strongroom-pre-reporting", "strongroom-pre-logging"],
  replications: [
    { source: "archive-vault-pre", destination: "archive-replica-pre", ruleId: "mirror", region: REGION },
  ],
  functions: ["strongroom-pre-slack-alarm", "strongroom-pre-daily-report"],
};

const widgetsOf = (more: Partial<StageView> = {}) => dashboardBody({ ...view, ...more }).widgets;

/** The headings from above. */
const headings = (more: Partial<StageView> = {}) =>
  widgetsOf(more)
    .filter(({ type }) => type === "text")
    .map(({ properties }) => textAt(properties, "markdown").split("\n")[0]);

const titled = (title: RegExp) => {
  const found = widgetsOf().find(({ properties }) => title.test(textAt(properties, "title")));
  assert.ok(found, `no widget ${title}`);
  return found;
};
/** Namespace, name and dimensions of each line of a widget; calculations are left out. */
const metricsOf = (title: RegExp) =>
  listAt(titled(title).properties, "metrics[]")
    .map((line) => (Array.isArray(line) ? line.filter((part) => typeof part === "string") : []))
    .filter((line) => line.length > 0);

describe("a stage's dashboard", () => {
  it("is one that CloudWatch takes", () => {
    assert.deepEqual(bodyFaults(dashboardBody(view)), []);
    const crowded = Array.from(
      { length: 101 },
      (_, at) => `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:alarm-${at}`,
    );
    assert.deepEqual(bodyFaults(dashboardBody({ ...view, alarmArns: crowded })), []);
    const lamps = widgetsOf({ alarmArns: crowded }).flatMap(({ properties }) =>
      textsAt(properties, "alarms[]"),
    );
    for (const arn of crowded) assert.ok(lamps.includes(arn), arn);
  });

  it("has no widget upon another", () => {
    const taken = new Set<string>();
    for (const { x, y, width, height } of widgetsOf())
      for (let column = x; column < x + width; column++)
        for (let row = y; row < y + height; row++) {
          const cell = `${column}/${row}`;
          assert.equal(taken.has(cell), false, cell);
          taken.add(cell);
        }
  });

  it("goes from what was ingested to what it is done with", () => {
    const all = [
      "## Ingests per hour",
      "## The pipeline",
      "## Failures",
      "## Dead-letter queues",
      "## The API",
      "## The clusters",
      "## Replication",
      "## Functions",
    ];
    assert.deepEqual(headings(), all);
    const alarmArns = [`arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:break-glass`];
    assert.deepEqual(headings({ alarmArns }), ["## Alarms", ...all]);
    const bare = { domains: [], replications: [], functions: [] };
    assert.deepEqual(headings(bare), all.slice(0, 5));
  });

  it("counts by the hour what was unpacked, what was stored and all that failed", () => {
    const hourly = titled(/^Per hour$/).properties;
    assert.deepEqual([hourly["period"], hourly["stat"]], [3600, "Sum"]);
    assert.deepEqual(metricsOf(/^Per hour$/), [
      ["storage-pre-bag-unpacker", "storage-pre-bag-unpacker/Successful"],
      ["storage-pre-bag-register", "storage-pre-bag-register/Successful"],
      ["storage-pre-bag-unpacker", "storage-pre-bag-unpacker/TerminalFailure"],
      ["storage-pre-bag-register", "storage-pre-bag-register/TerminalFailure"],
      ["storage-pre-ingests-service", "storage-pre-ingests-service/TerminalFailure"],
    ]);
  });

  it("shows each step in its order, with what it does, its queue and its tasks", () => {
    const titles = widgetsOf().map(({ properties }) => textAt(properties, "title"));
    assert.deepEqual(
      titles.filter((title) => /^\d/.test(title)),
      [
        "1. bag-unpacker: unpacks the archive file of a bag",
        "2. bag_register: registers a bag",
        "3. ingests-service: keeps the record of each ingest",
        "4. bags-api: answers which bags there are",
      ],
    );
    const ofQueue = ["QueueName", "storage-pre_bag_register_input"];
    assert.deepEqual(metricsOf(/^2\./), [
      ["AWS/SQS", "ApproximateNumberOfMessagesVisible", ...ofQueue],
      ["AWS/SQS", "ApproximateNumberOfMessagesNotVisible", ...ofQueue],
      ["AWS/SQS", "ApproximateAgeOfOldestMessage", ...ofQueue],
    ]);
    assert.equal(
      JSON.stringify(listAt(titled(/^2\./).properties, "metrics[]")[0]),
      '[{"expression":"waiting + inHand","label":"waiting and in hand"}]',
    );
    const lines = listAt(dashboardBody(view), "widgets[].properties.metrics[]").map((line) =>
      Array.isArray(line) ? line.slice(0, -1).join(" ") : "",
    );
    for (const { name } of view.steps)
      assert.ok(
        lines.includes(
          `ECS/ContainerInsights RunningTaskCount ClusterName strongroom-pre ServiceName ${name}`,
        ),
        name,
      );
  });

  it("shows by step what failed for good, and what is to be tried again", () => {
    for (const [title, result] of [
      [/^Failed for good/, "TerminalFailure"],
      [/^To be tried again/, "RetryableFailure"],
    ] as const)
      assert.deepEqual(
        metricsOf(title),
        ["bag-unpacker", "bag-register", "ingests-service"].map((program) => [
          `storage-pre-${program}`,
          `storage-pre-${program}/${result}`,
        ]),
      );
  });

  it("has a lamp and a line for each dead-letter queue", () => {
    const names = ["bag_unpacker_input", "bag_register_input", "ingests_input"].map(
      (name) => queue(name).deadLetterName,
    );
    assert.deepEqual(
      titled(/^Not empty/).properties["alarms"],
      names.map((name) => `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:${name}_not_empty`),
    );
    assert.deepEqual(
      metricsOf(/^Messages in dead/).map((line) => line[3]),
      names,
    );
  });

  it("shows the API, the clusters, replication and functions by their own names", () => {
    const ofApi = ["ApiName", "Storage API (storage-pre)", "Stage", "v1"];
    assert.deepEqual(metricsOf(/^Calls/), [["AWS/ApiGateway", "Count", ...ofApi]]);
    assert.deepEqual(
      metricsOf(/^Errors$/).map((line) => line[1]),
      ["4XXError", "5XXError"],
    );
    assert.ok(metricsOf(/^Answers/).some((line) => line[1] === "IngestsApi_HttpResponse_ServerError"));
    const ofDomain = ["DomainName", "strongroom-pre-logging", "ClientId", ACCOUNT];
    assert.deepEqual(metricsOf(/logging: room/), [["AWS/ES", "FreeStorageSpace", ...ofDomain]]);
    assert.equal(titled(/logging: room/).properties["stat"], "Minimum");
    const ofRule = [
      "SourceBucket",
      "archive-vault-pre",
      "DestinationBucket",
      "archive-replica-pre",
      "RuleId",
      "mirror",
    ];
    assert.deepEqual(metricsOf(/^Behind/), [["AWS/S3", "ReplicationLatency", ...ofRule]]);
    assert.deepEqual(
      metricsOf(/^Longest run/).map((line) => line[3]),
      view.functions,
    );
  });

  it("refuses a pipeline of no steps, and one whose metrics tell of no ingests", () => {
    assert.throws(() => widgetsOf({ steps: [] }), /steps: at least one is needed/);
    assert.throws(
      () => widgetsOf({ steps: view.steps.filter(({ name }) => !name.endsWith("register")) }),
      /no step has the metrics namespace storage-pre-bag-register, by which the dashboard counts bags stored; there are storage-pre-bag-unpacker, storage-pre-ingests-service/,
    );
    assert.throws(() => widgetsOf({ namespace: "storage-pro" }), /storage-pro-bag-unpacker/);
  });
});
