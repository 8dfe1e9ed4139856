import * as assert from "node:assert/strict";
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import type { WebLoadBalancerArgs } from "../../components/load-balancer/web-load-balancer";
import type { Graph } from "../graph/graph";
import { REGION, runComponent } from "./ground";
import { webLoadBalancer } from "./web";

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const LISTENER = "aws:lb/listener:Listener";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const ACL = "aws:wafv2/webAcl:WebAcl";

const make = (others: Partial<WebLoadBalancerArgs> = {}, preview = false): Promise<Graph> =>
  runComponent((ground, opts) => {
    const door = webLoadBalancer(ground, opts, others);
    return { ...ground, arn: door.arn, groupId: door.securityGroupId, dnsName: door.dnsName };
  }, preview);

/** One that the world may call. */
const makeOpen = (): Promise<Graph> =>
  runComponent((ground, opts) => {
    const parent = new pulumi.ComponentResource("tests:web:World", "world", {}, opts);
    const gateway = new ec2.InternetGateway("gateway", { vpcId: ground.vpcId }, { parent });
    const door = webLoadBalancer(ground, opts, {
      // There is no door to the world before there is a way to it.
      subnetIds: gateway.id.apply(() => ground.subnetIds),
      reached: {
        from: "internet",
        firewall: { webAclName: "web-pro", requestsPerFiveMinutes: 2000 },
        logsKeyArn: ground.keyArn,
        logDays: 365,
        region: REGION,
        alarmTopicArn: ground.alarmTopicArn,
      },
    });
    return { ...ground, arn: door.arn, groupId: door.securityGroupId, dnsName: door.dnsName };
  });

const ingress = (graph: Graph) =>
  graph
    .of(INGRESS)
    .map(({ inputs: { securityGroupId, ipProtocol, toPort, ...others } }) => {
      assert.deepEqual(
        [securityGroupId, ipProtocol, toPort],
        [graph.outputs["groupId"], "tcp", others["fromPort"]],
      );
      return others;
    })
    .toSorted((left, right) => Number(left["fromPort"]) - Number(right["fromPort"]));

describe("WebLoadBalancer inside", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  it("has no public address, drops headers that are none, logs, and cannot be deleted", () => {
    const { inputs, protect, retainOnDelete } = graph.one(BALANCER, "door-balancer");
    assert.deepEqual(inputs, {
      name: "web-pro",
      loadBalancerType: "application",
      internal: true,
      subnets: graph.outputs["subnetIds"],
      securityGroups: [graph.outputs["groupId"]],
      dropInvalidHeaderFields: true,
      enableDeletionProtection: true,
      accessLogs: { enabled: true, bucket: "ground-access-logs", prefix: "web" },
    });
    assert.deepEqual([protect, retainOnDelete], [true, true]);
    assert.match(String(graph.outputs["dnsName"]), /^internal-web-pro-/);
  });

  it("listens by TLS 1.2 or 1.3 alone, and answers 421 for a name that no service has", () => {
    const listener = (port: number) => ({
      loadBalancerArn: graph.outputs["arn"],
      protocol: "HTTPS",
      port,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      certificateArn: graph.one("aws:acm/certificate:Certificate", "certificate-certificate").outputs["arn"],
      defaultActions: [
        {
          type: "fixed-response",
          fixedResponse: {
            statusCode: "421",
            contentType: "text/plain",
            messageBody: "No service has this name",
          },
        },
      ],
    });
    assert.deepEqual(graph.one(LISTENER, "door-https").inputs, listener(443));
    assert.deepEqual(graph.one(LISTENER, "door-test").inputs, listener(8443));
    assert.equal(graph.of(LISTENER).length, 2);
  });

  it("admits its callers alone, nobody by plain HTTP, and testers where there are some", async () => {
    assert.deepEqual(ingress(graph), [{ prefixListId: "pl-4fa04526", fromPort: 443 }]);
    const tried = await make({ testers: { network: { cidr: "10.20.0.0/16" } } });
    assert.deepEqual(ingress(tried)[1], { cidrIpv4: "10.20.0.0/16", fromPort: 8443 });
  });

  it("needs no firewall of its own", () => {
    assert.deepEqual(graph.of(ACL), []);
  });

  const cases: readonly (readonly [
    string,
    Partial<WebLoadBalancerArgs>,
    RegExp,
    Partial<WebLoadBalancerArgs>,
  ])[] = [
    ["no caller", { reached: { from: "inside", callers: {} } }, /^reached\.callers: at least one/, {}],
    [
      "the world as a caller",
      { reached: { from: "inside", callers: { all: { cidr: "0.0.0.0/0" } } } },
      /^reached\.callers\.all: .*nobody else is meant to call/,
      { reached: { from: "inside", callers: { all: { cidr: "10.0.0.0/8" } } } },
    ],
    ["the world as a tester", { testers: { all: { cidr: "0.0.0.0/0" } } }, /^testers\.all: /, {}],
    [
      "a long name",
      { loadBalancerName: "a".repeat(33) },
      /^loadBalancerName: at most 32/,
      { loadBalancerName: "a".repeat(32) },
    ],
  ];
  for (const [what, refused, message, accepted] of cases)
    it(`refuses ${what}, and takes its neighbour`, async () => {
      await assert.rejects(make(refused), { message });
      await make(accepted);
    });
});

