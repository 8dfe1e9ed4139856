import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { BUCKET, bucketsWith } from "../reading/buckets";
import { ofType, type StackResource } from "../reading/resource";
import { is, list, read, shown, text, type Value, within } from "../reading/value";
import { rule, type StackFinding } from "../rule";

const ENCRYPTIONS = [
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
];

/** The encryptions in which a key of KMS has a part. */
const BY_KMS = ["aws:kms", "aws:kms:dsse"];

export const s3KmsCmk = rule({
  name: "s3-kms-cmk",
  why: "Only a key of our own says who may read, and is guarded like the objects themselves",
  level: "mandatory",
  severity: "high",
  framework: securityHub("S3.17"),
  tags: ["CKV_AWS_145"],
  remedy:
    'Give the bucket a BucketServerSideEncryptionConfiguration with sseAlgorithm "aws:kms" and a kmsMasterKeyId of our own.',
  reads: parameters.pick({}),
  types: [BUCKET, ...ENCRYPTIONS],
  *stack(resources) {
    for (const { bucket, parts } of bucketsWith(resources, ENCRYPTIONS))
      if (parts.length === 0)
        yield { about: bucket, found: "it has no default encryption", expected: "one by a key of our own" };
    for (const encryption of ofType(resources, ...ENCRYPTIONS)) {
      const rules = list(read(encryption.props, "rules"));
      const readable = rules.kind === "known" ? rules.value : [];
      if (readable.length === 0)
        yield { about: encryption, found: "rules holds nothing that can be read", expected: "a rule" };
      for (const each of readable) yield* judge(each, encryption);
    }
  },
});

function* judge(encryptionRule: Value<unknown>, about: StackResource): Iterable<StackFinding> {
  const byDefault = within(encryptionRule, "applyServerSideEncryptionByDefault");
  const algorithm = text(within(byDefault, "sseAlgorithm"));
  if (!BY_KMS.some((each) => is(algorithm, each))) {
    yield { about, found: `sseAlgorithm is ${shown(algorithm)}`, expected: BY_KMS.join(" or ") };
    return;
  }
  const given = within(byDefault, "kmsMasterKeyId");
  // Not known yet, but made here: it will be there.
  if (given.kind === "unknown" && about.propertyDependencies["rules"]?.length) return;
  const key = text(given);
  if (key.kind !== "known" || key.value === "" || isAwsOwn(key.value))
    yield { about, found: `kmsMasterKeyId is ${shown(key)}`, expected: "a key of our own" };
}

/** The key that S3 takes where it is told none: nobody can say who may use it. */
function isAwsOwn(key: string): boolean {
  return /(?:^|:)(?:alias\/)?aws\/s3$/.test(key);
}
