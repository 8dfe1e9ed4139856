import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { mock } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { bundle } from "../../../components/functions/bundle";
import { ROOT } from "../../graph/project";

/** A line of CloudWatch's embedded metric format with one metric. */
const MetricLine = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.tuple([
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.tuple([z.object({ Name: z.string(), Unit: z.string() })]),
      }),
    ]),
  }),
});

/** What is written to the console while something runs. */
function logged(run: () => void): readonly string[] {
  const log = mock.method(console, "log", () => undefined);
  try {
    run();
    return log.mock.calls.map(({ arguments: line }) => line.map(String).join(" "));
  } finally {
    log.mock.restore();
  }
}

describe("the renewal as Lambda runs it", () => {
  const untouched = { ...process.env };
  before(() => {
    Object.assign(process.env, {
      // As NodeFunction sets them.
      POWERTOOLS_SERVICE_NAME: "sas-renewal",
      POWERTOOLS_METRICS_NAMESPACE: "Strongroom",
      // Metrics go where a test can see them, and the log nowhere.
      POWERTOOLS_DEV: "true",
      POWERTOOLS_METRICS_DISABLED: "false",
      POWERTOOLS_LOG_LEVEL: "SILENT",
      AWS_REGION: "eu-west-1",
    });
  });
  after(() => {
    process.env = untouched;
  });

  it("publishes the metric that the alarm looks at", async () => {
    const secret = "azure/archive/copy/read_only_sas_url";
    const { publish } = await import("../../../functions/azure-sas");
    const lines = logged(() => publish(secret, 6.5));
    assert.equal(lines.length, 1);
    const { _aws, ...values } = MetricLine.parse(JSON.parse(lines.join("")));
    assert.deepEqual(_aws.CloudWatchMetrics, [
      {
        Namespace: "Strongroom",
        Dimensions: [["service", "secret"]],
        Metrics: [{ Name: "DaysLeft", Unit: "Count" }],
      },
    ]);
    assert.deepEqual(values, { service: "sas-renewal", secret, DaysLeft: 6.5 });
  });

  it("is one file with Azure's clients, that finds AWS's in the runtime", async () => {
    const archive = bundle(path.join(ROOT, "functions/azure-sas/index.ts"));
    assert.ok(archive instanceof pulumi.asset.AssetArchive);
    const file: unknown = Reflect.get(Object(await archive.assets), "index.js");
    assert.ok(file instanceof pulumi.asset.FileAsset);
    const runtime = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-runtime-"));
    try {
      fs.mkdirSync(path.join(runtime, "node_modules"));
      const clients = path.join(ROOT, "node_modules/@aws-sdk");
      fs.symlinkSync(clients, path.join(runtime, "node_modules/@aws-sdk"));
      fs.copyFileSync(await file.path, path.join(runtime, "index.js"));
      const made: unknown = require(path.join(runtime, "index.js"));
      assert.equal(typeof Reflect.get(Object(made), "handler"), "function");
    } finally {
      fs.rmSync(runtime, { recursive: true });
    }
  });
});
