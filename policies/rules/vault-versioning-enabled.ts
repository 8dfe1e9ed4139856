import { securityHub } from "../frameworks";
import { classifying, parameters } from "../parameters";
import { BUCKET, bucketsWith, vaultReason } from "../reading/buckets";
import { is, read, shown } from "../reading/value";
import { rule } from "../rule";

const VERSIONINGS = [
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:s3/bucketVersioningV2:BucketVersioningV2",
];

export const vaultVersioningEnabled = rule({
  name: "vault-versioning-enabled",
  why: "Only versioning keeps an object when another is written over it",
  level: "mandatory",
  severity: "critical",
  framework: securityHub("S3.14"),
  tags: ["CKV_AWS_21"],
  remedy: 'Give the bucket a BucketVersioning with versioningConfiguration.status "Enabled".',
  reads: parameters.pick(classifying),
  types: [BUCKET, ...VERSIONINGS],
  *stack(resources, settings) {
    for (const { bucket, parts } of bucketsWith(resources, VERSIONINGS)) {
      const because = vaultReason(bucket, settings);
      if (!because) continue;
      if (parts.length === 0)
        yield { about: bucket, found: "it has no versioning", expected: `Enabled ${because}` };
      for (const part of parts) {
        const status = read(part.props, "versioningConfiguration", "status");
        if (!is(status, "Enabled"))
          yield {
            about: part,
            found: `the versioning status is ${shown(status)}`,
            expected: `Enabled ${because}`,
          };
      }
    }
  },
});
