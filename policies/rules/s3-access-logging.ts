import { securityHub } from "../frameworks";
import { type Classifying, classifying, parameters } from "../parameters";
import { BUCKET, bucketsWith, vaultReason } from "../reading/buckets";
import { ofType, type Resource, type StackResource } from "../reading/resource";
import { tag } from "../reading/tags";
import { is, read, shown, text } from "../reading/value";
import { rule, type StackFinding } from "../rule";

const LOGGING = "aws:s3/bucketLogging:BucketLogging";

export const s3AccessLogging = rule({
  name: "s3-access-logging",
  why: "Who read or changed an archive can be told only from what was written down at the time",
  level: "mandatory",
  severity: "medium",
  framework: securityHub("S3.9"),
  tags: ["CKV_AWS_18"],
  remedy: "Give the bucket a BucketLogging whose targetBucket is the log bucket of its region.",
  reads: parameters.pick(classifying),
  types: [BUCKET, LOGGING],
  *stack(resources, settings) {
    for (const { bucket, parts } of bucketsWith(resources, [LOGGING]))
      if (parts.length === 0 && !isForLogs(bucket, settings))
        yield { about: bucket, found: "it writes no access logs", expected: "a BucketLogging" };
    for (const logging of ofType(resources, LOGGING)) yield* judgeTarget(logging);
  },
});

function* judgeTarget(logging: StackResource): Iterable<StackFinding> {
  const target = read(logging.props, "targetBucket");
  // Not known yet, but made here: it will be there.
  if (target.kind === "unknown" && logging.propertyDependencies["targetBucket"]?.length) return;
  const name = text(target);
  if (name.kind !== "known" || name.value === "")
    yield { about: logging, found: `targetBucket is ${shown(name)}`, expected: "a bucket for logs" };
}

/** Logs about logs would never end. */
function isForLogs(bucket: Resource, settings: Classifying): boolean {
  return !vaultReason(bucket, settings) && is(tag(bucket, "archive:role"), "logs");
}
