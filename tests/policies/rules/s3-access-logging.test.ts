import { s3AccessLogging } from "../../../policies/rules/s3-access-logging";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

function bucket(role: unknown = "vault", name: string = "any"): Given {
  return {
    type: "aws:s3/bucket:Bucket",
    name: "bucket",
    props: { bucket: name, tags: { "archive:role": role } },
  };
}

function logging(targetBucket: unknown, more: Partial<Given> = {}, bucket: unknown = "any"): Given {
  const props = { bucket, targetBucket, targetPrefix: "any/" };
  return { type: "aws:s3/bucketLogging:BucketLogging", name: "logging", props, ...more };
}

const LOGS: Given = { ...bucket("logs", "logs"), name: "logs" };

function silent(what: string, ...given: readonly Given[]): Refused {
  return { what, given, says: ["bucket: it writes no access logs; expected a BucketLogging"] };
}

function nowhere(what: string, given: Given, found: string): Refused {
  return {
    what,
    given: [bucket(), given],
    says: [`logging: targetBucket is ${found}; expected a bucket for logs`],
  };
}

tryRule(s3AccessLogging, {
  remedy: "Give the bucket a BucketLogging whose targetBucket is the log bucket of its region.",
  accepts: [
    {
      as: "compliant",
      what: "a bucket that logs elsewhere, joined by name",
      given: [bucket(), logging("logs")],
    },
    {
      as: "compliant",
      what: "a bucket that logs into one of this stack, joined by dependency",
      given: [
        LOGS,
        bucket("staging", UNKNOWN),
        logging(UNKNOWN, { from: { bucket: ["bucket"], targetBucket: ["logs"] } }, UNKNOWN),
      ],
    },
    { as: "near miss", what: "the log bucket itself", given: LOGS },
    { as: "near miss", what: "a log bucket that logs as well", given: [bucket("logs"), logging("others")] },
    {
      as: "not applicable",
      what: "a deprecated bucket, which is refused as such",
      given: { ...bucket(), type: "aws:s3/bucketV2:BucketV2" },
    },
  ],
  refuses: [
    silent("a vault that does not log", bucket()),
    silent("a bucket for staging that does not log", bucket("staging")),
    silent("a bucket for artifacts that does not log", bucket("artifacts")),
    silent("a bucket without a role", bucket(undefined)),
    silent("a bucket whose role is not known", bucket(UNKNOWN)),
    silent("a bucket that is named like a vault", bucket("logs", "archive-vault-x")),
    silent("a bucket next to another's logging", bucket(), logging("logs", {}, "other")),
    {
      ...silent("a log bucket in a stage where their role exempts nothing", bucket("logs")),
      config: { nonVaultRoles: ["staging"] },
    },
    nowhere("logging to nowhere", logging(""), "a text of 0 characters"),
    nowhere("logging without a target", logging(undefined), "absent"),
    nowhere("logging to a number", logging(1), "not a text"),
    nowhere("logging to a target that comes from nowhere", logging(UNKNOWN), "not known in preview"),
    nowhere(
      "logging to a target that comes from nowhere, of a known bucket",
      logging(UNKNOWN, { from: { bucket: ["bucket"], targetBucket: [] } }),
      "not known in preview",
    ),
    nowhere(
      "logging to a number that comes from somewhere",
      logging(1, { from: { targetBucket: ["bucket"] } }),
      "not a text",
    ),
    {
      what: "logging to nowhere, of a bucket of another stack",
      given: logging("", {}, "other"),
      says: ["logging: targetBucket is a text of 0 characters; expected a bucket for logs"],
    },
  ],
});
