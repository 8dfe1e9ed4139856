import { securityHub } from "../frameworks";
import { classifying, parameters } from "../parameters";
import { BUCKET, bucketsWith, LOCK_CONFIGURATION, vaultReason } from "../reading/buckets";
import { read, record, shown } from "../reading/value";
import { rule } from "../rule";

const LOCKS = [LOCK_CONFIGURATION, "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2"];

export const vaultLockDefaultRetention = rule({
  name: "vault-lock-default-retention",
  why: "Object Lock without a default retention locks only what asks for it, so objects would land unlocked",
  level: "mandatory",
  severity: "critical",
  framework: securityHub("S3.15"),
  remedy: "Give the bucket one BucketObjectLockConfiguration, with rule.defaultRetention.",
  reads: parameters.pick(classifying),
  types: [BUCKET, ...LOCKS],
  *stack(resources, settings) {
    for (const { bucket, parts } of bucketsWith(resources, LOCKS)) {
      const because = vaultReason(bucket, settings);
      if (!because) continue;
      if (parts.length !== 1)
        yield {
          about: bucket,
          found: `it has ${parts.length} lock configurations`,
          expected: `one ${because}`,
        };
      for (const lock of parts) {
        const retention = record(read(lock.props, "rule", "defaultRetention"));
        if (retention.kind !== "known")
          yield {
            about: lock,
            found: `rule.defaultRetention is ${shown(retention)}`,
            expected: `a mode and a period ${because}`,
          };
      }
    }
  },
});
