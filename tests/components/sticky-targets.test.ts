import * as assert from "node:assert/strict";
import { StickyTargets, type StickyTargetsArgs } from "../../components/load-balancer/sticky-targets";
import type { Graph } from "../graph/graph";
import { findingsOf } from "../policies/findings";
import { runComponent } from "./ground";
import { configurations } from "./pack-configurations";
import { webLoadBalancer } from "./web";

const TARGETS = "aws:lb/targetGroup:TargetGroup";
const RULE = "aws:lb/listenerRule:ListenerRule";

const make = (others: Partial<StickyTargetsArgs> = {}): Promise<Graph> =>
  runComponent((ground, opts) => {
    const door = webLoadBalancer(ground, opts);
    const targets = new StickyTargets(
      "web",
      {
        targetGroupName: "vault-pro-web",
        vpcId: ground.vpcId,
        port: 8081,
        healthPath: "/actuator/health",
        hostName: "vault.example.org",
        closedPaths: ["/actuator*", "/v3*"],
        listenerArn: door.httpsListenerArn,
        stickySeconds: 900,
        ...others,
      },
      opts,
    );
    return {
      ...ground,
      listenerArn: door.httpsListenerArn,
      targetGroupArn: targets.targetGroupArn,
      arnSuffix: targets.arnSuffix,
    };
  });

describe("StickyTargets", () => {
  let graph: Graph;
  before(async () => (graph = await make()));
  const rule = (role: string) => graph.one(RULE, `web-${role}`);

  it("has a browser come back to the task that knows it, for as long as its session lasts", () => {
    const { inputs } = graph.one(TARGETS, "web-targets");
    assert.deepEqual(inputs["stickiness"], { enabled: true, type: "lb_cookie", cookieDuration: 900 });
    assert.deepEqual([inputs["name"], inputs["targetType"], inputs["port"]], ["vault-pro-web", "ip", 8081]);
  });

  it("asks the tasks themselves how they are, by a path that is closed to everybody else", () => {
    const { healthCheck, deregistrationDelay } = graph.one(TARGETS, "web-targets").inputs;
    const { path, matcher, port } = Object(healthCheck);
    assert.deepEqual([path, matcher, port], ["/actuator/health", "200", "traffic-port"]);
    assert.equal(deregistrationDelay, 60);
  });

  it("answers closed paths itself, before any rule that leads to a task, and is open only after that", () => {
    const [closed, open] = [rule("closed"), rule("open")];
    assert.deepEqual(closed.inputs["conditions"], [{ pathPattern: { values: ["/actuator*", "/v3*"] } }]);
    assert.deepEqual(closed.inputs["actions"], [
      {
        type: "fixed-response",
        fixedResponse: { statusCode: "404", contentType: "text/plain", messageBody: "Not found" },
      },
    ]);
    assert.ok(Number(closed.inputs["priority"]) < Number(open.inputs["priority"]));
    assert.ok(open.dependsOn.includes(closed.urn));
    for (const { inputs } of [closed, open])
      assert.equal(inputs["listenerArn"], graph.outputs["listenerArn"]);
  });

  it("leads its own name to its tasks, and no other", () => {
    assert.deepEqual(rule("open").inputs["conditions"], [{ hostHeader: { values: ["vault.example.org"] } }]);
    assert.deepEqual(rule("open").inputs["actions"], [
      { type: "forward", targetGroupArn: graph.one(TARGETS, "web-targets").outputs["arn"] },
    ]);
    assert.equal(graph.of(RULE).length, 2);
  });

  it("tells its group and how CloudWatch calls it", () => {
    const { arn, arnSuffix } = graph.one(TARGETS, "web-targets").outputs;
    assert.deepEqual([graph.outputs["targetGroupArn"], graph.outputs["arnSuffix"]], [arn, arnSuffix]);
  });

  it("passes the policy pack", async () => {
    assert.deepEqual(await findingsOf(graph, configurations, (name) => name.startsWith("web-")), []);
  });

  it("refuses more closed paths than a condition has room for, and none, and takes as many", async () => {
    const paths = (count: number) => Array.from({ length: count }, (_, number) => `/closed-${number}*`);
    await make({ closedPaths: paths(3) });
    await assert.rejects(make({ closedPaths: paths(4) }), /closedPaths: 1 to 3, got 4/);
    await assert.rejects(make({ closedPaths: [] }), /closedPaths: 1 to 3, got 0/);
  });

  it("refuses a name that a balancer does not take, and takes the longest", async () => {
    await make({ targetGroupName: "v".repeat(32) });
    await assert.rejects(make({ targetGroupName: "v".repeat(33) }), /32/);
  });
});
