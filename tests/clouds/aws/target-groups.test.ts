import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { inAccount, refusals, type Refusal, type Step } from "./cases";
import { network, targets } from "./things";

const groups = (
  what: string,
  refused: Properties,
  because: RegExp,
  accepted: Properties = {},
  given: readonly Step[] = network,
): Refusal => ({
  what: `a target group ${what}`,
  given,
  type: token.TARGET_GROUP,
  refused: targets("targets", refused).inputs,
  because,
  accepted: targets("targets", accepted).inputs,
});
const health = (
  what: string,
  refused: Properties,
  because: RegExp,
  accepted: Properties,
  more: Properties = {},
): Refusal =>
  groups(`whose health check ${what}`, { healthCheck: refused, ...more }, because, {
    healthCheck: accepted,
    ...more,
  });

type Value = readonly [path: string, wrong: Properties, right: Properties];
const VALUES: readonly Value[] = [
  ["targetType", { targetType: "host" }, { targetType: "instance" }],
  ["protocol", { protocol: "QUIC" }, { protocol: "TLS" }],
  ["protocolVersion", { protocolVersion: "HTTP3" }, { protocolVersion: "GRPC", protocol: "HTTPS" }],
  ["ipAddressType", { ipAddressType: "dualstack" }, { ipAddressType: "ipv6" }],
  [
    "loadBalancingCrossZoneEnabled",
    { loadBalancingCrossZoneEnabled: "on" },
    { loadBalancingCrossZoneEnabled: "true" },
  ],
  [
    "loadBalancingAlgorithmType",
    { loadBalancingAlgorithmType: "random" },
    { loadBalancingAlgorithmType: "round_robin" },
  ],
  [
    "stickiness.cookieDuration",
    { stickiness: { type: "source_ip", cookieDuration: 604_801 } },
    { stickiness: { type: "source_ip", cookieDuration: 604_800 } },
  ],
  ["stickiness.type", { stickiness: { type: "cookie" } }, { stickiness: { type: "source_ip" } }],
  ["healthCheck.protocol", { healthCheck: { protocol: "TLS" } }, { healthCheck: { protocol: "HTTPS" } }],
];

describe("the simulated AWS: target groups", () => {
  refusals([
    ...VALUES.map(([path, wrong, right]) =>
      groups(`with another ${path}`, wrong, new RegExp(`expected ${path} to be`), right),
    ),
    groups("with an underscore in its name", { name: "bags_api" }, /not a valid name/, { name: "bags-api" }),
    groups("with a name that the region has", { name: "first" }, /DuplicateTargetGroupName/, {}, [
      ...network,
      targets("first"),
    ]),
    groups("on port 65536", { port: 65_536 }, /port/, { port: 65_535 }),
    groups("without a port", { port: undefined }, /port should be set when target type is ip/),
    groups("of no network", { vpcId: undefined }, /vpcId should be set/),
    groups("of a network that does not exist", { vpcId: "vpc-0" }, /vpc-0 does not exist/),
    groups("of functions with a port", { targetType: "lambda" }, /cannot be specified .* 'lambda'/, {
      targetType: "lambda",
      port: undefined,
      protocol: undefined,
      vpcId: undefined,
    }),
    groups("of load balancers by HTTP", { targetType: "alb", protocol: "HTTP" }, /not supported .* 'alb'/, {
      targetType: "alb",
    }),
    groups("of TCP with a version of HTTP", { protocolVersion: "HTTP2" }, /Protocol version/, {
      protocol: "HTTP",
      protocolVersion: "HTTP2",
    }),
    groups("that waits more than an hour", { deregistrationDelay: 3601 }, /deregistrationDelay/, {
      deregistrationDelay: 3600,
    }),
    groups("with cookies over TCP", { stickiness: { type: "lb_cookie" } }, /Stickiness type 'lb_cookie'/, {
      stickiness: { type: "source_ip" },
    }),
    groups("with a switch that is no text", { preserveClientIp: false }, /preserveClientIp/, {
      preserveClientIp: "false",
    }),
    health("is made every 4 seconds", { interval: 4 }, /interval/, { interval: 5 }),
    health("waits 121 seconds", { timeout: 121, interval: 300 }, /timeout/, { timeout: 120, interval: 300 }),
    health("waits until the next", { timeout: 10, interval: 10 }, /smaller than the interval/, {
      timeout: 9,
      interval: 10,
    }),
    health("wants one success", { healthyThreshold: 1 }, /healthyThreshold/, { healthyThreshold: 2 }),
    health("wants eleven failures", { unhealthyThreshold: 11 }, /unhealthyThreshold/, {
      unhealthyThreshold: 10,
    }),
    health("has a path without /", { path: "health" }, /healthCheck.path/, { path: "/health" }),
    health("wants words", { matcher: "OK" }, /matcher/, { matcher: "200-299,301" }),
    health("is on port 0", { port: "0" }, /healthCheck.port/, { port: "traffic-port" }),
    health("asks a path by TCP", { protocol: "TCP", path: "/" }, /cannot be specified .* "TCP"/, {
      protocol: "TCP",
    }),
    health(
      "is by TCP for HTTP",
      { protocol: "TCP" },
      /cannot have value "TCP"/,
      { protocol: "HTTP" },
      {
        protocol: "HTTP",
      },
    ),
  ]);

  it(
    "has the real ARN and defaults, and is replaced for another port",
    inAccount(async (account) => {
      await account.makeAll([...network, targets("bags-api")]);
      const made = account.made("bags-api");
      assert.match(made.id, /:targetgroup\/bags-api\/[0-9a-f]{16}$/);
      assert.equal(made.id.endsWith(`:${String(made.outputs["arnSuffix"])}`), true);
      assert.equal(made.outputs["deregistrationDelay"], 300);
      const moved = await account.provider.difference(made, {
        ...made.inputs,
        port: 9001,
        deregistrationDelay: 90,
      });
      assert.deepEqual([moved.replacesList, moved.deletebeforereplace], [["port"], true]);
    }),
  );
});
