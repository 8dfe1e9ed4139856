import * as assert from "node:assert/strict";
import { mock } from "node:test";
import { z } from "zod";
import type { SnapshotTaken } from "../../../functions/search-setup/snapshots";
import type { Made } from "../../../functions/search-setup/wanted";

const MetricLine = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string() })),
      }),
    ),
  }),
});

describe("counting what the set-up's function has done", () => {
  const untouched = { ...process.env };
  before(() => {
    Object.assign(process.env, {
      // As NodeFunction sets them.
      POWERTOOLS_SERVICE_NAME: "logging-setup",
      POWERTOOLS_METRICS_NAMESPACE: "Strongroom",
      // Metrics go where a test can see them.
      POWERTOOLS_DEV: "true",
      POWERTOOLS_METRICS_DISABLED: "false",
    });
  });
  after(() => {
    process.env = untouched;
  });

  async function counted(answer: Made | SnapshotTaken) {
    const { countDone } = await import("../../../functions/search-setup/count");
    const log = mock.method(console, "log", () => undefined);
    try {
      countDone(answer);
      return log.mock.calls.map(({ arguments: line }): unknown => JSON.parse(line.map(String).join(" ")));
    } finally {
      log.mock.restore();
    }
  }

  it("tells of a snapshot by the metric that the alarm looks at", async () => {
    const [line, ...others] = await counted({ taken: "daily-2026-11-21", removed: [] });
    assert.deepEqual(others, []);
    const { _aws, ...values } = MetricLine.parse(line);
    assert.deepEqual(_aws.CloudWatchMetrics, [
      { Namespace: "Strongroom", Dimensions: [["service"]], Metrics: [{ Name: "SnapshotTaken" }] },
    ]);
    assert.deepEqual(values, { service: "logging-setup", SnapshotTaken: 1 });
  });

  it("tells of none after a set-up", async () => {
    assert.deepEqual(await counted({ changed: ["user log-router"], unchanged: 3 }), []);
  });
});
