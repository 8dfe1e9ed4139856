import * as assert from "node:assert/strict";
import { serviceNames, workerNames } from "../../projects/datavault/names";
import { stages } from "../../projects/estate";
import { bodyFaults } from "../../rehearsal/clouds/aws/dashboard-body";
import { listAt } from "../../rehearsal/clouds/aws/values";
import type { Graph } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

for (const stage of stages)
  describe(`the dashboard of DataVault in ${stage}`, () => {
    let body: unknown;
    let alarmed: ReadonlySet<string>;
    before(async function () {
      this.timeout(120_000);
      const app = await deployed(estateStack("datavault/app"), stage);
      const base = await deployed(estateStack("datavault/base"), stage);
      const { inputs } = app.one("aws:cloudwatch/dashboard:Dashboard", "dashboard");
      assert.equal(inputs["dashboardName"], `strongroom-${stage}-datavault`);
      body = JSON.parse(String(inputs["dashboardBody"]));
      alarmed = new Set([...metricsWithAlarms(app), ...metricsWithAlarms(base)]);
    });
    /** Metrics that are shown: namespace, name and dimensions. */
    const shown = () => listAt(body, "widgets[].properties.metrics[]").map((line) => JSON.stringify(line));

    it("is taken by CloudWatch", () => {
      assert.deepEqual(bodyFaults(body), []);
      assert.ok(shown().length > 0);
    });

    it("shows every service that can be, however many workers run", () => {
      const { web, broker, worker } = serviceNames(stage);
      for (const service of [web, broker, ...workerNames.map(worker)])
        assert.ok(
          shown().some((line) => line.includes(`"ServiceName","${service}"`)),
          service,
        );
    });

    it("shows no queue and no failure by another name than its alarm has", () => {
      const ours = listAt(body, "widgets[].properties.metrics[]")
        .map((line) => keyOf(Array.isArray(line) ? line : []))
        .filter((key) => key.startsWith("Strongroom/"));
      assert.ok(ours.length >= 8);
      // Workers that do not run have no alarms.
      const idle = workerNames.map((name) => `queue=restart-${name}`);
      assert.deepEqual(
        ours.filter((key) => !alarmed.has(key) && !idle.some((queue) => key.includes(queue))),
        [],
      );
    });
  });

/** `namespace/name a=b`, of a line of a graph: its last part is how it is drawn. */
function keyOf(line: readonly unknown[]): string {
  const [namespace, name, ...rest] = line.slice(0, -1).map(String);
  const dimensions = rest.flatMap((word, index) => (index % 2 === 0 ? [`${word}=${rest[index + 1]}`] : []));
  return [`${namespace}/${name}`, ...dimensions.toSorted()].join(" ");
}

const metricsWithAlarms = (graph: Graph): readonly string[] =>
  graph.of(ALARM).map(({ inputs }) => {
    const dimensions = Object.entries(Object(inputs["dimensions"] ?? {})).map(
      ([key, value]) => `${key}=${String(value)}`,
    );
    return [`${String(inputs["namespace"])}/${String(inputs["metricName"])}`, ...dimensions.toSorted()].join(
      " ",
    );
  });
