import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, holds, inAccount, refusals, type Inputs, type Refusal, type Step } from "./cases";
import type { Made } from "../catalogue-under-test";
import { group, network, subnet, vpc } from "./things";

type Find = (name: string) => Made;

const gateway = (of = "vpc", name = "gateway"): Step => ({
  type: token.INTERNET_GATEWAY,
  name,
  inputs: (made) => ({ vpcId: made(of).id }),
});

const address: Step = { type: token.EIP, name: "address", inputs: { domain: "vpc" } };

const nat = (made: Find): Properties => ({ subnetId: made("subnet").id, allocationId: made("address").id });

const natStep: Step = { type: token.NAT_GATEWAY, name: "nat", inputs: nat };

const table = (name = "table", of = "vpc"): Step => ({
  type: token.ROUTE_TABLE,
  name,
  inputs: (made) => ({ vpcId: made(of).id }),
});

describe("the simulated AWS: networks", () => {
  const subnets = (
    what: string,
    refused: Properties,
    because: RegExp,
    accepted: Properties = {},
    before: readonly Step[] = [vpc()],
  ): Refusal => {
    const inputs =
      (more: Properties): Inputs =>
      (made) => ({ vpcId: made("vpc").id, cidrBlock: "10.0.2.0/24", ...more });
    return {
      what: `a subnet ${what}`,
      given: before,
      type: token.SUBNET,
      refused: inputs(refused),
      because,
      accepted: inputs(accepted),
    };
  };
  const networks = (what: string, refused: string, because: RegExp, accepted: string): Refusal => ({
    what: `a network ${what}`,
    type: token.VPC,
    refused: { cidrBlock: refused },
    because,
    accepted: { cidrBlock: accepted },
  });
  refusals([
    networks("that is no block", "10.0.0.0", /not a valid IPv4 CIDR/, "10.0.0.0/16"),
    networks("with bits behind its prefix", "10.0.1.0/16", /not a valid IPv4 CIDR/, "10.1.0.0/16"),
    networks("that is too large", "10.0.0.0/15", /InvalidVpc.Range/, "10.0.0.0/16"),
    networks("that is too small", "10.0.0.0/29", /InvalidVpc.Range/, "10.0.0.0/28"),
    subnets(
      "outside its network",
      { cidrBlock: "10.1.0.0/24" },
      /InvalidSubnet.Range.*not within 10.0.0.0\/16/,
    ),
    subnets("over another", { cidrBlock: "10.0.1.128/25" }, /InvalidSubnet.Conflict/, {}, [
      vpc(),
      subnet("subnet", 1),
    ]),
    subnets(
      "in a zone of another region",
      { availabilityZone: "eu-west-2a" },
      /InvalidParameterValue.*eu-west-1a, eu-west-1b, eu-west-1c/,
      { availabilityZone: "eu-west-1c" },
    ),
    subnets("of a network that does not exist", { vpcId: "vpc-0" }, /vpc-0 does not exist/),
    {
      what: "a second internet gateway",
      given: [vpc(), vpc("other", { cidrBlock: "10.1.0.0/16" }), gateway()],
      type: token.INTERNET_GATEWAY,
      refused: (made) => ({ vpcId: made("vpc").id }),
      because: /already has an internet gateway attached/,
      accepted: (made) => ({ vpcId: made("other").id }),
    },
  ]);

  holds([
    {
      what: "a network with a subnet",
      given: [vpc(), subnet("subnet", 1)],
      held: "vpc",
      because: /DependencyViolation/,
      until: ["subnet"],
    },
    {
      what: "a network with a gateway",
      given: [vpc(), gateway()],
      held: "vpc",
      because: /DependencyViolation/,
      until: ["gateway"],
    },
    {
      what: "a network with a security group",
      given: [vpc(), group("group")],
      held: "vpc",
      because: /DependencyViolation/,
      until: ["group"],
    },
    {
      what: "a network with a route table",
      given: [vpc(), table()],
      held: "vpc",
      because: /DependencyViolation/,
      until: ["table"],
    },
    {
      what: "a subnet with a NAT gateway",
      given: [...network, gateway(), address, natStep],
      held: "subnet",
      because: /DependencyViolation/,
      until: ["nat"],
    },
    {
      what: "an address that a NAT gateway uses",
      given: [...network, gateway(), address, natStep],
      held: "address",
      because: /InvalidIPAddress.InUse/,
      until: ["nat"],
    },
    {
      what: "a gateway that a NAT gateway's address needs",
      given: [...network, gateway(), address, natStep],
      held: "gateway",
      because: /mapped public address/,
      until: ["nat"],
    },
  ]);

  it(
    "has the real ids, and makes up a zone that stays",
    inAccount(async (account) => {
      await account.makeAll([vpc(), gateway()]);
      const inputs: Inputs = (made) => ({ vpcId: made("vpc").id, cidrBlock: "10.0.9.0/24" });
      const made = await account.make({ type: token.SUBNET, name: "anywhere", inputs });
      assert.match(account.made("vpc").id, /^vpc-0[0-9a-f]{16}$/);
      assert.equal(made.outputs["arn"], `arn:aws:ec2:eu-west-1:${ACCOUNT}:subnet/${made.id}`);
      assert.match(String(made.outputs["availabilityZone"]), /^eu-west-1[abc]$/);
      assert.match(String(made.outputs["availabilityZoneId"]), /^euw1-az[123]$/);
      const tagged = await account.provider.change(made, { ...made.inputs, tags: { a: "b" } });
      assert.equal(tagged.outputs["availabilityZone"], made.outputs["availabilityZone"]);
      const moved = await account.provider.difference(made, { ...made.inputs, cidrBlock: "10.0.8.0/24" });
      assert.deepEqual(moved.replacesList, ["cidrBlock"]);
    }),
  );
});
