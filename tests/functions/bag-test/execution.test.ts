import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import { isBuiltin } from "node:module";
import * as path from "node:path";
import { mock } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { bagTestDefinition } from "../../../components/bag-test/definition";
import { bundle } from "../../../components/functions/bundle";
import { ROOT } from "../../graph/project";
import { untilEvent, wholeIngest } from "./ingest-events";
import { BUCKET, CLIENT, IDENTIFIER, LocalStorageService, refused, SECRETS } from "./local-storage-service";
import { execute, type Execution } from "./states-interpreter";

const FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:strongroom-pre-bag-test";
const LIMIT_SECONDS = 7200;

const Bundle = z.looseObject({
  handler: z.custom<(event: unknown) => Promise<unknown>>((value) => typeof value === "function"),
});

/** The file that Lambda gets. */
async function bundled(): Promise<string> {
  const archive = bundle(path.join(ROOT, "functions/bag-test/index.ts"));
  assert.ok(archive instanceof pulumi.asset.AssetArchive);
  const file: unknown = Reflect.get(Object(await archive.assets), "index.js");
  assert.ok(file instanceof pulumi.asset.FileAsset);
  return path.resolve(await file.path);
}

/** A line of CloudWatch's embedded metric format. */
const MetricLine = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.tuple([
      z.object({
        Namespace: z.literal("Strongroom"),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string(), Unit: z.string() })),
      }),
    ]),
  }),
  service: z.literal("strongroom-pre-bag-test"),
});

/** Metrics by name, with the step where they have one, and what they tell. */
function metricsIn(lines: readonly string[]): Readonly<Record<string, unknown>> {
  const metrics = lines.flatMap((line) => {
    const { _aws, ...values } = MetricLine.parse(JSON.parse(line));
    const [{ Dimensions, Metrics }] = _aws.CloudWatchMetrics;
    const step = Dimensions.flat().includes("step") ? ` ${String(values["step"])}` : "";
    return Metrics.map(({ Name, Unit }) => [`${Name}${step}`, `${String(values[Name])} ${Unit}`] as const);
  });
  return Object.fromEntries(metrics);
}

