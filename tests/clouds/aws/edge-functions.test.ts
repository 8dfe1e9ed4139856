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

describe("the simulated AWS: functions of CloudFront, and unusual costs", () => {
  refusals([
    functions("without a handler", { code: "function main() {}" }, /no handler/),
    functions("that is too long", { code: `${code}//${"x".repeat(10_240)}` }, /larger than 10240 bytes/, {
      code: `${code}//${"x".repeat(10_000)}`,
    }),
    functions("for another language", { runtime: "nodejs24.x" }, /runtime/),
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
