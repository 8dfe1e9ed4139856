import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { casesOf, holds, refusals, type Step } from "./cases";
import { bucket, document, allow, role, roleArn } from "./things";

const bus: Step = { type: token.EVENT_BUS, name: "bus", inputs: { name: "bus" } };

const rule = (change: Properties = {}): Properties => ({
  name: "rule",
  eventBusName: "bus",
  eventPattern: JSON.stringify({ "detail-type": ["a"] }),
  ...change,
});

describe("the simulated AWS: buses of EventBridge, streams of Kinesis", () => {
  const aBus = casesOf("a bus", token.EVENT_BUS, (change) => ({ name: "other", ...change }));
  const aRule = casesOf("a rule", token.EVENT_RULE, rule, [bus]);
  const archive = casesOf(
    "an archive",
    token.EVENT_ARCHIVE,
    (change) => ({
      name: "kept",
      eventSourceArn: "arn:aws:events:eu-west-1:111122223333:event-bus/bus",
      ...change,
    }),
    [bus],
  );
  const stream = casesOf("a stream", token.KINESIS_STREAM, (change) => ({ name: "changes", ...change }));
  refusals([
    aBus("called default", { name: "default" }, /not "default"/),
    aRule("of a bus that is not there", { eventBusName: "none" }, /none does not exist/),
    archive(
      "of a bus that is not there",
      { eventSourceArn: "arn:aws:events:eu-west-1:111122223333:event-bus/none" },
      /does not exist/,
    ),
    archive("with a name of 49 characters", { name: "a".repeat(49) }, /up to 48/, { name: "a".repeat(48) }),
    archive("by a pattern that is none", { eventPattern: "{" }, /invalid JSON/),
    stream("for less than a day", { retentionPeriod: 23 }, /24/, { retentionPeriod: 24 }),
    stream("encrypted with no key", { encryptionType: "KMS" }, /KMS Key Id required/, {
      encryptionType: "KMS",
      kmsKeyId: "alias/aws/kinesis",
    }),
  ]);
  holds([
    {
      what: "a bus with rules",
      given: [bus, { type: token.EVENT_RULE, name: "rule", inputs: rule() }],
      held: "bus",
      because: /can't be deleted since it has rules/,
      until: ["rule"],
    },
  ]);
});

const GUARDDUTY = "malware-protection-plan.guardduty.amazonaws.com";

describe("the simulated AWS: GuardDuty's look at uploads", () => {
  const may = (name: string, ...actions: readonly string[]): Step => ({
    type: token.ROLE_POLICY,
    name: `${name}-may`,
    inputs: { name: "may", role: name, policy: document(allow(actions, { Resource: "*" })) },
  });
  const all = ["s3:*", "events:*"];
  const plan = casesOf(
    "a plan",
    token.MALWARE_PLAN,
    (change) => ({
      protectedResource: { s3Bucket: { bucketName: "uploads" } },
      role: roleArn("scan"),
      ...change,
    }),
    [
      bucket("uploads"),
      role("scan", GUARDDUTY),
      may("scan", ...all),
      role("poor", GUARDDUTY),
      may("poor", "s3:GetObject"),
      role("task"),
      may("task", ...all),
    ],
  );
  refusals([
    plan("in a role of somebody else", { role: roleArn("task") }, /cannot be assumed by GuardDuty/),
    plan("in a role without rights", { role: roleArn("poor") }, /does not have the required permissions/),
    plan(
      "of a bucket that is not there",
      { protectedResource: { s3Bucket: { bucketName: "none" } } },
      /none does not exist/,
    ),
  ]);
});
