import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { casesOf, holds, inAccount, type Inputs, type Refusal, refusals, type Step } from "./cases";
import type { Made } from "../catalogue-under-test";
import { group, network, vpc } from "./things";

type Find = (name: string) => Made;

describe("the simulated AWS: security groups", () => {
  const ground: readonly Step[] = [
    ...network,
    group("second"),
    vpc("other", { cidrBlock: "10.1.0.0/16" }),
    group("stranger", "other"),
  ];
  const ingress =
    (more: Inputs = {}): Inputs =>
    (made) => ({
      securityGroupId: made("group").id,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: "10.0.0.0/16",
      ...(typeof more === "function" ? more(made) : more),
    });
  const rules = casesOf<Inputs>("a rule", token.INGRESS_RULE, ingress, ground);
  const second = (made: Find): Properties => ({
    cidrIpv4: undefined,
    referencedSecurityGroupId: made("second").id,
  });
  const older =
    (more: Properties = {}): Inputs =>
    (made) => ({
      securityGroupId: made("group").id,
      type: "ingress",
      protocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrBlocks: ["10.0.0.0/16"],
      ...more,
    });
  const groups = (
    what: string,
    refused: Properties,
    because: RegExp,
    accepted: Properties = {},
  ): Refusal => ({
    what: `a group ${what}`,
    given: ground,
    type: token.SECURITY_GROUP,
    refused: (made) => ({ vpcId: made("vpc").id, ...refused }),
    because,
    accepted: (made) => ({ vpcId: made("vpc").id, ...accepted }),
  });
  refusals([
    groups("that the network has", { name: "group" }, /InvalidGroup.Duplicate/, { name: "third" }),
    groups("named as an id", { name: "sg-group" }, /not a valid name/, { name: "group-sg" }),
    groups("with a dash of typography", { description: "in – and out" }, /expected description/, {
      description: "in - and out",
    }),
    groups("without a network", { vpcId: undefined }, /No default VPC/),
    groups(
      "with one rule twice",
      {
        ingress: ["tcp", "6"].map((protocol) => ({
          protocol,
          fromPort: 1,
          toPort: 1,
          cidrBlocks: ["10.0.0.0/8"],
        })),
      },
      /InvalidPermission.Duplicate/,
      {
        ingress: ["tcp", "udp"].map((protocol) => ({
          protocol,
          fromPort: 1,
          toPort: 1,
          cidrBlocks: ["10.0.0.0/8"],
        })),
      },
    ),
    rules(
      "that the group has",
      {},
      /InvalidPermission.Duplicate: .*peer: 10.0.0.0\/16, tcp, ports 443 to 443, ALLOW/,
      { toPort: 444 },
      [{ type: token.INGRESS_RULE, name: "first", inputs: ingress() }],
    ),
    rules("that the group has by an older one", {}, /InvalidPermission.Duplicate/, { fromPort: 442 }, [
      { type: token.SECURITY_GROUP_RULE, name: "first", inputs: older() },
    ]),
    rules("for nobody", { cidrIpv4: undefined }, /exactly one of cidrIpv4, .*got none/),
    rules(
      "for two peers",
      (made) => ({ referencedSecurityGroupId: made("second").id }),
      /exactly one of/,
      second,
    ),
    rules(
      "for a group that does not exist",
      { cidrIpv4: undefined, referencedSecurityGroupId: "sg-0" },
      /sg-0 does not exist/,
      second,
    ),
    rules(
      "for a group of another network",
      (made) => ({ ...second(made), referencedSecurityGroupId: made("stranger").id }),
      /belong to different networks/,
      second,
    ),
    rules(
      "for a prefix list that does not exist",
      { cidrIpv4: undefined, prefixListId: "pl-0" },
      /InvalidPrefixListID.NotFound/,
      second,
    ),
    rules("from a port to one before it", { fromPort: 444 }, /Invalid TCP\/UDP port range \(444-443\)/),
    rules("without ports", { fromPort: undefined, toPort: undefined }, /take fromPort and toPort/),
    rules("of ports for all protocols", { ipProtocol: "-1" }, /must both be -1/, {
      ipProtocol: "-1",
      fromPort: undefined,
      toPort: undefined,
    }),
    rules("of a protocol that there is not", { ipProtocol: "http" }, /Unknown protocol/),
    rules("for an address that is no block", { cidrIpv4: "10.0.0.1" }, /not a valid IPv4 CIDR/, {
      cidrIpv4: "10.0.0.1/32",
    }),
    {
      what: "an older rule for a block and a group",
      given: ground,
      type: token.SECURITY_GROUP_RULE,
      refused: older({ sourceSecurityGroupId: "sg-1" }),
      because: /conflicts with cidrBlocks/,
      accepted: older(),
    },
    {
      what: "an older rule for nobody",
      given: ground,
      type: token.SECURITY_GROUP_RULE,
      refused: older({ cidrBlocks: undefined }),
      because: /must be set to create an AWS Security Group Rule/,
      accepted: older({ cidrBlocks: undefined, self: true }),
    },
    {
      what: "an older rule that the group has",
      given: [...ground, { type: token.INGRESS_RULE, name: "first", inputs: ingress() }],
      type: token.SECURITY_GROUP_RULE,
      refused: older(),
      because: /InvalidPermission.Duplicate/,
      accepted: older({ type: "egress" }),
    },
  ]);
  holds([
    {
      what: "a group that another's rule names",
      given: [...ground, { type: token.INGRESS_RULE, name: "rule", inputs: ingress(second) }],
      held: "second",
      because: /DependencyViolation/,
      until: ["rule"],
    },
  ]);

  it(
    "takes over the group that every network has",
    inAccount(async (account) => {
      await account.makeAll([vpc()]);
      const inputs: Inputs = (made) => ({ vpcId: made("vpc").id });
      const made = await account.make({ type: token.DEFAULT_SECURITY_GROUP, name: "default", inputs });
      assert.equal(made.id, account.made("vpc").outputs["defaultSecurityGroupId"]);
      assert.equal(made.outputs["name"], "default");
      await account.remove("vpc");
    }),
  );

  it(
    "lets rules name S3 by the prefix list of the region",
    inAccount(async (account) => {
      await account.makeAll(ground);
      const name = "com.amazonaws.eu-west-1.s3";
      const list = await account.provider.invoke("aws:ec2/getPrefixList:getPrefixList", { name });
      const inputs = ingress({ cidrIpv4: undefined, prefixListId: list["id"] });
      const made = await account.make({ type: token.EGRESS_RULE, name: "to-s3", inputs });
      assert.match(made.id, /^sgr-0[0-9a-f]{16}$/);
      const endpoint: Inputs = (found) => ({ vpcId: found("vpc").id, serviceName: name });
      const s3 = await account.make({ type: token.ENDPOINT, name: "s3", inputs: endpoint });
      assert.equal(s3.outputs["prefixListId"], list["id"]);
    }),
  );
});
