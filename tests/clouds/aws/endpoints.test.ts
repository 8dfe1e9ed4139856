import * as token from "../../../rehearsal/clouds/aws/tokens";
import { holds, refusals, type Inputs, type Refusal, type Step } from "./cases";
import { group, network, subnet, vpc } from "./things";

const table = (name = "table", of = "vpc"): Step => ({
  type: token.ROUTE_TABLE,
  name,
  inputs: (made) => ({ vpcId: made(of).id }),
});

describe("the simulated AWS: endpoints", () => {
  const ground: readonly Step[] = [
    ...network,
    subnet("same-zone", 2),
    subnet("next-zone", 3, "b"),
    table(),
    vpc("deaf", { cidrBlock: "10.1.0.0/16", enableDnsHostnames: false }),
    group("stranger", "deaf"),
  ];
  const inner =
    (more: Inputs = {}): Inputs =>
    (made) => ({
      vpcId: made("vpc").id,
      serviceName: "com.amazonaws.eu-west-1.sqs",
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: [made("subnet").id],
      securityGroupIds: [made("group").id],
      ...(typeof more === "function" ? more(made) : more),
    });
  const outer =
    (more: Inputs = {}): Inputs =>
    (made) => ({
      vpcId: made("vpc").id,
      serviceName: "com.amazonaws.eu-west-1.s3",
      routeTableIds: [made("table").id],
      ...(typeof more === "function" ? more(made) : more),
    });
  const endpoints = (
    what: string,
    refused: Inputs,
    because: RegExp,
    accepted: Inputs = inner(),
    more: readonly Step[] = [],
  ): Refusal => ({
    what: `an endpoint ${what}`,
    given: [...ground, ...more],
    type: token.ENDPOINT,
    refused,
    because,
    accepted,
  });
  refusals([
    endpoints(
      "for a service that there is not",
      inner({ serviceName: "com.amazonaws.eu-west-1.queue" }),
      /InvalidServiceName/,
    ),
    endpoints(
      "for a service of another region",
      inner({ serviceName: "com.amazonaws.eu-west-2.sqs" }),
      /InvalidServiceName/,
    ),
    endpoints(
      "of the type Gateway for a service that has none",
      outer({ serviceName: "com.amazonaws.eu-west-1.sqs" }),
      /InvalidServiceName/,
      outer(),
    ),
    endpoints(
      "of the type Gateway in subnets",
      outer((made) => ({ subnetIds: [made("subnet").id] })),
      /subnetIds is not for endpoints of type Gateway/,
      outer(),
    ),
    endpoints(
      "of the type Gateway with private DNS",
      outer({ privateDnsEnabled: true }),
      /Private DNS can't be enabled/,
      outer(),
    ),
    endpoints(
      "of the type Interface in route tables",
      inner((made) => ({ routeTableIds: [made("table").id] })),
      /routeTableIds is not for/,
    ),
    endpoints(
      "twice in one zone",
      inner((made) => ({ subnetIds: [made("subnet").id, made("same-zone").id] })),
      /DuplicateSubnetsInSameZone/,
      inner((made) => ({ subnetIds: [made("subnet").id, made("next-zone").id] })),
    ),
    endpoints(
      "with a group of another network",
      inner((made) => ({ securityGroupIds: [made("stranger").id] })),
      /belong to different networks/,
    ),
    endpoints(
      "with private DNS in a network without",
      inner((made) => ({ vpcId: made("deaf").id, subnetIds: [], securityGroupIds: [] })),
      /requires both enableDnsSupport and enableDnsHostnames/,
    ),
    endpoints(
      "with private DNS that another has",
      inner(),
      /conflicting DNS domain/,
      inner({ privateDnsEnabled: false }),
      [{ type: token.ENDPOINT, name: "first", inputs: inner() }],
    ),
    endpoints(
      "of the type Gateway that the table leads to already",
      outer(),
      /RouteAlreadyExists/,
      outer({ routeTableIds: [] }),
      [{ type: token.ENDPOINT, name: "first", inputs: outer() }],
    ),
    endpoints("with a policy that is no JSON", inner({ policy: "{" }), /not valid JSON/),
    {
      what: "a route table of another network for an endpoint",
      given: [
        ...ground,
        { type: token.ENDPOINT, name: "s3", inputs: outer({ routeTableIds: [] }) },
        table("other", "deaf"),
      ],
      type: token.ENDPOINT_ROUTE,
      refused: (made) => ({ vpcEndpointId: made("s3").id, routeTableId: made("other").id }),
      because: /belong to different networks/,
      accepted: (made) => ({ vpcEndpointId: made("s3").id, routeTableId: made("table").id }),
    },
    {
      what: "a route table for an endpoint of the type Interface",
      given: [
        ...ground,
        { type: token.ENDPOINT, name: "sqs", inputs: inner() },
        { type: token.ENDPOINT, name: "s3", inputs: outer({ routeTableIds: [] }) },
      ],
      type: token.ENDPOINT_ROUTE,
      refused: (made) => ({ vpcEndpointId: made("sqs").id, routeTableId: made("table").id }),
      because: /no Gateway endpoint/,
      accepted: (made) => ({ vpcEndpointId: made("s3").id, routeTableId: made("table").id }),
    },
  ]);
  holds([
    {
      what: "a group of an endpoint",
      given: [...ground, { type: token.ENDPOINT, name: "sqs", inputs: inner() }],
      held: "group",
      because: /DependencyViolation/,
      until: ["sqs"],
    },
    {
      what: "a subnet with an endpoint",
      given: [...ground, { type: token.ENDPOINT, name: "sqs", inputs: inner() }],
      held: "subnet",
      because: /DependencyViolation/,
      until: ["sqs"],
    },
    {
      what: "a network with an endpoint",
      given: [vpc(), table(), { type: token.ENDPOINT, name: "s3", inputs: outer() }],
      held: "vpc",
      because: /DependencyViolation/,
      until: ["table", "s3"],
    },
  ]);
});
