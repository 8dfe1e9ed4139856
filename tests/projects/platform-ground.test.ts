import * as assert from "node:assert/strict";
import { estate, stages } from "../../projects/estate";
import { listAt, textsAt } from "../../rehearsal/clouds/aws/values";
import { valuesAt } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { deployed } from "../graph/project";
import { ACCOUNTS } from "./platform-facts";

/** Minutes that AWS may take to make what takes long (webservice-and-platform.md P6). */
const LONG: Readonly<Record<string, number>> = {
  "aws:eks/cluster:Cluster": 40,
  "aws:rds/cluster:Cluster": 60,
  "aws:rds/clusterInstance:ClusterInstance": 60,
  "aws:opensearch/domain:Domain": 90,
  "aws:cloudfront/distribution:Distribution": 30,
};

for (const stage of stages)
  describe(`what the platform of ${stage} stands on`, function () {
    this.timeout(300_000);
    const all = new Map<string, Graph>();
    before(async () => {
      for (const stack of estate) all.set(stack.name, await deployed(stack, stage));
    });
    const ground = () => all.get("foundation/base") ?? assert.fail("no foundation/base");

    it("P3: is one account: no stack could work in another", () => {
      for (const [name, graph] of all) {
        const providers = graph.of("pulumi:providers:aws");
        assert.ok(providers.length > 0, name);
        for (const { inputs } of providers)
          assert.deepEqual(JSON.parse(String(inputs["allowedAccountIds"])), [ACCOUNTS[stage]], name);
      }
    });

    it("P6: is given the time that AWS takes, in whatever stack it is", () => {
      const found = new Set<string>();
      for (const [stack, graph] of all)
        for (const [type, minutes] of Object.entries(LONG))
          for (const { name, timeouts } of graph.of(type)) {
            found.add(type);
            assert.equal(timeouts.create, `${minutes}m`, `${name} of ${stack}`);
          }
      assert.deepEqual([...found].toSorted(), Object.keys(LONG).toSorted());
    });

    it("P7: is a network over three zones in each tier, with a gateway in each zone in pro", () => {
      const network = ground().outputs["network"];
      for (const tier of ["public", "private", "isolated"]) {
        const ids = textsAt(network, `${tier}SubnetIds[]`);
        const zones = ground()
          .of("aws:ec2/subnet:Subnet")
          .filter(({ id }) => ids.includes(id))
          .map(({ inputs }) => inputs["availabilityZone"]);
        assert.equal(new Set(zones).size, 3, tier);
      }
      const gateways = stage === "pro" ? 3 : 1;
      assert.equal(ground().of("aws:ec2/natGateway:NatGateway").length, gateways);
      assert.equal(valuesAt(network, "natAddresses[]").length, gateways);
    });

    it("P7: has a default group that lets nobody in or out", () => {
      const [group, ...others] = ground().of("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
      assert.deepEqual(others, []);
      assert.deepEqual([listAt(group?.inputs, "ingress[]"), listAt(group?.inputs, "egress[]")], [[], []]);
    });
  });
