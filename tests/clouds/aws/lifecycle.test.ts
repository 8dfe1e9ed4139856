import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { refusals } from "./cases";
import { bucket } from "./things";

const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

const rules = (...all: readonly Properties[]): Properties => ({
  bucket: "vault",
  rules: all.map((rule, at) => ({ id: `rule-${at}`, status: "Enabled", ...rule })),
});

/** Lifecycle rules that differ from a good one in one thing. */
const lifecycle = (
  what: string,
  refused: readonly Properties[],
  because: RegExp,
  accepted: readonly Properties[],
) => ({
  what,
  given: [bucket("vault")],
  type: LIFECYCLE,
  refused: rules(...refused),
  because,
  accepted: rules(...accepted),
});

const expiration = { days: 400 };

const infrequent = { storageClass: "STANDARD_IA", days: 30 };

describe("the simulated AWS: lifecycle rules", () => {
  refusals([
    lifecycle("a rule that does nothing", [{}], /At least one action/, [{ expiration }]),
    lifecycle(
      "two rules of one id",
      [{ expiration }, { expiration, id: "rule-0" }],
      /Rule ID must be unique/,
      [{ expiration }, { expiration }],
    ),
    lifecycle("a status that there is not", [{ expiration, status: "On" }], /rules\[\].status/, [
      { expiration, status: "Disabled" },
    ]),
    lifecycle(
      "infrequent access before 30 days",
      [{ transitions: [{ ...infrequent, days: 29 }] }],
      /greater than or equal to 30 for storageClass 'STANDARD_IA'/,
      [{ transitions: [infrequent] }],
    ),
    lifecycle(
      "a storage class that there is not",
      [{ transitions: [{ ...infrequent, storageClass: "COLD" }] }],
      /storageClass to be one of/,
      [{ transitions: [{ storageClass: "DEEP_ARCHIVE", days: 0 }] }],
    ),
    lifecycle(
      "Glacier too soon after infrequent access",
      [{ transitions: [infrequent, { storageClass: "GLACIER", days: 59 }] }],
      /must be 30 days more/,
      [{ transitions: [infrequent, { storageClass: "GLACIER", days: 60 }] }],
    ),
    lifecycle(
      "an expiration before the last transition",
      [{ transitions: [infrequent], expiration: { days: 30 } }],
      /Expiration action must be greater/,
      [{ transitions: [infrequent], expiration: { days: 31 } }],
    ),
    lifecycle(
      "a transition with days and a date",
      [{ transitions: [{ ...infrequent, date: "2030-01-01T00:00:00Z" }] }],
      /exactly one of days and date/,
      [{ transitions: [{ storageClass: "GLACIER", date: "2030-01-01T00:00:00Z" }] }],
    ),
    lifecycle(
      "an expiration with days and a marker",
      [{ expiration: { days: 1, expiredObjectDeleteMarker: true } }],
      /exactly one of days, date/,
      [{ expiration: { expiredObjectDeleteMarker: true } }],
    ),
    lifecycle("an expiration after no days", [{ expiration: { days: 0 } }], /expiration.days/, [
      { expiration: { days: 1 } },
    ]),
    lifecycle("an expiration at noon", [{ expiration: { date: "2030-01-01T12:00:00Z" } }], /midnight/, [
      { expiration: { date: "2030-01-01T00:00:00Z" } },
    ]),
    lifecycle(
      "noncurrent versions that expire before they move",
      [
        {
          noncurrentVersionTransitions: [{ noncurrentDays: 90, storageClass: "GLACIER" }],
          noncurrentVersionExpiration: { noncurrentDays: 90 },
        },
      ],
      /NoncurrentVersionExpiration action must be greater/,
      [
        {
          noncurrentVersionTransitions: [{ noncurrentDays: 90, storageClass: "GLACIER" }],
          noncurrentVersionExpiration: { noncurrentDays: 365 },
        },
      ],
    ),
    lifecycle(
      "a filter with two conditions side by side",
      [{ expiration, filter: { prefix: "a/", tag: { key: "a", value: "b" } } }],
      /holds them in `and`/,
      [{ expiration, filter: { and: { prefix: "a/", tags: { a: "b" } } } }],
    ),
    lifecycle(
      "a filter and a prefix",
      [{ expiration, filter: { prefix: "a/" }, prefix: "a/" }],
      /either a filter or a prefix/,
      [{ expiration, filter: { prefix: "a/" } }],
    ),
    lifecycle(
      "more than 1000 rules",
      Array.from({ length: 1001 }, () => ({ expiration })),
      /at most 1000/,
      Array.from({ length: 1000 }, () => ({ expiration })),
    ),
    lifecycle(
      "to end delete markers by tag",
      [{ filter: { tag: { key: "a", value: "b" } }, expiration: { expiredObjectDeleteMarker: true } }],
      /ExpiredObjectDeleteMarker cannot be specified with Tags/,
      [{ filter: { prefix: "a/" }, expiration: { expiredObjectDeleteMarker: true } }],
    ),
    lifecycle(
      "two transitions to one class",
      [{ transitions: [infrequent, { ...infrequent, days: 60 }] }],
      /two Transition actions for StorageClass 'STANDARD_IA'/,
      [{ transitions: [infrequent] }],
    ),
    lifecycle(
      "to end uploads by tag",
      [
        {
          filter: { tag: { key: "a", value: "b" } },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
      /AbortIncompleteMultipartUpload cannot be specified with Tags/,
      [{ filter: { prefix: "a/" }, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }],
    ),
  ]);
});
