import * as assert from "node:assert/strict";
import { StageNetwork, type StageNetworkArgs } from "../../components/network/stage-network";
import { availabilityZones } from "../../components/place/regions";
import type { Graph } from "../graph/graph";
import { ACCOUNT, REGION, runComponent } from "./ground";
import { allows } from "./policy-evaluation";

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";

const make = (natGateways: StageNetworkArgs["natGateways"] = "each-zone") =>
  runComponent(({ keyArn, boundaryArn }, opts) => {
    const network = new StageNetwork(
      "network",
      {
        region: REGION,
        accountId: ACCOUNT,
        cidr: "10.40.0.0/16",
        availabilityZones: availabilityZones(REGION),
        natGateways,
        flowLogs: {
          logGroupName: "/stage/flow",
          roleName: "stage-flow",
          boundaryArn,
          logsKeyArn: keyArn,
          logDays: 365,
        },
      },
      opts,
    );
    const { vpcId, publicSubnetIds, privateSubnetIds, isolatedSubnetIds, natAddresses } = network;
    return { keyArn, vpcId, publicSubnetIds, privateSubnetIds, isolatedSubnetIds, natAddresses };
  });

describe("StageNetwork", () => {
  let graph: Graph;
  before(async () => {
    graph = await make();
  });

  const lengthOf = (output: string) => {
    const value = graph.outputs[output];
    return Array.isArray(value) ? value.length : undefined;
  };
  const endpoint = (service: string) => graph.one(ENDPOINT, `network-${service}`).inputs;

  it("asks awsx for three kinds of subnet in each zone, laid out by its own plan", () => {
    assert.deepEqual(graph.one("awsx:ec2:Vpc", "network").inputs, {
      cidrBlock: "10.40.0.0/16",
      availabilityZoneNames: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
      enableDnsHostnames: true,
      enableDnsSupport: true,
      natGateways: { strategy: "OnePerAz" },
      subnetStrategy: "Auto",
      subnetSpecs: [
        { type: "Private", cidrMask: 19 },
        { type: "Public", cidrMask: 24 },
        { type: "Isolated", cidrMask: 24 },
      ],
    });
    for (const kind of ["publicSubnetIds", "privateSubnetIds", "isolatedSubnetIds"])
      assert.equal(lengthOf(kind), 3, kind);
  });

  it("has a gateway with a fixed address in each zone, or one for all", async () => {
    assert.equal(lengthOf("natAddresses"), 3);
    const single = await make("one");
    assert.deepEqual(single.one("awsx:ec2:Vpc", "network").inputs["natGateways"], { strategy: "Single" });
    assert.equal(single.of("aws:ec2/natGateway:NatGateway").length, 1);
    assert.deepEqual(
      single.outputs["natAddresses"],
      single.of("aws:ec2/eip:Eip").map(({ outputs }) => outputs["publicIp"]),
    );
  });

  it("reaches S3 and DynamoDB through gateways, from every route table", () => {
    const tables = graph.of("aws:ec2/routeTable:RouteTable").map(({ id }) => id);
    assert.equal(tables.length, 9);
    for (const service of ["s3", "dynamodb"]) {
      const { routeTableIds, ...others } = endpoint(service);
      assert.deepEqual(others, {
        vpcId: graph.outputs["vpcId"],
        serviceName: `com.amazonaws.eu-west-1.${service}`,
        vpcEndpointType: "Gateway",
      });
      assert.ok(Array.isArray(routeTableIds));
      assert.deepEqual(new Set(routeTableIds), new Set(tables));
    }
  });

  it("reaches images, logs, secrets, messages and keys through endpoints in its private subnets", () => {
    const services = ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "sqs", "sns", "kms", "sts"];
    assert.deepEqual(
      graph
        .of(ENDPOINT)
        .map(({ name }) => name)
        .toSorted(),
      ["s3", "dynamodb", ...services].map((service) => `network-${service}`).toSorted(),
    );
    for (const service of services)
      assert.deepEqual(endpoint(service), {
        vpcId: graph.outputs["vpcId"],
        serviceName: `com.amazonaws.eu-west-1.${service}`,
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds: graph.outputs["privateSubnetIds"],
        securityGroupIds: [graph.one("aws:ec2/securityGroup:SecurityGroup", "network-endpoints").id],
      });
  });

  it("lets only its own addresses call the endpoints, and only by HTTPS", () => {
    const [rule, ...others] = graph.of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    assert.deepEqual(others, []);
    assert.deepEqual(rule?.inputs, {
      securityGroupId: graph.one("aws:ec2/securityGroup:SecurityGroup", "network-endpoints").id,
      cidrIpv4: "10.40.0.0/16",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
  });

  it("allows nothing to whoever has no group of its own", () => {
    const group = graph.one(
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
      "network-nothing-by-default",
    );
    assert.deepEqual(group.inputs, { vpcId: graph.outputs["vpcId"] });
  });

  it("writes down all its traffic, encrypted, for the given days", () => {
    const group = graph.one("aws:cloudwatch/logGroup:LogGroup", "network-flow-log");
    assert.deepEqual(group.inputs, {
      name: "/stage/flow",
      retentionInDays: 365,
      kmsKeyId: graph.outputs["keyArn"],
    });
    assert.deepEqual(graph.one("aws:ec2/flowLog:FlowLog", "network-flow-log-all").inputs, {
      vpcId: graph.outputs["vpcId"],
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: group.outputs["arn"],
      iamRoleArn: graph.one("aws:iam/role:Role", "network-flow-writer-role").outputs["arn"],
      maxAggregationInterval: 60,
    });
  });

  it("lets the writer of the flow log write that log alone", () => {
    const { policy } = graph.one("aws:iam/rolePolicy:RolePolicy", "network-flow-writer-permissions").inputs;
    const write = (group: string, action = "logs:PutLogEvents") =>
      allows(policy, {
        principal: "vpc-flow-logs.amazonaws.com",
        action,
        resource: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${group}:log-stream:eni-1`,
      });
    assert.equal(write("/stage/flow"), true);
    assert.equal(write("/stage/other"), false);
    assert.equal(write("/stage/flow", "logs:DeleteLogGroup"), false);
  });

  it("refuses a network that its subnets do not fit into", async () => {
    await assert.rejects(
      runComponent(({ keyArn, boundaryArn }, opts) => {
        const flowLogs = {
          logGroupName: "/flow",
          roleName: "flow",
          boundaryArn,
          logsKeyArn: keyArn,
          logDays: 365,
        };
        const place = { region: REGION, accountId: ACCOUNT, availabilityZones: availabilityZones(REGION) };
        return void new StageNetwork(
          "network",
          { ...place, cidr: "10.40.0.0/20", natGateways: "one", flowLogs },
          opts,
        );
      }),
      /awsx:ec2:Vpc network: the subnets need 8704 addresses in each zone, the VPC 10\.40\.0\.0\/20 has 1024/,
    );
  });
});
