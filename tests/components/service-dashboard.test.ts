import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { serviceBody } from "../../components/dashboard/service-body";
import { ServiceDashboard } from "../../components/dashboard/service-dashboard";
import type { ServiceView } from "../../components/dashboard/service-view";
import { listAt, textsAt } from "../../rehearsal/clouds/aws/values";
import { REGION, runComponent } from "./ground";

const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";

const view: ServiceView = {
  region: REGION,
  clusterName: "strongroom-pre",
  serviceName: "webservice",
  loadBalancer: "app/web/0123456789abcdef",
  targetGroups: { blue: "targetgroup/blue/1", green: "targetgroup/green/2" },
  databaseCluster: "webservice",
  checkName: "strongroom-pre-site",
  edgeFirewall: "strongroom-pre-site",
  alarmArns: ["arn:aws:cloudwatch:eu-west-1:111122223333:alarm:webservice-5xx"],
};

const titled = (body: unknown, title: string): unknown =>
  listAt(body, "widgets[].properties").find(
    (properties) => Reflect.get(Object(properties), "title") === title,
  );

const metricsOf = (body: unknown, title: string): readonly unknown[] =>
  listAt(titled(body, title), "metrics[]");

describe("ServiceDashboard", () => {
  it("is what CloudWatch takes, of what other stacks tell", async () => {
    const graph = await runComponent(
      (_ground, opts) =>
        void new ServiceDashboard(
          "web",
          {
            dashboardName: "webservice-pre",
            ...view,
            targetGroups: pulumi.output(view.targetGroups),
            loadBalancer: pulumi.output(view.loadBalancer),
          },
          opts,
        ),
    );
    const { inputs } = graph.one(DASHBOARD, "web-dashboard");
    assert.equal(inputs["dashboardName"], "webservice-pre");
    assert.deepEqual(
      JSON.parse(String(inputs["dashboardBody"])),
      JSON.parse(JSON.stringify(serviceBody(view))),
    );
  });

  it("names every target group and the cluster", () => {
    const text = JSON.stringify(serviceBody(view));
    for (const named of [...Object.values(view.targetGroups), view.clusterName, view.loadBalancer])
      assert.ok(text.includes(`"${named}"`), named);
    for (const title of ["Requests of each task", "Faults of ours (5XX)", "Tasks that are not well"])
      assert.equal(metricsOf(serviceBody(view), title).length, 2, title);
  });

  it("draws what is promised beside what is: 99.9 % of answers, and 0.8 s for all but one in twenty", () => {
    const body = serviceBody(view);
    const levels = (title: string) => listAt(titled(body, title), "annotations.horizontal[]");
    assert.deepEqual(levels("Availability"), [{ label: "promised", value: 99.9 }]);
    const slow = "Time to answer: all but one in twenty";
    assert.deepEqual(levels(slow), [{ label: "promised", value: 0.8 }]);
    assert.deepEqual(metricsOf(body, slow)[0], [
      "AWS/ApplicationELB",
      "TargetResponseTime",
      "LoadBalancer",
      view.loadBalancer,
      "TargetGroup",
      "targetgroup/blue/1",
      { label: "blue", stat: "p95" },
    ]);
    // A calculation finds each of its parts on the same graph.
    const lines = JSON.stringify(metricsOf(body, "Availability"));
    for (const id of ["requests", "failed", "unserved"]) assert.ok(lines.includes(`"id":"${id}"`), id);
  });

  it("tells of the firewall where CloudFront does", () => {
    const body = serviceBody(view);
    assert.deepEqual(textsAt(titled(body, "Requests"), "region"), ["us-east-1"]);
    assert.deepEqual(textsAt(titled(body, "Connections"), "region"), [REGION]);
  });

  it("leaves out what the service does not have", () => {
    const { databaseCluster: _1, checkName: _2, edgeFirewall: _3, alarmArns: _4, ...bare } = view;
    const titles = textsAt(serviceBody(bare), "widgets[].properties.title");
    for (const title of ["Connections", "Time of a run", "Requests", "Alarms"])
      assert.equal(titles.includes(title), false, title);
    assert.ok(titles.includes("Availability"));
  });

  it("refuses a service of no target group", async () => {
    const make = (targetGroups: ServiceView["targetGroups"]) =>
      runComponent(
        (_ground, opts) =>
          void new ServiceDashboard("web", { dashboardName: "web", ...view, targetGroups }, opts),
      );
    await assert.rejects(make({}), /targetGroups: name every target group of the service, at least one/);
    await make({ only: "targetgroup/only/1" });
  });
});