describe("WebLoadBalancer that the world may call", () => {
  let graph: Graph;
  before(async () => {
    graph = await makeOpen();
  });

  it("faces the internet, and sends whoever comes by plain HTTP on to HTTPS", () => {
    assert.equal(graph.one(BALANCER, "door-balancer").inputs["internal"], false);
    assert.deepEqual(graph.one(LISTENER, "door-http").inputs, {
      loadBalancerArn: graph.outputs["arn"],
      protocol: "HTTP",
      port: 80,
      defaultActions: [
        { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
      ],
    });
    assert.deepEqual(ingress(graph), [
      { cidrIpv4: "0.0.0.0/0", fromPort: 80 },
      { cidrIpv4: "0.0.0.0/0", fromPort: 443 },
    ]);
  });

  it("has a firewall before it, whose log leaves out by what people are signed in", () => {
    const acl = graph.one(ACL, "door-firewall");
    assert.deepEqual(
      graph.one("aws:wafv2/webAclAssociation:WebAclAssociation", "door-firewall-association").inputs,
      {
        resourceArn: graph.outputs["arn"],
        webAclArn: acl.outputs["arn"],
      },
    );
    const { redactedFields } = graph.one(
      "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
      "door-firewall-logging",
    ).inputs;
    assert.deepEqual(redactedFields, [
      { singleHeader: { name: "authorization" } },
      { singleHeader: { name: "cookie" } },
    ]);
  });

  it("W-D: tells when its firewall refuses far more than usual, by an alarm that goes with it", () => {
    const { inputs, protect, retainOnDelete } = graph.one(
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "door-surge",
    );
    assert.deepEqual([protect, retainOnDelete], [false, false]);
    assert.equal(inputs["name"], "web-pro-blocked-surge");
    assert.deepEqual(inputs["alarmActions"], [graph.outputs["alarmTopicArn"]]);
    const [blocked, usual] = Object(inputs["metricQueries"]);
    // One before a load balancer has its region among its dimensions, unlike CloudFront's.
    assert.deepEqual(blocked.metric.dimensions, { WebACL: "web-pro", Region: REGION, Rule: "ALL" });
    assert.equal(usual.expression, "ANOMALY_DETECTION_BAND(blocked, 3)");
    const { visibilityConfig } = graph.one(ACL, "door-firewall").inputs;
    assert.equal(Object(visibilityConfig).metricName, blocked.metric.dimensions.WebACL);
  });
});
