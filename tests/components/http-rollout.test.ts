import * as assert from "node:assert/strict";
import type { Graph } from "../graph/graph";
import { ACCOUNT, REGION, role } from "./ground";
import { allows } from "./policy-evaluation";
import { CLUSTER } from "./service";
import { canary, makeHttpService } from "./web";

const TARGETS = "aws:lb/targetGroup:TargetGroup";
const RULE = "aws:lb/listenerRule:ListenerRule";
const POLICY = "aws:appautoscaling/policy:Policy";

describe("HttpService with a canary", () => {
  let graph: Graph;
  before(async () => {
    graph = await makeHttpService({ rollout: canary });
  });
  const arn = (type: string, name: string) => graph.one(type, name).outputs["arn"];
  const service = () => graph.one("aws:ecs/service:Service", "images-service");

  it("tries a new revision with 5 % of the requests for 10 minutes, and watches it for 10 more", () => {
    const { inputs } = service();
    assert.deepEqual(inputs["deploymentConfiguration"], {
      strategy: "CANARY",
      bakeTimeInMinutes: "10",
      canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: "10" },
    });
    assert.deepEqual(inputs["loadBalancers"], [
      {
        targetGroupArn: arn(TARGETS, "images-blue"),
        containerName: "web",
        containerPort: 8000,
        advancedConfiguration: {
          alternateTargetGroupArn: arn(TARGETS, "images-green"),
          productionListenerRule: arn(RULE, "images-rule"),
          testListenerRule: arn(RULE, "images-test-rule"),
          roleArn: role("images-pro_deployments"),
        },
      },
    ]);
    assert.deepEqual(inputs["alarms"], {
      alarmNames: ["images-pro_blue_5xx", "images-pro_green_5xx"],
      enable: true,
      rollback: true,
    });
  });

  it("asks both groups the same", () => {
    const { name: blue, ...ofBlue } = graph.one(TARGETS, "images-blue").inputs;
    const { name: green, ...ofGreen } = graph.one(TARGETS, "images-green").inputs;
    assert.deepEqual([blue, green], ["images-pro-blue", "images-pro-green"]);
    assert.deepEqual(ofGreen, ofBlue);
  });

  it("has two rules that only forward, whose shares are ECS's own from then on", () => {
    const rules = [
      ["images-rule", "httpsListenerArn", [100, 0]],
      ["images-test-rule", "testListenerArn", [0, 100]],
    ] as const;
    for (const [name, listener, [blue, green]] of rules) {
      const { inputs, ignoreChanges } = graph.one(RULE, name);
      assert.deepEqual(inputs, {
        listenerArn: graph.outputs[listener],
        priority: 10,
        conditions: [{ hostHeader: { values: ["images.example.org"] } }],
        actions: [
          {
            type: "forward",
            forward: {
              targetGroups: [
                { arn: arn(TARGETS, "images-blue"), weight: blue },
                { arn: arn(TARGETS, "images-green"), weight: green },
              ],
            },
          },
        ],
      });
      assert.deepEqual(ignoreChanges, ["actions"], name);
    }
  });

  it("has ECS shift the requests in a role that no program has, and that can do so before it is needed", () => {
    const made = graph.one("aws:iam/role:Role", "images-deployments-role");
    assert.match(String(made.inputs["assumeRolePolicy"]), /"Service":"ecs\.amazonaws\.com"/);
    assert.match(String(made.inputs["assumeRolePolicy"]), new RegExp(`"aws:SourceAccount":"${ACCOUNT}"`));
    assert.equal(made.inputs["permissionsBoundary"], graph.outputs["boundaryArn"]);
    const permissions = graph.one("aws:iam/rolePolicy:RolePolicy", "images-deployments-permissions");
    assert.ok(service().dependsOn.includes(permissions.urn));
    const may = (action: string, resource: string) =>
      allows(String(permissions.inputs["policy"]), {
        principal: role("images-pro_deployments"),
        action: `elasticloadbalancing:${action}`,
        resource,
      });
    const here = (rest: string) => `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:${rest}`;
    assert.ok(may("ModifyRule", here("listener-rule/app/web/1/2/3")));
    assert.ok(may("RegisterTargets", here("targetgroup/images-pro-green/1")));
    assert.ok(may("DescribeRules", "*"));
    assert.equal(may("RegisterTargets", here("targetgroup/storage-prod-bags-api/1")), false);
    assert.equal(may("DeleteRule", here("listener-rule/app/web/1/2/3")), false);
  });

  it("scales by the requests of both groups together: the one without any counts as none", () => {
    const ofGroup = (colour: string) => ({
      id: colour,
      returnData: false,
      metricStat: {
        metric: {
          namespace: "AWS/ApplicationELB",
          metricName: "RequestCountPerTarget",
          dimensions: [
            { name: "LoadBalancer", value: graph.outputs["balancerSuffix"] },
            { name: "TargetGroup", value: graph.one(TARGETS, `images-${colour}`).outputs["arnSuffix"] },
          ],
        },
        stat: "Sum",
      },
    });
    assert.deepEqual(
      graph.one(POLICY, "images-scaling-requests").inputs["targetTrackingScalingPolicyConfiguration"],
      {
        customizedMetricSpecification: {
          metrics: [
            ofGroup("blue"),
            ofGroup("green"),
            {
              id: "both",
              expression: "FILL(blue, 0) + FILL(green, 0)",
              label: "Requests of a task in a minute, in both groups",
              returnData: true,
            },
          ],
        },
        targetValue: 600,
        scaleOutCooldown: 60,
        scaleInCooldown: 300,
      },
    );
  });
});

describe("HttpService that rolls", () => {
  let graph: Graph;
  before(async () => {
    graph = await makeHttpService();
  });

  it("has one group, and nobody to shift requests", () => {
    assert.equal(graph.of(TARGETS).length, 1);
    assert.equal(graph.of(RULE).length, 1);
    assert.deepEqual(graph.one(RULE, "images-rule").ignoreChanges, []);
    assert.deepEqual(graph.of("aws:iam/rolePolicyAttachment:RolePolicyAttachment"), []);
  });

  it("scales between least and most, by AWS's own metric of its group", () => {
    assert.deepEqual(graph.one("aws:appautoscaling/target:Target", "images-scaling-target").inputs, {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: `service/${CLUSTER}/images-pro`,
      minCapacity: 3,
      maxCapacity: 12,
    });
    const { arnSuffix } = graph.one(TARGETS, "images-blue").outputs;
    assert.deepEqual(
      graph.one(POLICY, "images-scaling-requests").inputs["targetTrackingScalingPolicyConfiguration"],
      {
        predefinedMetricSpecification: {
          predefinedMetricType: "ALBRequestCountPerTarget",
          resourceLabel: `${String(graph.outputs["balancerSuffix"])}/${String(arnSuffix)}`,
        },
        targetValue: 600,
        scaleOutCooldown: 60,
        scaleInCooldown: 300,
      },
    );
  });

  it("has more tasks when their processors are busy, whatever the requests", async () => {
    const cpu = (of: Graph) =>
      of.one(POLICY, "images-scaling-cpu").inputs["targetTrackingScalingPolicyConfiguration"];
    const guard = (targetValue: number) => ({
      predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
      targetValue,
      scaleOutCooldown: 60,
      scaleInCooldown: 300,
    });
    assert.deepEqual(cpu(graph), guard(65));
    const other = await makeHttpService({ tasks: { min: 2, max: 4, requestsPerMinute: 60, cpuPercent: 50 } });
    assert.deepEqual(cpu(other), guard(50));
  });
});
