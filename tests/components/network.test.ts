import * as assert from "node:assert/strict";
import { z } from "zod";
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

  it("P7: asks awsx for three kinds of subnet in each zone, laid out by its own plan", () => {
    assert.deepEqual(graph.one("awsx:ec2:Vpc", "network").inputs, {
      cidrBlock: "10.40.0.0/16",
      availabilityZoneNames: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
      enableDnsHostnames: true,
      enableDnsSupport: true,
      natGateways: { strategy: "OnePerAz" },
      subnetStrategy: "Auto",
      subnetSpecs: [
        { type: "Private", cidrMask: 19, tags: { "kubernetes.io/role/internal-elb": "1" } },
        { type: "Public", cidrMask: 24, tags: { "kubernetes.io/role/elb": "1" } },
        { type: "Isolated", cidrMask: 24 },
      ],
    });
    for (const kind of ["publicSubnetIds", "privateSubnetIds", "isolatedSubnetIds"])
      assert.equal(lengthOf(kind), 3, kind);
  });

  it("P7: leads public subnets to the world, private ones to a gateway of their zone, and isolated ones nowhere", () => {
    const ways = (kind: string) => {
      const ids = z.array(z.string()).parse(graph.outputs[`${kind}SubnetIds`]);
      const tables = graph
        .of("aws:ec2/routeTableAssociation:RouteTableAssociation")
        .filter(({ inputs }) => ids.includes(String(inputs["subnetId"])))
        .map(({ inputs }) => inputs["routeTableId"]);
      assert.equal(new Set(tables).size, 3, kind);
      return graph
        .of("aws:ec2/route:Route")
        .filter(({ inputs }) => tables.includes(inputs["routeTableId"]))
        .map(({ inputs }) => inputs);
    };
    assert.deepEqual(ways("isolated"), []);
    for (const kind of ["public", "private"])
      assert.deepEqual(
        ways(kind).map((way) => way["destinationCidrBlock"]),
        ["0.0.0.0/0", "0.0.0.0/0", "0.0.0.0/0"],
        kind,
      );
    assert.equal(new Set(ways("private").map((way) => way["natGatewayId"])).size, 3);
    assert.equal(new Set(ways("public").map((way) => way["gatewayId"])).size, 1);
  });

  it("P7: tells a cluster of Kubernetes which subnets its balancers belong into", () => {
    const tagged = (tag: string) =>
      graph
        .of("aws:ec2/subnet:Subnet")
        .filter(({ inputs }) => Reflect.get(Object(inputs["tags"]), tag) === "1")
        .map(({ id }) => id)
        .toSorted();
    const subnets = (kind: string) => z.array(z.string()).parse(graph.outputs[kind]).toSorted();
    assert.deepEqual(tagged("kubernetes.io/role/internal-elb"), subnets("privateSubnetIds"));
    assert.deepEqual(tagged("kubernetes.io/role/elb"), subnets("publicSubnetIds"));
  });

  it("P7: has a gateway with a fixed address in each zone, or one for all", async () => {
    assert.equal(lengthOf("natAddresses"), 3);
    const single = await make("one");
    assert.deepEqual(single.one("awsx:ec2:Vpc", "network").inputs["natGateways"], { strategy: "Single" });
    assert.equal(single.of("aws:ec2/natGateway:NatGateway").length, 1);
    assert.deepEqual(
      single.outputs["natAddresses"],
      single.of("aws:ec2/eip:Eip").map(({ outputs }) => outputs["publicIp"]),
    );
  });

  it("P7: reaches S3 and DynamoDB through gateways, from every route table", () => {
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

  it("P7: reaches images, logs, secrets, messages, keys and pods' roles through endpoints in its private subnets", () => {
    const others = ["eks", "eks-auth", "kms", "logs", "secretsmanager", "sns", "sqs", "sts"];
    const services = ["ecr.api", "ecr.dkr", ...others];
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

  it("P7: allows nothing to whoever has no group of its own", () => {
    const group = graph.one(
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
      "network-nothing-by-default",
    );
    assert.deepEqual(group.inputs, { vpcId: graph.outputs["vpcId"] });
  });

  it("P7: writes down all its traffic, encrypted, for the given days", () => {
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
