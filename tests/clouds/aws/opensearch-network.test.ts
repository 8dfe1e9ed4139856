import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, holds, OTHER_REGION, refusals, type Inputs, type Step } from "./cases";
import {
  DOMAIN_ARN,
  inNetwork,
  linkedRole,
  logging,
  logs,
  LOGS_ARN,
  logWriter,
  overThree,
  secured,
  single,
  threeZones,
} from "./domains";
import { group, subnet, vpc } from "./things";

const ground: readonly Step[] = [...threeZones, linkedRole()];
const otherNetwork: readonly Step[] = [
  vpc("other"),
  subnet("far", 5, "c", "other"),
  group("stranger", "other"),
];

const domain = casesOf<Inputs>(
  "a domain",
  token.DOMAIN,
  (change) => (typeof change === "function" ? change : inNetwork(change)),
  ground,
);
const overTwo: Properties = {
  clusterConfig: overThree({ instanceCount: 4, zoneAwarenessConfig: { availabilityZoneCount: 2 } }),
};
const inOne: Properties = { clusterConfig: { instanceType: "m7g.large.search" } };

describe("the simulated AWS: networks of OpenSearch domains", () => {
  refusals([
    ...[{}, { awsServiceName: "es.amazonaws.com" }].map((other) => ({
      what: `a network in an account ${"awsServiceName" in other ? "with another service's role" : "without the service's role"}`,
      given: [
        ...threeZones,
        ...("awsServiceName" in other ? [linkedRole("other", other.awsServiceName)] : []),
      ],
      type: token.DOMAIN,
      refused: inNetwork(),
      because: /Before you can proceed, you must enable a service-linked role/,
      accepted: single(),
    })),
    domain(
      "over three zones in two subnets",
      inNetwork({}, ["a", "b"]),
      /exactly three subnets/,
      inNetwork(),
    ),
    domain(
      "over two zones in three subnets",
      inNetwork(overTwo),
      /exactly two subnets/,
      inNetwork(overTwo, ["a", "b"]),
    ),
    domain(
      "of one zone in two subnets",
      inNetwork(inOne, ["a", "b"]),
      /exactly one subnet\./,
      inNetwork(inOne, ["a"]),
    ),
    domain(
      "with two subnets in one zone",
      inNetwork({}, ["a", "a-too", "b"]),
      /must be in different Availability Zones: two are in eu-west-1a/,
      inNetwork(),
    ),
    domain("in no subnet", inNetwork({}, []), /exactly three subnets/, inNetwork()),
    domain(
      "in a subnet that does not exist",
      { vpcOptions: { subnetIds: ["subnet-0"] } },
      /subnet-0 does not exist/,
      inNetwork(),
    ),
    domain(
      "in a group that does not exist",
      { vpcOptions: { securityGroupIds: ["sg-0"] } },
      /sg-0 does not exist/,
      inNetwork(),
    ),
    domain(
      "in two networks",
      inNetwork({}, ["a", "b", "far"]),
      /must be in one VPC/,
      inNetwork(),
      otherNetwork,
    ),
    domain(
      "in a group of another network",
      inNetwork({}, undefined, ["stranger"]),
      /must be in one VPC/,
      inNetwork(),
      otherNetwork,
    ),
  ]);

  holds([
    {
      what: "a subnet that a domain is in",
      given: [...ground, { type: token.DOMAIN, name: "domain", inputs: inNetwork() }],
      held: "b",
      because: /DependencyViolation/,
      until: ["domain"],
    },
  ]);
});

describe("the simulated AWS: logs of OpenSearch domains", () => {
  const written = casesOf("a log", token.DOMAIN, (change) => logging("SEARCH_SLOW_LOGS", { ...change }), [
    logs,
    logWriter(),
  ]);
  const to = (groupArn: string, logType = "SEARCH_SLOW_LOGS"): Properties => ({
    logPublishingOptions: [{ logType, cloudwatchLogGroupArn: groupArn }],
  });
  const ifNot = (what: string, ...given: readonly Step[]) => ({
    what: `a log ${what}`,
    given: [logs, ...given],
    type: token.DOMAIN,
    refused: logging(),
    because:
      /The Resource Access Policy specified for the CloudWatch Logs log group \/strongroom\/reports does not grant sufficient permissions/,
    accepted: single(),
  });
  const heldTo = (account: string, domainArn: string): Properties => ({
    Condition: {
      StringEquals: { "aws:SourceAccount": account },
      ArnLike: { "aws:SourceArn": domainArn },
    },
  });
  refusals([
    written("to a group that does not exist", to(`${LOGS_ARN}-2`), /reports-2 does not exist in eu-west-1/),
    written(
      "to a group of another region",
      to(LOGS_ARN.replace("eu-west-1", OTHER_REGION)),
      /does not exist in eu-west-1/,
      to(`${LOGS_ARN}:*`),
      [{ ...logs, name: "far", region: OTHER_REGION }],
    ),
    written("of a kind that there is not", to(LOGS_ARN, "SLOW_LOGS"), /logType to be one of INDEX_SLOW_LOGS/),
    written(
      "of audits without fine-grained access",
      to(LOGS_ARN, "AUDIT_LOGS"),
      /audit log publishing cannot be enabled as you do not have advanced security options configured/,
      secured(to(LOGS_ARN, "AUDIT_LOGS")),
    ),
    written(
      "of one kind twice",
      {
        logPublishingOptions: [1, 2].map(() => ({
          logType: "INDEX_SLOW_LOGS",
          cloudwatchLogGroupArn: LOGS_ARN,
        })),
      },
      /INDEX_SLOW_LOGS is published twice/,
    ),
    ifNot("that nobody lets the service write"),
    ifNot(
      "that another service may write",
      logWriter({ Principal: { Service: "delivery.logs.amazonaws.com" } }),
    ),
    ifNot(
      "of which the service may write half",
      logWriter({ Action: ["logs:CreateLogStream", "logs:PutLogEvents"] }),
    ),
    ifNot("whose policy is of another group", logWriter({}, `${LOGS_ARN}-2:*`)),
    ifNot("whose policy is of another domain", logWriter(heldTo(ACCOUNT, `${DOMAIN_ARN}-2`))),
    ifNot("whose policy is of another account", logWriter(heldTo("444455556666", DOMAIN_ARN))),
    ifNot("whose policy is in another region", { ...logWriter(), region: OTHER_REGION }),
    {
      what: "a log that is held to another domain, but not one that is held to this",
      given: [logs, logWriter(heldTo(ACCOUNT, DOMAIN_ARN))],
      type: token.DOMAIN,
      refused: logging("SEARCH_SLOW_LOGS", { domainName: "others" }),
      because: /does not grant sufficient permissions/,
      accepted: logging(),
    },
  ]);
});
