import assert from "node:assert/strict";
import type { Properties } from "../../rehearsal/clouds/catalogue";
import { ComponentsUnderTest, output, ZONES } from "./components-under-test";

describe("clouds/awsx: layouts", () => {
  let awsx: ComponentsUnderTest;
  beforeEach(async () => {
    awsx = await ComponentsUnderTest.start();
  });
  afterEach(() => awsx.stop());

  describe("layouts", () => {
    const blocks = async (inputs: Properties) => {
      awsx.monitor.registered.length = 0;
      await awsx.construct({ natGateways: { strategy: "None" }, ...inputs });
      return Object.values(awsx.monitor.ofType("aws:ec2/subnet:Subnet"))
        .toSorted((left, right) => left.name.localeCompare(right.name))
        .map(({ name, inputs: { cidrBlock } }) => `${name} ${String(cidrBlock)}`);
    };
    it("are a private half and a public quarter of each zone by default", async () => {
      assert.deepEqual(await blocks({ subnetStrategy: "Auto", availabilityZoneNames: ZONES.slice(0, 2) }), [
        "main-private-1 10.0.0.0/18",
        "main-private-2 10.0.128.0/18",
        "main-public-1 10.0.64.0/19",
        "main-public-2 10.0.192.0/19",
      ]);
    });
    it("share a zone evenly where nothing is said", async () => {
      const subnetSpecs = [{ type: "Public" }, { type: "Private" }, { type: "Isolated" }];
      assert.deepEqual(
        await blocks({ subnetStrategy: "Auto", availabilityZoneNames: ZONES.slice(0, 1), subnetSpecs }),
        ["main-isolated-1 10.0.128.0/18", "main-private-1 10.0.64.0/18", "main-public-1 10.0.0.0/18"],
      );
    });
    it("are the blocks that are given", async () => {
      const subnetSpecs = [
        { type: "Public", name: "edge", cidrBlocks: ["10.0.0.0/24", "10.0.1.0/24"] },
        { type: "Private", cidrBlocks: ["10.0.16.0/20", "10.0.32.0/20"] },
      ];
      assert.deepEqual(
        await blocks({ subnetStrategy: "Auto", availabilityZoneNames: ZONES.slice(0, 2), subnetSpecs }),
        [
          "main-edge-1 10.0.0.0/24",
          "main-edge-2 10.0.1.0/24",
          "main-private-1 10.0.16.0/20",
          "main-private-2 10.0.32.0/20",
        ],
      );
    });
    it("account for every address under Exact, with unused ones left out", async () => {
      const exact = (...subnetSpecs: readonly Properties[]) =>
        blocks({ subnetStrategy: "Exact", availabilityZoneNames: ZONES.slice(0, 1), subnetSpecs });
      const half = { type: "Public", cidrMask: 17 };
      const quarter = { type: "Private", cidrMask: 18 };
      await assert.rejects(
        exact(half, quarter),
        /leaves no gaps.* the last subnet ends at 10\.0\.191\.255, the VPC at 10\.0\.255\.255/,
      );
      await assert.rejects(
        exact(quarter, half),
        /main-public-1 starts at 10\.0\.128\.0, not at 10\.0\.64\.0/,
      );
      assert.deepEqual(await exact(half, quarter, { type: "Unused", cidrMask: 18 }), [
        "main-private-1 10.0.128.0/18",
        "main-public-1 10.0.0.0/17",
      ]);
    });
  });

  describe("refusals", () => {
    const oneZone = { subnetStrategy: "Auto", availabilityZoneNames: ZONES.slice(0, 1) };
    const spec = (more: Properties) => ({
      ...oneZone,
      natGateways: { strategy: "None" },
      subnetSpecs: [{ type: "Private", ...more }],
    });
    const cases: readonly [string, Properties, RegExp, Properties][] = [
      [
        "the strategy Legacy",
        { ...oneZone, subnetStrategy: "Legacy" },
        /subnetStrategy: the simulated awsx knows only Auto and Exact, got "Legacy": add it in rehearsal\/clouds\/awsx/,
        oneZone,
      ],
      [
        "no strategy, which is Legacy",
        { availabilityZoneNames: ZONES },
        /knows only Auto and Exact, got undefined/,
        oneZone,
      ],
      [
        "an argument that is not simulated",
        { ...oneZone, ipv4IpamPoolId: "pool" },
        /does not know ipv4IpamPoolId: add it in rehearsal\/clouds\/awsx/,
        { ...oneZone, instanceTenancy: "default" },
      ],
      [
        "an output where the layout is planned",
        { ...oneZone, cidrBlock: output("urn:x", "10.0.0.0/16") },
        /cidrBlock: must be a plain value/,
        { ...oneZone, cidrBlock: "10.0.0.0/16" },
      ],
      [
        "a block that is none",
        { ...oneZone, cidrBlock: "10.0.0/16" },
        /"10\.0\.0\/16" is not a block/,
        oneZone,
      ],
      ["zones and a number of them", { ...oneZone, numberOfAvailabilityZones: 1 }, /only one of/, oneZone],
      ["Exact without specs", { ...oneZone, subnetStrategy: "Exact" }, /needs subnetSpecs/, oneZone],
      [
        "gateways without public subnets",
        { ...oneZone, subnetSpecs: [{ type: "Private" }] },
        /the strategy OnePerAz needs public subnets/,
        { ...oneZone, subnetSpecs: [{ type: "Private" }, { type: "Public" }] },
      ],
      [
        "subnets larger than their zone",
        spec({ cidrMask: 15 }),
        /need 131072 addresses in each zone, the VPC 10\.0\.0\.0\/16 has 65536/,
        spec({ cidrMask: 16 }),
      ],
      [
        "subnets that overlap",
        {
          ...oneZone,
          subnetSpecs: [
            { type: "Public", cidrBlocks: ["10.0.0.0/20"] },
            { type: "Private", cidrBlocks: ["10.0.8.0/24"] },
          ],
        },
        /overlap with others: main-public-1 10\.0\.0\.0\/20, main-private-1 10\.0\.8\.0\/24/,
        {
          ...oneZone,
          subnetSpecs: [
            { type: "Public", cidrBlocks: ["10.0.0.0/20"] },
            { type: "Private", cidrBlocks: ["10.0.16.0/24"] },
          ],
        },
      ],
      [
        "a size that is no power of two",
        spec({ size: 1000 }),
        /1000 is not the size of a subnet/,
        spec({ size: 1024 }),
      ],
      [
        "a size that is not the mask's",
        spec({ size: 1024, cidrMask: 21 }),
        /a \/21 has 2048 addresses, not 1024/,
        spec({ size: 1024, cidrMask: 22 }),
      ],
      [
        "fewer blocks than zones",
        spec({ cidrBlocks: [] }),
        /0 cidrBlocks for 1 availability zones/,
        spec({ cidrBlocks: ["10.0.0.0/24"] }),
      ],
      [
        "blocks of another mask",
        spec({ cidrMask: 23, cidrBlocks: ["10.0.0.0/24"] }),
        /10\.0\.0\.0\/24 is not a \/23/,
        spec({ cidrMask: 24, cidrBlocks: ["10.0.0.0/24"] }),
      ],
      [
        "a zone too small for the default subnets",
        { ...oneZone, cidrBlock: "10.0.0.0/27" },
        /at least a \/26 of the VPC, it has a \/27/,
        { ...oneZone, cidrBlock: "10.0.0.0/26" },
      ],
    ];
    for (const [what, bad, reason, good] of cases)
      it(`refuses ${what}, and takes its neighbour`, async () => {
        await assert.rejects(awsx.construct(bad), reason);
        assert.deepEqual(awsx.monitor.registered, []);
        await awsx.construct(good);
      });
    it("refuses a component that it does not know, and says where to add it", async () => {
      await assert.rejects(
        awsx.construct({}, undefined, awsx.monitor, "awsx:ecs:FargateService"),
        /does not know the component awsx:ecs:FargateService: add it in rehearsal\/clouds\/awsx/,
      );
    });
  });
});
