import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { dashboardBody } from "../../components/dashboard/dashboard-body";
import { StageDashboard } from "../../components/dashboard/stage-dashboard";
import type { StageView } from "../../components/dashboard/stage-view";
import { WorkQueue } from "../../components/pipeline/work-queue";
import { textsAt } from "../../rehearsal/clouds/aws/values";
import { ACCOUNT, REGION, runComponent } from "./ground";

const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";

const view: StageView = {
  region: REGION,
  accountId: ACCOUNT,
  namespace: "storage-pre",
  steps: ["bag-unpacker", "bag-register"].map((name) => ({
    name: `storage-pre-${name}`,
    does: "works",
    queue: null,
    metricsNamespaces: [`storage-pre-${name}`],
  })),
  api: { name: "Storage API", stageName: "v1" },
  clusterName: "strongroom-pre",
  domains: [],
  replications: [],
  functions: [],
};

const make = (steps: StageView["steps"]) =>
  runComponent(
    (_ground, opts) =>
      void new StageDashboard(
        "stage",
        // As other stacks tell it.
        {
          dashboardName: "strongroom-pre",
          ...view,
          steps: pulumi.output(steps),
          api: pulumi.output(view.api),
        },
        opts,
      ),
  );

describe("StageDashboard", () => {
  it("is the stage's one dashboard, of what other stacks tell", async () => {
    const { inputs } = (await make(view.steps)).one(DASHBOARD, "stage-dashboard");
    assert.equal(inputs["dashboardName"], "strongroom-pre");
    assert.deepEqual(JSON.parse(String(inputs["dashboardBody"])), dashboardBody(view));
  });

  it("has lamps for the alarms that queues really have", async () => {
    const graph = await runComponent(({ keyArn, alarmTopicArn }, opts) => {
      const { queueName, deadLetterName } = new WorkQueue(
        "input",
        {
          queueName: "storage-pre_bag_unpacker_input",
          region: REGION,
          accountId: ACCOUNT,
          keyArn,
          topics: {},
          visibilitySeconds: 300,
          receives: 3,
          alarmTopicArn,
        },
        opts,
      );
      const queue = pulumi.all([queueName, deadLetterName]);
      const steps = queue.apply(([name, letters]) =>
        view.steps.map((step) => ({ ...step, queue: { name, deadLetterName: letters } })),
      );
      new StageDashboard("stage", { dashboardName: "strongroom-pre", ...view, steps }, opts);
    });
    const { outputs } = graph.one("aws:cloudwatch/metricAlarm:MetricAlarm", "input-dlq-not-empty");
    const body: unknown = JSON.parse(String(graph.one(DASHBOARD, "stage-dashboard").inputs["dashboardBody"]));
    const lamps = textsAt(body, "widgets[].properties.alarms[]");
    assert.deepEqual([...new Set(lamps)], [outputs["arn"]]);
  });

  it("refuses a pipeline of no steps", async () => {
    await assert.rejects(make([]), /steps: at least one is needed/);
  });
});