describe("the bag test as Step Functions and Lambda run it", () => {
  const untouched = { ...process.env };
  let service: LocalStorageService;
  let handler: (event: unknown) => Promise<unknown>;
  /** What the function wrote. */
  let lines: string[];

  before(async () => {
    service = await LocalStorageService.open();
    Object.assign(process.env, {
      // As NodeFunction and BagTest set them.
      POWERTOOLS_SERVICE_NAME: "strongroom-pre-bag-test",
      POWERTOOLS_METRICS_NAMESPACE: "Strongroom",
      API_URL: service.apiUrl,
      TOKEN_URL: service.tokenUrl,
      IDENTIFIER,
      INFRA_BUCKET: BUCKET,
      CLIENT_ID_SECRET: SECRETS.id,
      CLIENT_SECRET_SECRET: SECRETS.secret,
      LIMIT_SECONDS: `${LIMIT_SECONDS}`,
      // Metrics go where a test can see them, and the log nowhere.
      POWERTOOLS_DEV: "true",
      POWERTOOLS_METRICS_DISABLED: "false",
      POWERTOOLS_LOG_LEVEL: "SILENT",
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "none",
      AWS_SECRET_ACCESS_KEY: "none",
      AWS_ENDPOINT_URL: service.origin,
    });
    ({ handler } = Bundle.parse(require(await bundled())));
  });
  beforeEach(() => {
    lines = [];
    mock.method(console, "log", (line: string) => lines.push(line));
    mock.timers.enable({ apis: ["Date"], now: Date.now() });
    service.standings = [{ status: "succeeded", version: "v5", events: wholeIngest }];
    service.hasBag = true;
    service.objects.clear();
  });
  afterEach(() => {
    mock.timers.reset();
    mock.restoreAll();
  });
  after(() => {
    service.close();
    process.env = untouched;
  });

  const executed = (call = handler): Promise<Execution> =>
    execute({
      definition: JSON.stringify(bagTestDefinition(FUNCTION, LIMIT_SECONDS)),
      name: "run-1",
      input: {},
      startTime: new Date(),
      wait: (seconds) => mock.timers.tick(seconds * 1000),
      call,
    });
  const visits = ({ path }: Execution, state: string) => path.filter((name) => name === state).length;

  it("stores a bag, and says how long each step took", async () => {
    service.standings = [
      { status: "accepted", events: [] },
      { status: "processing", events: untilEvent("Unpacking started") },
      { status: "processing", version: "v5", events: untilEvent("Aggregating") },
      { status: "succeeded", version: "v5", events: wholeIngest },
    ];
    const execution = await executed();
    assert.equal(execution.status, "SUCCEEDED");
    assert.equal(visits(execution, "Look"), 4);
    assert.deepEqual([...service.objects.keys()], ["test_bags/run-1.tar.gz"]);
    const result = z
      .looseObject({
        succeeded: z.literal(true),
        summary: z.string(),
        steps: z.array(z.looseObject({ step: z.string(), seconds: z.number() })),
      })
      .parse(execution.output);
    assert.match(
      result.summary,
      /^testing\/test_bag v5 was stored in 8 min \d+ s\. Unpacking: 3\.2 s, from 1 min 1 s on; .*Register: 9\.6 s, from 8 min 10 s on$/,
    );
    assert.equal(result.steps.find(({ step }) => step === "Verification (Azure)")?.seconds, 64);
  });

  it("tells it in metrics", async () => {
    await executed();
    const { BagTestSeconds, ...metrics } = metricsIn(lines);
    assert.match(String(BagTestSeconds), /^499\.\d Seconds|^500 Seconds/);
    assert.deepEqual(metrics, {
      BagTestSucceeded: "1 Count",
      "StepSeconds Unpacking": "3.2 Seconds",
      "StepSeconds Detecting bag root": "1 Seconds",
      "StepSeconds Verification (pre-replicating to archive storage)": "2.5 Seconds",
      "StepSeconds Assigning bag version": "0.4 Seconds",
      "StepSeconds Replicating to primary location": "5 Seconds",
      "StepSeconds Replicating to Azure": "8 Seconds",
      "StepSeconds Verification (primary location)": "3 Seconds",
      "StepSeconds Verification (Azure)": "64 Seconds",
      "StepSeconds Aggregating replicas": "10 Seconds",
      "StepSeconds Register": "9.6 Seconds",
    });
  });

  it("fails with the step that failed, and with the steps that did not", async () => {
    service.standings = [
      {
        status: "failed",
        events: [
          ...untilEvent("Detecting bag root started"),
          [125, "Detecting bag root failed - Unable to locate root of bag"],
        ],
      },
    ];
    const { status, error, cause } = await executed();
    assert.deepEqual([status, error], ["FAILED", "BagTestFailed"]);
    assert.match(
      cause ?? "",
      /^testing\/test_bag was not stored \(ingest [\w-]{36}\): the ingest is failed: Detecting bag root failed - Unable to locate root of bag\. Unpacking: 3\.2 s, .*; Detecting bag root: failed, from 2 min 0 s on$/,
    );
    assert.deepEqual(metricsIn(lines), {
      BagTestSucceeded: "0 Count",
      "StepSeconds Unpacking": "3.2 Seconds",
    });
  });

  it("fails at once when the API refuses the ingest", async () => {
    service.instead["POST /ingests"] = [refused(400, "Bad Request", "Invalid value at .bag")];
    const { status, cause, path } = await executed();
    assert.deepEqual(
      [status, cause],
      ["FAILED", "testing/test_bag was not stored: POST /ingests answered 400: Invalid value at .bag"],
    );
    assert.deepEqual(path, ["Begin", "Over?", "End", "Stored?", "Failed"]);
    assert.deepEqual(metricsIn(lines), { BagTestSucceeded: "0 Count" });
  });

  it("fails when the ingest does not get on within two hours, long before Step Functions would cut it off", async () => {
    service.standings = [{ status: "processing", events: untilEvent("Unpacking succeeded") }];
    const execution = await executed();
    assert.equal(execution.status, "FAILED");
    assert.match(
      execution.cause ?? "",
      /not at its end after 120 minutes; the ingest is processing: Unpacking succeeded/,
    );
    assert.equal(visits(execution, "Look"), LIMIT_SECONDS / 30);
    assert.equal(metricsIn(lines)["BagTestSucceeded"], "0 Count");
  });

  it("is cut off when even that does not end it", async () => {
    const { status } = await executed(async (payload) => ({
      ...Object(await handler(payload)),
      over: false,
    }));
    assert.equal(status, "TIMED_OUT");
  });

  for (const [task, known] of [
    ["begin", /^testing\/test_bag was not stored: the test itself failed: TypeError: broken$/],
    [
      "look",
      /^testing\/test_bag was not stored \(ingest [\w-]{36}\): the test itself failed: TypeError: broken$/,
    ],
  ] as const)
    it(`tells of it and fails when the function fails to ${task}`, async () => {
      const { status, cause } = await executed((payload) =>
        Reflect.get(Object(payload), "task") === task
          ? Promise.reject(new TypeError("broken"))
          : handler(payload),
      );
      assert.equal(status, "FAILED");
      assert.match(cause ?? "", known);
      assert.deepEqual(metricsIn(lines), { BagTestSucceeded: "0 Count" });
    });

  it("fails when the function cannot even end it", async () => {
    const { status, cause } = await executed((payload) =>
      Reflect.get(Object(payload), "task") === "end" ? Promise.reject(new Error("broken")) : handler(payload),
    );
    assert.equal(status, "FAILED");
    assert.match(cause ?? "", /broken/);
  });

  it("lets no secret and no token into the data that Step Functions shows", async () => {
    service.standings = [{ status: "accepted", events: [] }, ...service.standings];
    const { data } = await executed();
    service.instead["POST /ingests"] = [refused(403, "Forbidden")];
    const shown = JSON.stringify([data, (await executed()).data, lines]);
    assert.ok(data.length >= 4);
    for (const secret of [CLIENT.secret, service.token]) {
      assert.ok(secret.length > 10);
      assert.equal(shown.includes(secret), false);
    }
  });

  it("is one file, that finds all else in Lambda's runtime", async () => {
    const required = fs.readFileSync(await bundled(), "utf8").matchAll(/require\("([^"]+)"\)/g);
    const packages = [...required].map(([, name = ""]) => name).filter((name) => !isBuiltin(name));
    assert.deepEqual([...new Set(packages)].toSorted(), [
      "@aws-sdk/client-s3",
      "@aws-sdk/client-secrets-manager",
    ]);
  });

  it("takes no task that it does not know", async () => {
    await assert.rejects(handler({ task: "delete" }), /task/);
  });
});
