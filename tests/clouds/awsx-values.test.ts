import assert from "node:assert/strict";
import { textOf } from "../../rehearsal/clouds/catalogue";
import { propertiesOf, UNKNOWN } from "../../rehearsal/clouds/properties";
import { ComponentsUnderTest, output, SIGNATURE, THREE_ZONES } from "./components-under-test";
import { RecordingMonitor } from "./recording-monitor";

describe("clouds/awsx: values and engines", () => {
  let awsx: ComponentsUnderTest;
  beforeEach(async () => {
    awsx = await ComponentsUnderTest.start();
  });
  afterEach(() => awsx.stop());

  describe("addresses that the program brings", () => {
    const eip = (zone: number) => `urn:pulumi:pre::test::aws:ec2/eip:Eip::fixed-${zone}`;
    it("are used, and none are made", async () => {
      const ids = [1, 2, 3].map((zone) => output(eip(zone), `eipalloc-${zone}`));
      await awsx.construct({
        ...THREE_ZONES,
        natGateways: { strategy: "OnePerAz", elasticIpAllocationIds: ids },
      });
      assert.deepEqual(awsx.monitor.ofType("aws:ec2/eip:Eip"), {});
      const nat = awsx.monitor.ofType("aws:ec2/natGateway:NatGateway")["main-3"];
      assert.deepEqual([nat?.inputs["allocationId"], nat?.from["allocationId"]], ["eipalloc-3", [eip(3)]]);
    });
    it("may be unknown in a preview", async () => {
      const ids = [1, 2, 3].map((zone) => output(eip(zone)));
      await awsx.construct(
        { ...THREE_ZONES, natGateways: { strategy: "OnePerAz", elasticIpAllocationIds: ids } },
        (request) => request.setDryrun(true),
      );
      const nat = awsx.monitor.ofType("aws:ec2/natGateway:NatGateway")["main-1"];
      assert.deepEqual([nat?.inputs["allocationId"], nat?.from["allocationId"]], [UNKNOWN, [eip(1)]]);
    });
    it("must be as many as the gateways", async () => {
      const natGateways = (strategy: string, ...elasticIpAllocationIds: string[]) =>
        awsx.construct({ ...THREE_ZONES, natGateways: { strategy, elasticIpAllocationIds } });
      await assert.rejects(natGateways("OnePerAz", "a", "b"), /the strategy OnePerAz takes 3, got 2/);
      await assert.rejects(natGateways("Single", "a", "b"), /the strategy Single takes 1, got 2/);
      await assert.rejects(natGateways("None", "a"), /the strategy None takes 0, got 1/);
      await natGateways("Single", "a");
    });
  });

  describe("the outputs", () => {
    it("are ids and whole resources, with what they come from", async () => {
      const response = await awsx.construct(THREE_ZONES);
      const state = propertiesOf(response.getState());
      const vpc = awsx.monitor.ofType("aws:ec2/vpc:Vpc")["main"];
      const privates = [1, 2, 3].map((zone) => `main-private-${zone}`);
      assert.equal(response.getUrn(), "urn:pulumi:pre::test::awsx:ec2:Vpc::main");
      assert.equal(state["vpcId"], "Vpc/main");
      assert.deepEqual(
        state["privateSubnetIds"],
        privates.map((name) => `Subnet/${name}`),
      );
      assert.deepEqual(
        response.getStatedependenciesMap().get("privateSubnetIds")?.getUrnsList(),
        privates.map((name) => awsx.monitor.ofType("aws:ec2/subnet:Subnet")[name]?.urn),
      );
      assert.deepEqual(state["vpc"], {
        [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e",
        urn: vpc?.urn,
        id: "Vpc/main",
      });
      assert.deepEqual(state["subnetLayout"], [
        { type: "Public", cidrMask: 22, size: 1024 },
        { type: "Private", cidrMask: 20, size: 4096 },
        { type: "Isolated", cidrMask: 24, size: 256 },
      ]);
      const counts = [
        "subnets",
        "publicSubnets",
        "routeTables",
        "routes",
        "natGateways",
        "eips",
        "vpcEndpoints",
      ].map((property) => Array.from(Object.values(state[property] ?? {})).length);
      assert.deepEqual(counts, [9, 3, 9, 6, 3, 3, 0]);
    });
  });

  describe("endpoints", () => {
    const gatewayEndpoint = { serviceName: "com.amazonaws.eu-west-1.s3" };
    const interfaceEndpoint = { serviceName: "com.amazonaws.eu-west-1.sqs", vpcEndpointType: "Interface" };
    const both = [gatewayEndpoint, interfaceEndpoint];
    it("are attached to nothing by themselves", async () => {
      await awsx.construct({ ...THREE_ZONES, vpcEndpointSpecs: both });
      const s3 = awsx.monitor.ofType("aws:ec2/vpcEndpoint:VpcEndpoint")[gatewayEndpoint.serviceName];
      assert.deepEqual([s3?.inputs["routeTableIds"], s3?.inputs["vpcId"]], [undefined, "Vpc/main"]);
    });
    it("are attached to all route tables or one subnet a zone under Auto, and names are resolved", async () => {
      await awsx.construct({ ...THREE_ZONES, vpcEndpointStrategy: "Auto", vpcEndpointSpecs: both });
      const made = awsx.monitor.ofType("aws:ec2/vpcEndpoint:VpcEndpoint");
      const s3 = made[gatewayEndpoint.serviceName]?.inputs;
      const sqs = made[interfaceEndpoint.serviceName]?.inputs;
      assert.equal(Object.values(s3?.["routeTableIds"] ?? {}).length, 9);
      assert.deepEqual(
        [sqs?.["subnetIds"], sqs?.["securityGroupIds"], sqs?.["privateDnsEnabled"]],
        [
          [1, 2, 3].map((zone) => `Subnet/main-private-${zone}`),
          [`SecurityGroup/${interfaceEndpoint.serviceName}-sg`],
          true,
        ],
      );
      const rule = awsx.monitor.ofType("aws:ec2/securityGroupRule:SecurityGroupRule");
      assert.deepEqual(rule[`${interfaceEndpoint.serviceName}-ingress`]?.inputs["cidrBlocks"], [
        "10.1.0.0/16",
      ]);
      const vpc = awsx.monitor.ofType("aws:ec2/vpc:Vpc")["main"]?.inputs;
      assert.deepEqual([vpc?.["enableDnsHostnames"], vpc?.["enableDnsSupport"]], [true, true]);
    });
    it("refuse private names in a VPC that resolves none", async () => {
      const auto = { ...THREE_ZONES, vpcEndpointStrategy: "Auto", vpcEndpointSpecs: both };
      await assert.rejects(awsx.construct({ ...auto, enableDnsSupport: false }), /needs enableDnsSupport/);
      await awsx.construct({ ...auto, enableDnsSupport: true });
    });
  });

  it("survives a child that the cloud refuses", async () => {
    const refusing = await RecordingMonitor.start("pre", "aws:ec2/natGateway:NatGateway");
    await assert.rejects(awsx.construct(THREE_ZONES, undefined, refusing), /NatGateway was refused/);
    assert.deepEqual(refusing.finished, []);
    refusing.stop();
    await awsx.construct(THREE_ZONES);
  });

  it("serves two engines at once and mixes nothing", async () => {
    const other = await RecordingMonitor.start("pro");
    await Promise.all([
      awsx.construct(THREE_ZONES),
      awsx.construct(
        { ...THREE_ZONES, cidrBlock: "10.2.0.0/16", natGateways: { strategy: "Single" } },
        undefined,
        other,
      ),
    ]);
    other.stop();
    const seen = [awsx.monitor, other].map(({ registered }) => ({
      count: registered.length,
      stacks: [...new Set(registered.map(({ urn }) => urn.split(":")[2]))],
      networks: [
        ...new Set(registered.map(({ inputs }) => textOf(inputs["cidrBlock"]).split(".", 2).join("."))),
      ],
    }));
    assert.deepEqual(seen, [
      { count: 42, stacks: ["pre"], networks: ["", "10.1"] },
      { count: 38, stacks: ["pro"], networks: ["", "10.2"] },
    ]);
  });
});
