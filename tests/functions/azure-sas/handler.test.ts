import * as assert from "node:assert/strict";
import { mock } from "node:test";
import { z } from "zod";
import { bundledFunction } from "../bundled-function";

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
    const deployed = await bundledFunction("azure-sas");
    try {
      assert.equal(typeof deployed.handler(), "function");
    } finally {
      deployed.remove();
    }
  });
});
