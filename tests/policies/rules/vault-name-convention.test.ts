import { vaultNameConvention } from "../../../policies/rules/vault-name-convention";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

function bucket(props: object, role?: unknown): Given {
  return {
    type: "aws:s3/bucket:Bucket",
    name: "primary",
    props: { ...props, ...(role !== undefined && { tags: { "archive:role": role } }) },
  };
}

function open(what: string, props: object, found: string, role: unknown = "vault", says = "vault"): Refused {
  return {
    what,
    given: bucket(props, role),
    says: [
      `primary: ${found}; expected a whole name like archive-vault-* or archive-replica-* on a bucket whose archive:role is ${says}`,
    ],
  };
}

tryRule(vaultNameConvention, {
  remedy:
    "Give the vault a whole name in bucket, as plain text; a bucket that is no vault needs its archive:role.",
  accepts: [
    { as: "compliant", what: "a vault", given: bucket({ bucket: "archive-vault-primary" }, "vault") },
    { as: "compliant", what: "a replica", given: bucket({ bucket: "archive-replica-mirror" }, "replica") },
    {
      as: "compliant",
      what: "a vault by the stage's own patterns",
      given: bucket({ bucket: "strongroom-1" }, "vault"),
      config: { vaultNamePatterns: ["vault-*", "strongroom-?"] },
    },
    {
      as: "near miss",
      what: "a bucket for logs with another name",
      given: bucket({ bucket: "strongroom-logs" }, "logs"),
    },
    {
      as: "near miss",
      what: "a bucket for staging whose name is not known",
      given: bucket({ bucket: UNKNOWN }, "staging"),
    },
    {
      as: "near miss",
      what: "a bucket for artifacts with a prefix",
      given: bucket({ bucketPrefix: "any" }, "artifacts"),
    },
    {
      as: "near miss",
      what: "a bucket with a vault's name and another role",
      given: bucket({ bucket: "archive-vault-primary" }, "logs"),
    },
    {
      as: "not applicable",
      what: "a deprecated bucket, which is refused as such",
      given: { ...bucket({ bucket: "any" }, "vault"), type: "aws:s3/bucketV2:BucketV2" },
    },
  ],
  refuses: [
    open("a vault with another name", { bucket: "vault-primary" }, "bucket is vault-primary"),
    open("a vault with nearly its name", { bucket: "my-archive-vault-1" }, "bucket is my-archive-vault-1"),
    open("a replica without a name", {}, "bucket is absent", "replica", "replica"),
    open(
      "a vault with the beginning of a name",
      { bucketPrefix: "archive-vault-" },
      "bucketPrefix is archive-vault-",
    ),
    open("a vault whose name is not known", { bucket: UNKNOWN }, "bucket is not known in preview"),
    open(
      "a vault whose prefix is not known",
      { bucketPrefix: UNKNOWN },
      "bucketPrefix is not known in preview",
    ),
    open(
      "a bucket whose role is not known",
      { bucket: "any" },
      "bucket is any",
      UNKNOWN,
      "not known in preview",
    ),
    open("a bucket without a role", { bucket: "any" }, "bucket is any", null, "absent"),
    {
      what: "a vault whose name is not among the stage's",
      given: bucket({ bucket: "archive-vault-primary" }, "vault"),
      config: { vaultNamePatterns: ["vault-*"] },
      says: [
        "primary: bucket is archive-vault-primary; expected a whole name like vault-* on a bucket whose archive:role is vault",
      ],
    },
  ],
});
