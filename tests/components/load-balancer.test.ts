import * as assert from "node:assert/strict";
import { Parameter } from "@pulumi/aws/ssm/parameter";
import { ApiListener } from "../../components/load-balancer/api-listener";
import type { ApiLoadBalancerArgs } from "../../components/load-balancer/api-load-balancer";
import type { Graph } from "../graph/graph";
import { apiLoadBalancer, around } from "./api";
import { runComponent } from "./ground";

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const TARGETS = "aws:lb/targetGroup:TargetGroup";
const LISTENER = "aws:lb/listener:Listener";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";

describe("ApiLoadBalancer", () => {
  const make = (others: Partial<ApiLoadBalancerArgs> = {}): Promise<Graph> =>
    runComponent((ground, opts) => {
      const { arn, arnSuffix, securityGroupId } = apiLoadBalancer(ground, around(opts), others);
      return { ...ground, arn, arnSuffix, securityGroupId };
    });

  it("is inside, in every zone, for PrivateLink alone, and cannot be deleted", async () => {
    const graph = await make();
    const { inputs, outputs, protect, retainOnDelete } = graph.one(BALANCER, "api-balancer");
    assert.deepEqual(inputs, {
      name: "storage-pro-api-nlb",
      loadBalancerType: "network",
      internal: true,
      subnets: graph.outputs["subnetIds"],
      securityGroups: [graph.outputs["securityGroupId"]],
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "off",
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: true,
      accessLogs: { enabled: true, bucket: "ground-access-logs", prefix: "api" },
    });
    assert.deepEqual([protect, retainOnDelete], [true, true]);
    assert.equal(graph.outputs["arn"], outputs["arn"]);
    assert.equal(graph.outputs["arnSuffix"], outputs["arnSuffix"]);
  });

  it("lets nobody in by its group, and goes to the APIs' port in the VPC alone", async () => {
    const graph = await make();
    const group = graph.one(GROUP, "api-group");
    assert.equal(group.id, graph.outputs["securityGroupId"]);
    assert.equal(group.inputs["vpcId"], graph.outputs["vpcId"]);
    assert.equal(group.inputs["ingress"], undefined);
    assert.deepEqual(graph.of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), []);
    const out = graph.of("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
    assert.deepEqual(
      out.map(({ inputs: { description, ...others } }) => [typeof description, others]),
      [
        [
          "string",
          {
            securityGroupId: group.id,
            cidrIpv4: "10.20.0.0/16",
            ipProtocol: "tcp",
            fromPort: 9000,
            toPort: 9000,
          },
        ],
      ],
    );
    for (const { name, protect, retainOnDelete } of [group, ...out])
      assert.deepEqual([protect, retainOnDelete], [true, true], name);
  });

  for (const [refused, near] of [
    ["a".repeat(33), "a".repeat(32)],
    ["storage_pro", "storage-pro"],
    ["storage-pro-", "storage-pro-1"],
    ["internal-api", "internalapi"],
  ] as const)
    it(`refuses the name ${refused}, and takes ${near}`, async () => {
      await assert.rejects(make({ loadBalancerName: refused }), {
        message: `loadBalancerName: at most 32 letters, digits and hyphens, no hyphen at either end and no "internal-" before it, got ${refused}`,
      });
      await make({ loadBalancerName: near });
    });
});

describe("ApiListener", () => {
  const make = (port: number, healthPath?: string): Promise<Graph> =>
    runComponent((ground, opts) => {
      const wrapped = around(opts);
      const { arn: loadBalancerArn } = apiLoadBalancer(ground, wrapped);
      const args = {
        targetGroupName: "storage-pro-bags-api",
        vpcId: ground.vpcId,
        loadBalancerArn,
        port,
        healthPath,
      };
      const { targetGroupArn } = new ApiListener("bags", args, opts);
      // Whatever takes the ARN stands for an ECS service.
      new Parameter("user", { name: "user", type: "String", value: targetGroupArn }, wrapped);
      return { vpcId: ground.vpcId, loadBalancerArn, targetGroupArn };
    });

  it("sends a port's requests to the tasks that nginx answers in, by their address", async () => {
    const graph = await make(65_534, "/management/healthcheck");
    const targets = graph.one(TARGETS, "bags-targets");
    assert.deepEqual(targets.inputs, {
      name: "storage-pro-bags-api",
      targetType: "ip",
      protocol: "TCP",
      port: 9000,
      vpcId: graph.outputs["vpcId"],
      deregistrationDelay: 90,
      preserveClientIp: "false",
      healthCheck: {
        protocol: "HTTP",
        path: "/management/healthcheck",
        port: "traffic-port",
        matcher: "200",
      },
    });
    assert.deepEqual(graph.one(LISTENER, "bags-listener").inputs, {
      loadBalancerArn: graph.outputs["loadBalancerArn"],
      protocol: "TCP",
      port: 65_534,
      defaultActions: [{ type: "forward", targetGroupArn: targets.outputs["arn"] }],
    });
    assert.equal(graph.outputs["targetGroupArn"], targets.outputs["arn"]);
  });

  it("is content with a connection where the API does not say how it is", async () => {
    const graph = await make(65_534);
    assert.deepEqual(graph.one(TARGETS, "bags-targets").inputs["healthCheck"], {
      protocol: "TCP",
      port: "traffic-port",
    });
  });

  it("tells the target group when its listener is there: before that ECS refuses it", async () => {
    const graph = await make(65_535);
    const { dependsOn } = graph.one("aws:ssm/parameter:Parameter", "user");
    assert.ok(dependsOn.includes(graph.one(LISTENER, "bags-listener").urn));
  });

  for (const [refused, near] of [
    [0, 1],
    [65_536, 65_535],
    [80.5, 80],
  ] as const)
    it(`refuses port ${refused}, and takes ${near}`, async () => {
      await assert.rejects(make(refused), { message: `port: 1 to 65535, got ${refused}` });
      await make(near);
    });
});
