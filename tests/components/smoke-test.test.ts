import * as assert from "node:assert/strict";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { ACCOUNT, REGION, role } from "./ground";
import { allows } from "./policy-evaluation";
import { canary, makeHttpService } from "./web";

const SERVICE = "aws:ecs/service:Service";
const FUNCTION = "aws:lambda/function:Function";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULES = {
  in: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  out: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
} as const;
const ASKS = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:images-pro-smoke-test`;

describe("the smoke test of an HttpService", () => {
  let graph: Graph;
  before(async () => {
    graph = await makeHttpService({ rollout: canary }, { tried: ["/", "/healthz/ready"] });
  });
  const service = () => graph.one(SERVICE, "images-service");

  it("is called by ECS once the test listener leads to the new revision, and before the canary", () => {
    assert.deepEqual(service().inputs["deploymentConfiguration"], {
      strategy: "CANARY",
      bakeTimeInMinutes: "10",
      canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: "10" },
      lifecycleHooks: [
        {
          hookTargetArn: ASKS,
          roleArn: role("images-pro_smoke_test"),
          lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"],
        },
      ],
    });
  });

  it("asks for the health checks and each page once, by the site's name, within the minute that it has", () => {
    const { environment, timeout, vpcConfig } = graph.one(FUNCTION, "images-smoke-test-ask-function").inputs;
    const {
      POWERTOOLS_SERVICE_NAME: _,
      POWERTOOLS_METRICS_NAMESPACE: __,
      ...told
    } = Object(environment).variables;
    assert.deepEqual(told, {
      DOOR_HOST: graph.outputs["balancerName"],
      DOOR_PORT: "8443",
      SITE_HOST: "images.example.org",
      SITE_PATHS: "/healthz/live /healthz/ready /",
    });
    assert.equal(timeout, 60);
    assert.deepEqual(vpcConfig, {
      subnetIds: graph.outputs["subnetIds"],
      securityGroupIds: [graph.one(GROUP, "images-smoke-test-group").id],
    });
  });

  it("reaches the test listener, and nothing else", () => {
    const [own, balancer] = [
      graph.one(GROUP, "images-smoke-test-group").id,
      graph.outputs["balancerGroupId"],
    ];
    const port = { ipProtocol: "tcp", fromPort: 8443, toPort: 8443 };
    const rule = (type: string, name: string) => {
      const { description, ...others } = graph.one(type, name).inputs;
      assert.equal(typeof description, "string");
      return others;
    };
    assert.deepEqual(rule(RULES.out, "images-smoke-test-calls"), {
      securityGroupId: own,
      referencedSecurityGroupId: balancer,
      ...port,
    });
    assert.deepEqual(rule(RULES.in, "images-smoke-test-admitted"), {
      securityGroupId: balancer,
      referencedSecurityGroupId: own,
      ...port,
    });
    const ofOwn = graph.of(RULES.out).filter(({ inputs }) => inputs["securityGroupId"] === own);
    assert.equal(ofOwn.length, 1);
  });

  it("is there whole before the first deployment, which calls it, too", () => {
    const { dependsOn } = service();
    for (const [type, name] of [
      [FUNCTION, "images-smoke-test-ask-function"],
      ["aws:iam/rolePolicy:RolePolicy", "images-smoke-test-hook-permissions"],
      [RULES.in, "images-smoke-test-admitted"],
      [RULES.out, "images-smoke-test-calls"],
    ] as const)
      assert.ok(dependsOn.includes(graph.one(type, name).urn), name);
  });

  it("is called in a role that may call it alone, and that ECS alone takes; a preview knows so", async () => {
    const planned = await makeHttpService({ rollout: canary }, { tried: ["/"], preview: true });
    const { policy } = planned.one(
      "aws:iam/rolePolicy:RolePolicy",
      "images-smoke-test-hook-permissions",
    ).inputs;
    assert.equal(hasUnknown(policy), false);
    const may = (action: string, resource: string) =>
      allows(policy, { principal: role("images-pro_smoke_test"), action, resource, context: {} });
    assert.ok(may("lambda:InvokeFunction", ASKS));
    assert.equal(may("lambda:InvokeFunction", ASKS.replace("smoke-test", "migrate")), false);
    assert.equal(may("lambda:UpdateFunctionCode", ASKS), false);
    const { assumeRolePolicy } = graph.one("aws:iam/role:Role", "images-smoke-test-hook-role").inputs;
    assert.deepEqual(JSON.parse(String(assumeRolePolicy)).Statement, [
      {
        Sid: "OnlyForThisAccount",
        Effect: "Allow",
        Principal: { Service: "ecs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
      },
    ]);
  });

  it("is refused where revisions change task by task, and with what is no page", async () => {
    await assert.rejects(makeHttpService({}, { tried: ["/"] }), /smokeTest: takes a canary, .* Leave it out/);
    await assert.rejects(
      makeHttpService({ rollout: canary }, { tried: ["first page"] }),
      /smokeTest\.pages: paths with a slash before each and no blank, as "\/", got "first page"/,
    );
  });
});
