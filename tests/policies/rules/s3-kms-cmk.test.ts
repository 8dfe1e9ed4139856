import { s3KmsCmk } from "../../../policies/rules/s3-kms-cmk";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const ARN = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const V2 = "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2";
const KEY: Given = { type: "aws:kms/key:Key", name: "key" };

function bucket(name: string = "any"): Given {
  return {
    type: "aws:s3/bucket:Bucket",
    name: "bucket",
    props: { bucket: name, tags: { "archive:role": "logs" } },
  };
}

function encryption(rules: unknown, more: Partial<Given> = {}, bucket: unknown = "any"): Given {
  return {
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    name: "encryption",
    props: { bucket, rules },
    ...more,
  };
}

function by(kmsMasterKeyId: unknown, sseAlgorithm: unknown = "aws:kms"): object {
  return { applyServerSideEncryptionByDefault: { sseAlgorithm, kmsMasterKeyId }, bucketKeyEnabled: true };
}

function weak(what: string, rule: unknown, found: string, more: Partial<Given> = {}): Refused {
  const expected = found.startsWith("sse") ? "aws:kms or aws:kms:dsse" : "a key of our own";
  return {
    what,
    given: [bucket(), KEY, encryption([rule], more)],
    says: [`encryption: ${found}; expected ${expected}`],
  };
}

function empty(what: string, rules: unknown): Refused {
  return {
    what,
    given: [bucket(), encryption(rules)],
    says: ["encryption: rules holds nothing that can be read; expected a rule"],
  };
}

function bare(what: string, ...given: readonly Given[]): Refused {
  return {
    what,
    given: [bucket(), ...given],
    says: ["bucket: it has no default encryption; expected one by a key of our own"],
  };
}

tryRule(s3KmsCmk, {
  remedy:
    'Give the bucket a BucketServerSideEncryptionConfiguration with sseAlgorithm "aws:kms" and a kmsMasterKeyId of our own.',
  accepts: [
    { as: "compliant", what: "a key by its ARN", given: [bucket(), encryption([by(ARN)])] },
    { as: "compliant", what: "two layers", given: [bucket(), encryption([by(ARN, "aws:kms:dsse")])] },
    { as: "compliant", what: "the deprecated token", given: [bucket(), encryption([by(ARN)], { type: V2 })] },
    {
      as: "compliant",
      what: "a key and a bucket of this stack, whose names are not known",
      given: [
        KEY,
        bucket(UNKNOWN),
        encryption([by(UNKNOWN)], { from: { bucket: ["bucket"], rules: ["key"] } }, UNKNOWN),
      ],
    },
    ...["alias/archive", "alias/aws/s3-archive", "alias/not-aws/s3x", "alias/our-aws/s3", "1234abcd"].map(
      (id) => ({
        as: "near miss" as const,
        what: `a key of our own: ${id}`,
        given: [bucket(), encryption([by(id)])],
      }),
    ),
    {
      as: "not applicable",
      what: "a deprecated bucket, which is refused as such",
      given: { ...bucket(), type: "aws:s3/bucketV2:BucketV2" },
    },
  ],
  refuses: [
    bare("a bucket without default encryption, whatever its role"),
    bare("a bucket next to another's encryption", encryption([by(ARN)], {}, "other")),
    weak("S3's own keys", by(undefined, "AES256"), "sseAlgorithm is AES256"),
    weak("S3's own keys, with a key", by(ARN, "AES256"), "sseAlgorithm is AES256"),
    weak("an algorithm that is not known", by(ARN, UNKNOWN), "sseAlgorithm is not known in preview"),
    weak("no algorithm", by(ARN, null), "sseAlgorithm is absent"),
    weak("an algorithm that is a number", by(ARN, 1), "sseAlgorithm is not a text"),
    weak("no default", { bucketKeyEnabled: true }, "sseAlgorithm is absent"),
    weak("a rule that is not known", UNKNOWN, "sseAlgorithm is not known in preview"),
    weak("no key", by(undefined), "kmsMasterKeyId is absent"),
    weak("an empty key", by(""), "kmsMasterKeyId is a text of 0 characters"),
    weak("a key that is a number", by(1), "kmsMasterKeyId is not a text"),
    weak("a key that comes from nowhere", by(UNKNOWN), "kmsMasterKeyId is not known in preview"),
    weak("a key that comes from elsewhere", by(UNKNOWN), "kmsMasterKeyId is not known in preview", {
      from: { bucket: ["key"], rules: [] },
    }),
    weak(
      "an algorithm that comes from a resource",
      by(UNKNOWN, UNKNOWN),
      "sseAlgorithm is not known in preview",
      {
        from: { rules: ["key"] },
      },
    ),
    weak("a number that comes from a resource", by(1), "kmsMasterKeyId is not a text", {
      from: { rules: ["key"] },
    }),
    ...["aws/s3", "alias/aws/s3", "arn:aws:kms:eu-west-1:111122223333:alias/aws/s3"].map((id) =>
      weak(`AWS's own key: ${id}`, by(id), `kmsMasterKeyId is ${id}`),
    ),
    {
      what: "the second of two rules",
      given: [bucket(), encryption([by(ARN), by(undefined)])],
      says: ["encryption: kmsMasterKeyId is absent; expected a key of our own"],
    },
    {
      what: "the second of two configurations, with the deprecated token",
      given: [bucket(), encryption([by(ARN)]), encryption([by("")], { type: V2, name: "v2" })],
      says: ["v2: kmsMasterKeyId is a text of 0 characters; expected a key of our own"],
    },
    {
      what: "a configuration of a bucket of another stack",
      given: encryption([by(undefined, "AES256")], {}, "other"),
      says: ["encryption: sseAlgorithm is AES256; expected aws:kms or aws:kms:dsse"],
    },
    empty("no rules", undefined),
    empty("an empty list of rules", []),
    empty("rules that are not known", UNKNOWN),
    empty("rules that are no list", by(ARN)),
  ],
});
