import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { inAccount, refusals, type Step } from "./cases";
import { allow, bucket, document, queue, queueArn, queueUrl } from "./things";

const NOTIFICATION = "aws:s3/bucketNotification:BucketNotification";

const INVENTORY = "aws:s3/inventory:Inventory";

const LETS_S3_IN = document(
  allow("sqs:SendMessage", { Principal: { Service: "s3.amazonaws.com" }, Resource: queueArn("open") }),
);

const inventory = (more: Properties = {}, destination: Properties = {}): Properties => ({
  bucket: "vault",
  includedObjectVersions: "All",
  schedule: { frequency: "Daily" },
  destination: { bucket: { bucketArn: "arn:aws:s3:::reports", format: "CSV", ...destination } },
  ...more,
});

describe("the simulated AWS: notifications and inventories", () => {
  const queues: readonly Step[] = [
    bucket("vault"),
    queue("closed"),
    queue("open"),
    { type: token.QUEUE_POLICY, name: "policy", inputs: { queueUrl: queueUrl("open"), policy: LETS_S3_IN } },
  ];
  const tells = (name: string, event: string) => ({
    bucket: "vault",
    queues: [{ queueArn: queueArn(name), events: [event] }],
  });
  refusals([
    {
      what: "to tell a queue that does not let S3 in",
      given: queues,
      type: NOTIFICATION,
      refused: tells("closed", "s3:ObjectCreated:*"),
      because: /Unable to validate the following destination configurations/,
      accepted: tells("open", "s3:ObjectCreated:*"),
    },
    {
      what: "to tell a queue that does not exist",
      given: queues,
      type: NOTIFICATION,
      refused: tells("opened", "s3:ObjectCreated:*"),
      because: /:opened does not exist/,
      accepted: tells("open", "s3:ObjectCreated:*"),
    },
    {
      what: "two notifications of one id",
      given: queues,
      type: NOTIFICATION,
      refused: {
        bucket: "vault",
        queues: ["a/", "b/"].map((filterPrefix) => ({
          id: "one",
          queueArn: queueArn("open"),
          events: ["s3:ObjectCreated:*"],
          filterPrefix,
        })),
      },
      because: /IDs must be unique \(one\)/,
      accepted: tells("open", "s3:ObjectCreated:*"),
    },
    {
      what: "an event that there is not",
      given: queues,
      type: NOTIFICATION,
      refused: tells("open", "s3:ObjectMade:*"),
      because: /an event of S3/,
      accepted: tells("open", "s3:ObjectRemoved:DeleteMarkerCreated"),
    },
    {
      what: "an inventory to a bucket that does not exist",
      given: [bucket("vault"), bucket("reports")],
      type: INVENTORY,
      refused: inventory({}, { bucketArn: "arn:aws:s3:::report" }),
      because: /arn:aws:s3:::report does not exist/,
      accepted: inventory(),
    },
    {
      what: "an inventory in a format that there is not",
      given: [bucket("vault"), bucket("reports")],
      type: INVENTORY,
      refused: inventory({}, { format: "JSON" }),
      because: /format to be one of CSV/,
      accepted: inventory({}, { format: "Parquet" }),
    },
    {
      what: "an inventory of a field that there is not",
      given: [bucket("vault"), bucket("reports")],
      type: INVENTORY,
      refused: inventory({ optionalFields: ["Owner"] }),
      because: /optionalFields\[\] to be one of/,
      accepted: inventory({ optionalFields: ["ObjectLockRetainUntilDate"] }),
    },
    {
      what: "an inventory every hour",
      given: [bucket("vault"), bucket("reports")],
      type: INVENTORY,
      refused: inventory({ schedule: { frequency: "Hourly" } }),
      because: /Daily, Weekly/,
      accepted: inventory({ schedule: { frequency: "Weekly" } }),
    },
  ]);

  it(
    "names what a bucket has many of by bucket and name",
    inAccount(async (account) => {
      await account.makeAll([bucket("vault"), bucket("reports")]);
      const made = await account.make({
        type: INVENTORY,
        name: "inventory",
        inputs: inventory({ name: "keeper" }),
      });
      assert.equal(made.id, "vault:keeper");
    }),
  );
});
