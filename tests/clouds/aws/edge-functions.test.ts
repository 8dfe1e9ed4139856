import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { casesOf, refusals, type Step } from "./cases";

const code = "function handler(event) { return event.request; }";
const functions = casesOf("a function of CloudFront", token.EDGE_FUNCTION, (more: Properties) => ({
  name: "format",
  runtime: "cloudfront-js-2.0",
  code,
  ...more,
}));

const monitor: Step = {
  type: token.ANOMALY_MONITOR,
  name: "monitor",
  inputs: { name: "monitor", monitorType: "CUSTOM", monitorSpecification: "{}" },
};
const monitors = casesOf("a monitor of costs", token.ANOMALY_MONITOR, (more: Properties) => ({
  name: "system",
  monitorType: "CUSTOM",
  monitorSpecification: "{}",
  ...more,
}));
const subscriptions = casesOf(
  "a subscription to unusual costs",
  token.ANOMALY_SUBSCRIPTION,
  (more: Properties) => (made) => ({
    name: "told",
    frequency: "DAILY",
    monitorArnLists: [made("monitor").id],
    subscribers: [{ type: "EMAIL", address: "a@example.org" }],
    ...more,
  }),
  [monitor],
);

/** A distribution with two origins, and a group that asks the one and then the other. */
const grouped = casesOf(
  "a distribution",
  token.DISTRIBUTION,
  ({
    members = ["made", "making"],
    statusCodes = [403],
    methods = ["GET", "HEAD"],
    target = "images",
  }: Properties) =>
    (made) => ({
      enabled: true,
      origins: ["made", "making"].map((originId) => ({
        originId,
        domainName: `${originId}.s3.eu-west-1.amazonaws.com`,
        originAccessControlId: made("access").id,
      })),
      originGroups: [
        {
          originId: "images",
          failoverCriteria: { statusCodes },
          members: (Array.isArray(members) ? members : []).map((originId: unknown) => ({ originId })),
        },
      ],
      defaultCacheBehavior: {
        targetOriginId: target,
        allowedMethods: methods,
        cachedMethods: ["GET", "HEAD"],
        viewerProtocolPolicy: "https-only",
        cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: { cloudfrontDefaultCertificate: true },
    }),
  [
    {
      type: token.ORIGIN_ACCESS_CONTROL,
      name: "access",
      inputs: {
        name: "access",
        originAccessControlOriginType: "s3",
        signingBehavior: "always",
        signingProtocol: "sigv4",
      },
    },
  ],
);

describe("the simulated AWS: functions of CloudFront, and unusual costs", () => {
  refusals([
    functions("without a handler", { code: "function main() {}" }, /no handler/),
    functions("that is too long", { code: `${code}//${"x".repeat(10_240)}` }, /larger than 10240 bytes/, {
      code: `${code}//${"x".repeat(10_000)}`,
    }),
    functions("for another language", { runtime: "nodejs24.x" }, /runtime/),
    grouped("with a group of one", { members: ["made"] }, /takes exactly two members/),
    grouped("with a group of what is not there", { members: ["made", "gone"] }, /NoSuchOrigin.*gone/),
    grouped("with a group that never asks the second", { statusCodes: [] }, /at least one status code/),
    grouped("that takes a 200 for a failure", { statusCodes: [200] }, /statusCodes/, { statusCodes: [404] }),
    grouped("that asks for no group that it has", { target: "none" }, /NoSuchOrigin.*none/),
    grouped(
      "that writes to a group",
      { methods: ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"] },
      /cannot include POST/,
      { methods: ["GET", "HEAD", "OPTIONS"] },
    ),
    monitors("that says nothing", { monitorSpecification: undefined }, /takes a monitorSpecification/, {
      monitorSpecification: undefined,
      monitorType: "DIMENSIONAL",
      monitorDimension: "SERVICE",
    }),
    subscriptions(
      "that writes e-mails at once",
      { frequency: "IMMEDIATE" },
      /IMMEDIATE is for SNS topics alone/,
      {
        frequency: "WEEKLY",
      },
    ),
    subscriptions(
      "to what is not there",
      { monitorArnLists: ["arn:aws:ce::111122223333:anomalymonitor/none"] },
      /does not exist/,
    ),
  ]);
});
