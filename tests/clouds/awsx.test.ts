import assert from "node:assert/strict";
import { textOf } from "../../rehearsal/clouds/catalogue";
import { ComponentsUnderTest, THREE_ZONES } from "./components-under-test";

describe("clouds/awsx", () => {
  let awsx: ComponentsUnderTest;
  beforeEach(async () => {
    awsx = await ComponentsUnderTest.start();
  });
  afterEach(() => awsx.stop());

  /** Type, name, and name and type of the parent, of all that was registered. */
  const tree = () =>
    awsx.monitor.registered
      .map(({ type, name, parent }) => {
        const above = parent.split("::");
        return `${type.split(":").at(-1)} ${name} < ${above[2]?.split(":").at(-1) ?? "-"} ${above.at(-1)}`;
      })
      .toSorted();
  const inZone = (zone: number) => [
    ...["public", "private", "isolated"].flatMap((type) => [
      `Subnet main-${type}-${zone} < Vpc main`,
      `RouteTable main-${type}-${zone} < Subnet main-${type}-${zone}`,
      `RouteTableAssociation main-${type}-${zone} < RouteTable main-${type}-${zone}`,
    ]),
    `Route main-public-${zone} < RouteTable main-public-${zone}`,
  ];
  const privateRoutes = [1, 2, 3].map(
    (zone) => `Route main-private-${zone} < RouteTable main-private-${zone}`,
  );
  const gateway = (zone: number) => [
    `Eip main-${zone} < Subnet main-public-${zone}`,
    `NatGateway main-${zone} < Subnet main-public-${zone}`,
  ];
  const always = [
    "Vpc main < - ",
    "Vpc main < Vpc main",
    "InternetGateway main < Vpc main",
    ...[1, 2, 3].flatMap(inZone),
  ];

  describe("the children of a VPC in three zones", () => {
    it("are these with a NAT gateway in each zone, which is the default", async () => {
      await awsx.construct(THREE_ZONES);
      assert.deepEqual(tree(), [...always, ...privateRoutes, ...[1, 2, 3].flatMap(gateway)].toSorted());
    });
    it("are these with a single NAT gateway", async () => {
      await awsx.construct({ ...THREE_ZONES, natGateways: { strategy: "Single" } });
      assert.deepEqual(tree(), [...always, ...privateRoutes, ...gateway(1)].toSorted());
    });
    it("are these with none", async () => {
      await awsx.construct({ ...THREE_ZONES, natGateways: { strategy: "None" } });
      assert.deepEqual(tree(), always.toSorted());
    });
    it("have these blocks, zones and openness", async () => {
      await awsx.construct(THREE_ZONES);
      const subnets = Object.values(awsx.monitor.ofType("aws:ec2/subnet:Subnet"))
        .map(({ name, inputs }) => [
          name,
          inputs["cidrBlock"],
          inputs["availabilityZone"],
          inputs["mapPublicIpOnLaunch"],
        ])
        .toSorted(([left], [right]) => textOf(left).localeCompare(textOf(right)));
      assert.deepEqual(subnets, [
        ["main-isolated-1", "10.1.32.0/24", "eu-west-1a", false],
        ["main-isolated-2", "10.1.96.0/24", "eu-west-1b", false],
        ["main-isolated-3", "10.1.160.0/24", "eu-west-1c", false],
        ["main-private-1", "10.1.16.0/20", "eu-west-1a", false],
        ["main-private-2", "10.1.80.0/20", "eu-west-1b", false],
        ["main-private-3", "10.1.144.0/20", "eu-west-1c", false],
        ["main-public-1", "10.1.0.0/22", "eu-west-1a", true],
        ["main-public-2", "10.1.64.0/22", "eu-west-1b", true],
        ["main-public-3", "10.1.128.0/22", "eu-west-1c", true],
      ]);
    });
    it("route to the gateway of their zone, or to the single one", async () => {
      const targets = () =>
        Object.fromEntries(
          Object.values(awsx.monitor.ofType("aws:ec2/route:Route")).map(({ name, inputs }) => [
            name,
            inputs["gatewayId"] ?? inputs["natGatewayId"],
          ]),
        );
      await awsx.construct(THREE_ZONES);
      const each = targets();
      awsx.monitor.registered.length = 0;
      await awsx.construct({ ...THREE_ZONES, natGateways: { strategy: "Single" } });
      assert.deepEqual(
        [each["main-public-2"], each["main-private-2"]],
        ["InternetGateway/main", "NatGateway/main-2"],
      );
      assert.deepEqual(
        [targets()["main-private-2"], targets()["main-private-3"]],
        ["NatGateway/main-1", "NatGateway/main-1"],
      );
    });
    it("come from what they name", async () => {
      await awsx.construct(THREE_ZONES);
      const nat = awsx.monitor.ofType("aws:ec2/natGateway:NatGateway")["main-2"];
      const eip = awsx.monitor.ofType("aws:ec2/eip:Eip")["main-2"];
      assert.deepEqual(nat?.from["allocationId"], [eip?.urn]);
      assert.deepEqual(nat?.from["subnetId"], [nat?.parent]);
      assert.equal(nat?.inputs["allocationId"], "eipalloc-main-2");
    });
    it("carry the tags of the VPC, of their spec and of their own", async () => {
      await awsx.construct({
        ...THREE_ZONES,
        tags: { team: "archive", Name: "mine" },
        subnetSpecs: [{ type: "Public", tags: { tier: "edge" } }, { type: "Private" }],
      });
      const tags = (type: string, name: string) => awsx.monitor.ofType(type)[name]?.inputs["tags"];
      assert.deepEqual(tags("aws:ec2/vpc:Vpc", "main"), { Name: "mine", team: "archive" });
      assert.deepEqual(tags("aws:ec2/subnet:Subnet", "main-public-2"), {
        Name: "main-public-2",
        SubnetType: "Public",
        team: "archive",
        tier: "edge",
      });
      assert.deepEqual(tags("aws:ec2/routeTable:RouteTable", "main-public-2"), {
        Name: "main-public-2",
        SubnetType: "Public",
        team: "archive",
      });
      assert.deepEqual(tags("aws:ec2/natGateway:NatGateway", "main-2"), { Name: "main-2", team: "archive" });
    });
    it("are named in AWS by their zone, if that is asked for", async () => {
      await awsx.construct({ ...THREE_ZONES, subnetNameTagStrategy: "AvailabilityZone" });
      const { inputs, name } = awsx.monitor.ofType("aws:ec2/subnet:Subnet")["main-private-3"] ?? {};
      assert.deepEqual(inputs?.["tags"], { Name: "main-private-1c", SubnetType: "Private" });
      assert.equal(name, "main-private-3");
    });
    it("are in the region and with the provider, protection and options that the program gave", async () => {
      const dependency = "urn:pulumi:pre::test::aws:sqs/queue:Queue::q";
      await awsx.construct({ ...THREE_ZONES, region: "eu-west-2" }, (request) => {
        request
          .setProtect(true)
          .setParent("urn:pulumi:pre::test::a:b:C::top")
          .setDependenciesList([dependency]);
        request.getProvidersMap().set("aws", "urn:pulumi:pre::test::pulumi:providers:aws::second::id");
      });
      const [component, ...children] = awsx.monitor.registered;
      assert.equal(component?.parent, "urn:pulumi:pre::test::a:b:C::top");
      assert.deepEqual(component.request.getDependenciesList(), [dependency]);
      assert.deepEqual(
        [...new Set(children.map(({ provider, inputs }) => `${provider} ${String(inputs["region"])}`))],
        ["urn:pulumi:pre::test::pulumi:providers:aws::second::id eu-west-2"],
      );
      assert.ok(awsx.monitor.registered.every(({ protect }) => protect));
      assert.deepEqual(awsx.monitor.finished, [component.urn]);
    });
    it("are in three zones of the region where no zones are named", async () => {
      const { availabilityZoneNames: _zones, ...rest } = THREE_ZONES;
      await awsx.construct(rest);
      assert.deepEqual(tree(), [...always, ...privateRoutes, ...[1, 2, 3].flatMap(gateway)].toSorted());
      await awsx.construct({ ...rest, numberOfAvailabilityZones: 2 });
      await assert.rejects(
        awsx.construct({ ...rest, numberOfAvailabilityZones: 5 }),
        /the region has 4 availability zones, 5 are wanted/,
      );
    });
  });
});
