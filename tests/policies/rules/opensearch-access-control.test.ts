import { opensearchAccessControl } from "../../../policies/rules/opensearch-access-control";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const AUDITS = { logType: "AUDIT_LOGS", cloudwatchLogGroupArn: UNKNOWN };
const SETTINGS = {
  vpcOptions: { subnetIds: ["subnet-1"] },
  advancedSecurityOptions: { enabled: true },
  logPublishingOptions: [{ logType: "SEARCH_SLOW_LOGS" }, AUDITS],
};

function domain(change: object): Given {
  return { type: "aws:opensearch/domain:Domain", name: "reporting", props: { ...SETTINGS, ...change } };
}

function policy(accessPolicies: unknown): Given {
  return { type: "aws:opensearch/domainPolicy:DomainPolicy", name: "reporting", props: { accessPolicies } };
}

function open(change: object = {}): object {
  return { Statement: { Sid: "All", Effect: "Allow", Principal: "*", Action: "es:ESHttpGet", ...change } };
}

function lacks(what: string, change: object, ...says: readonly string[]): Refused {
  return { what, given: domain(change), says: says.map((said) => `reporting: ${said}`) };
}

const AUDIT = "logPublishingOptions publishes no audit log; expected one of the type AUDIT_LOGS";
const SUBNETS = "expected the subnets of a VPC";

function closed(what: string, change: object): Accepted {
  return { as: "near miss", what, given: policy(open(change)) };
}

function opens(what: string, change: object): Refused {
  return {
    what,
    given: policy(open(change)),
    says: [
      "reporting: accessPolicies, statement All lets everyone do more than read and write; expected es:ESHttp* at most",
    ],
  };
}

tryRule(opensearchAccessControl, {
  remedy:
    "Put the domain into subnets, turn on advancedSecurityOptions, publish AUDIT_LOGS, and open no more than es:ESHttp* to all.",
  accepts: [
    { as: "compliant", what: "a domain with all of it", given: domain({}) },
    {
      as: "compliant",
      what: "a domain whose subnets are being made, and whose log is said to be on",
      given: domain({
        vpcOptions: { subnetIds: UNKNOWN },
        logPublishingOptions: [{ ...AUDITS, enabled: true }],
        accessPolicies: JSON.stringify(open({ Action: ["es:ESHttpGet", "es:eshttp*"] })),
      }),
    },
    {
      as: "compliant",
      what: "a subnet that is being made",
      given: domain({ vpcOptions: { subnetIds: [UNKNOWN] } }),
    },
    { as: "compliant", what: "a policy that opens HTTP to all", given: policy(open()) },
    closed("all actions for a role", {
      Principal: { AWS: "arn:aws:iam::111122223333:role/a" },
      Action: "es:*",
    }),
    closed("a Deny of all actions to all", { Effect: "Deny", Action: "es:*" }),
    closed("all actions for nobody in particular", { Principal: undefined, Action: "es:*" }),
    {
      as: "not applicable",
      what: "another type",
      given: { ...policy(open({ Action: "*" })), type: "aws:s3/bucketPolicy:BucketPolicy" },
    },
  ],
  refuses: [
    lacks("no network", { vpcOptions: undefined }, `vpcOptions.subnetIds is absent; ${SUBNETS}`),
    lacks(
      "a network that is not known",
      { vpcOptions: UNKNOWN },
      `vpcOptions.subnetIds is not known in preview; ${SUBNETS}`,
    ),
    lacks("no subnets", { vpcOptions: { subnetIds: [] } }, `vpcOptions.subnetIds is empty; ${SUBNETS}`),
    lacks("nothing said of subnets", { vpcOptions: {} }, `vpcOptions.subnetIds is absent; ${SUBNETS}`),
    lacks(
      "subnets in a text",
      { vpcOptions: { subnetIds: "subnet-1" } },
      `vpcOptions.subnetIds is not a list; ${SUBNETS}`,
    ),
    lacks(
      "no users",
      { advancedSecurityOptions: { enabled: false } },
      "advancedSecurityOptions.enabled is false; expected true",
    ),
    lacks("no logs", { logPublishingOptions: undefined }, AUDIT),
    lacks("logs that are not known", { logPublishingOptions: UNKNOWN }, AUDIT),
    lacks("other logs", { logPublishingOptions: [{ logType: "INDEX_SLOW_LOGS" }] }, AUDIT),
    lacks("an audit log that is off", { logPublishingOptions: [{ ...AUDITS, enabled: false }] }, AUDIT),
    lacks(
      "an audit log whose switch is not known",
      { logPublishingOptions: [{ ...AUDITS, enabled: UNKNOWN }] },
      AUDIT,
    ),
    lacks(
      "a policy that opens all of the domain",
      { accessPolicies: JSON.stringify(open({ Action: "es:*" })) },
      "accessPolicies, statement All lets everyone do more than read and write; expected es:ESHttp* at most",
    ),
    opens("all actions", { Action: "*" }),
    opens("HTTP and one action more", { Action: ["es:ESHttp*", "es:UpdateDomainConfig"] }),
    opens("all actions but some", { Action: undefined, NotAction: "es:ESHttpGet" }),
    opens("actions that are not known", { Action: UNKNOWN }),
    opens("all actions for all of AWS", {
      Principal: { AWS: ["arn:aws:iam::111122223333:role/a", "*"] },
      Action: "es:*",
    }),
    opens("all actions for all but a role", {
      Principal: undefined,
      NotPrincipal: { AWS: "arn:aws:iam::111122223333:role/a" },
      Action: "es:*",
    }),
    opens("all actions for nobody knows whom", { Principal: UNKNOWN, Action: "es:*" }),
    {
      what: "a policy that is not known",
      given: policy(UNKNOWN),
      says: [
        "reporting: accessPolicies is not known in preview; expected an IAM document that can be read in preview",
      ],
    },
  ],
});
