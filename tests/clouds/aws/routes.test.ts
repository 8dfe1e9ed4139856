import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { inAccount, refusals, type Inputs, type Refusal, type Step } from "./cases";
import type { Made } from "../catalogue-under-test";
import { network, subnet, vpc } from "./things";

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

const route =
  (more: Properties = {}) =>
  (made: Find): Properties => ({
    routeTableId: made("table").id,
    destinationCidrBlock: "0.0.0.0/0",
    gatewayId: made("gateway").id,
    ...more,
  });

describe("the simulated AWS: routes", () => {
  const ground: readonly Step[] = [
    ...network,
    gateway(),
    address,
    natStep,
    table(),
    vpc("other-vpc", { cidrBlock: "10.1.0.0/16" }),
    gateway("other-vpc", "other-gateway"),
    table("other-table", "other-vpc"),
  ];
  const routes = (what: string, refused: Inputs, because: RegExp, accepted: Inputs = route()): Refusal => ({
    what: `a route ${what}`,
    given: ground,
    type: token.ROUTE,
    refused,
    because,
    accepted,
  });
  refusals([
    routes("to nowhere", route({ gatewayId: undefined }), /exactly one target, got none/),
    routes(
      "to two places",
      (made) => route({ natGatewayId: made("nat").id })(made),
      /exactly one target, got gatewayId, natGatewayId/,
    ),
    routes("to a gateway that does not exist", route({ gatewayId: "igw-0" }), /igw-0 does not exist/),
    routes(
      "to a gateway of another network",
      (made) => route({ gatewayId: made("other-gateway").id })(made),
      /belong to different networks/,
    ),
    routes("of no block", route({ destinationCidrBlock: "0.0.0.0" }), /not a valid IPv4 CIDR/),
    routes(
      "of the network itself",
      route({ destinationCidrBlock: "10.0.0.0/16" }),
      /RouteAlreadyExists/,
      route({ destinationCidrBlock: "10.9.0.0/16" }),
    ),
    {
      what: "a route that the table has",
      given: [...ground, { type: token.ROUTE, name: "first", inputs: route() }],
      type: token.ROUTE,
      refused: route(),
      because: /AlreadyExists/,
      accepted: (made) =>
        route({ destinationCidrBlock: "10.9.0.0/16", gatewayId: undefined, natGatewayId: made("nat").id })(
          made,
        ),
    },
    {
      what: "a table with one route twice",
      given: ground,
      type: token.ROUTE_TABLE,
      refused: (made) => ({
        vpcId: made("vpc").id,
        routes: ["0.0.0.0/0", "0.0.0.0/0"].map((cidrBlock) => ({ cidrBlock, gatewayId: made("gateway").id })),
      }),
      because: /RouteAlreadyExists/,
      accepted: (made) => ({
        vpcId: made("vpc").id,
        routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: made("gateway").id }],
      }),
    },
    {
      what: "a subnet's second table",
      given: [
        ...ground,
        table("second"),
        subnet("free", 7),
        {
          type: token.ROUTE_TABLE_ASSOCIATION,
          name: "first",
          inputs: (made) => ({ routeTableId: made("table").id, subnetId: made("subnet").id }),
        },
      ],
      type: token.ROUTE_TABLE_ASSOCIATION,
      refused: (made) => ({ routeTableId: made("second").id, subnetId: made("subnet").id }),
      because: /Resource.AlreadyAssociated/,
      accepted: (made) => ({ routeTableId: made("second").id, subnetId: made("free").id }),
    },
    {
      what: "a table for a subnet and a gateway",
      given: ground,
      type: token.ROUTE_TABLE_ASSOCIATION,
      refused: (made) => ({
        routeTableId: made("table").id,
        subnetId: made("subnet").id,
        gatewayId: made("gateway").id,
      }),
      because: /one of `gateway_id,subnet_id`/,
      accepted: (made) => ({ routeTableId: made("table").id, gatewayId: made("gateway").id }),
    },
    {
      what: "a table of another network for a subnet",
      given: ground,
      type: token.ROUTE_TABLE_ASSOCIATION,
      refused: (made) => ({ routeTableId: made("other-table").id, subnetId: made("subnet").id }),
      because: /belong to different networks/,
      accepted: (made) => ({ routeTableId: made("table").id, subnetId: made("subnet").id }),
    },
    {
      what: "a public NAT gateway without an address",
      given: [...network, gateway(), address],
      type: token.NAT_GATEWAY,
      refused: (made) => ({ subnetId: made("subnet").id }),
      because: /takes an allocationId/,
      accepted: nat,
    },
    {
      what: "an address for two NAT gateways",
      given: [...network, gateway(), address, natStep, { ...address, name: "second" }],
      type: token.NAT_GATEWAY,
      refused: nat,
      because: /already associated/,
      accepted: (made) => ({ ...nat(made), allocationId: made("second").id }),
    },
    {
      what: "a public NAT gateway where no gateway leads out",
      given: [...network, address],
      type: token.NAT_GATEWAY,
      refused: nat,
      because: /has no Internet gateway attached/,
      accepted: (made) => ({ subnetId: made("subnet").id, connectivityType: "private" }),
    },
  ]);

  it(
    "has the real ids, with the checksum of a route's destination",
    inAccount(async (account) => {
      await account.makeAll(ground);
      const made = await account.make({ type: token.ROUTE, name: "route", inputs: route() });
      assert.equal(made.id, `r-${account.made("table").id}1080289494`);
      assert.match(String(account.made("nat").outputs["publicIp"]), /^198\.1[89]\.\d+\.\d+$/);
      assert.equal(account.made("nat").outputs["publicIp"], account.made("address").outputs["publicIp"]);
      assert.match(String(account.made("nat").outputs["privateIp"]), /^10\.0\.1\.\d+$/);
    }),
  );
});
