import { vaultOffsiteCloudCopy } from "../../../policies/rules/vault-offsite-cloud-copy";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

function bucket(copy: unknown, role = "vault", name = "primary"): Given {
  return {
    type: "aws:s3/bucket:Bucket",
    name,
    props: { bucket: `any-${name}`, tags: { "archive:role": role, "archive:offsite-copy": copy } },
  };
}

function container(accountName: unknown, containerName: unknown, name = "container"): Given {
  return { type: "azure-native:storage:BlobContainer", name, props: { accountName, containerName } };
}

function named(what: string, copy: string): Accepted {
  return { as: "compliant", what, given: bucket(copy) };
}

function unnamed(what: string, copy: unknown, found: string): Refused {
  return {
    what,
    given: bucket(copy),
    says: [
      `primary: archive:offsite-copy is ${found}; expected azure:<account>/<container> on a bucket whose archive:role is vault`,
    ],
  };
}

const COPY = "azure:archive/replica";
const beside =
  "primary: archive:offsite-copy is azure:archive/replica, which is none of the containers that this stack makes in archive; expected one of them on a bucket whose archive:role is vault";

tryRule(vaultOffsiteCloudCopy, {
  remedy:
    "Name the copy in the tag archive:offsite-copy as azure:<account>/<container>; the rules of the second cloud judge that container.",
  accepts: [
    named("a copy elsewhere", COPY),
    named("the shortest names", "azure:abc/a-1"),
    named("hyphens", "azure:archive/storage-replica-netherlands"),
    named("the longest names", `azure:${"a".repeat(24)}/${"b".repeat(63)}`),
    {
      as: "compliant",
      what: "a copy in this stack, beside other containers",
      given: [
        bucket(COPY),
        container("archive", "other", "one"),
        container("archive", "replica", "two"),
        container("elsewhere", "other", "three"),
      ],
    },
    {
      as: "compliant",
      what: "a copy in this stack, in an account that is only being made",
      given: [
        bucket(COPY),
        {
          type: "azure-native:storage:StorageAccount",
          name: "account",
          props: { accountName: "archive" },
        },
        { ...container(UNKNOWN, "replica"), from: { accountName: ["account"] } },
      ],
    },
    {
      as: "near miss",
      what: "a copy elsewhere, beside a container of another account",
      given: [bucket(COPY), container("archive2", "other")],
    },
    {
      as: "near miss",
      what: "a copy elsewhere, beside a container of which nothing is known",
      given: [bucket(COPY), container(UNKNOWN, UNKNOWN)],
    },
    { as: "near miss", what: "a bucket for logs without a copy", given: bucket(undefined, "logs") },
    {
      as: "near miss",
      what: "a vault without a copy, of a project that is in one cloud",
      given: { ...bucket(undefined), stack: "pre::datavault-base" },
      config: { projectsInOneCloud: ["datavault-base"] },
    },
    {
      as: "not applicable",
      what: "a deprecated bucket, which is refused as such",
      given: { ...bucket(undefined), type: "aws:s3/bucketV2:BucketV2" },
    },
  ],
  refuses: [
    unnamed("a vault without a copy", undefined, "absent"),
    {
      ...unnamed("a vault without a copy, beside a project that is in one cloud", undefined, "absent"),
      config: { projectsInOneCloud: ["datavault-base"] },
    },
    unnamed("a copy that is not known", UNKNOWN, "not known in preview"),
    unnamed(
      "a text that is too long to be shown",
      `azure:archive/${"b".repeat(200)}`,
      "a text of 214 characters",
    ),
    unnamed("another cloud", "gcs:archive/replica", "gcs:archive/replica"),
    unnamed("a place within a text", `see-${COPY}`, `see-${COPY}`),
    unnamed("a folder", `${COPY}/bags`, `${COPY}/bags`),
    unnamed("no account", "azure:/replica", "azure:/replica"),
    unnamed("no container", "azure:archive/", "azure:archive/"),
    unnamed("no container at all", "azure:archive", "azure:archive"),
    unnamed("too short an account", "azure:ab/replica", "azure:ab/replica"),
    unnamed("too long an account", `azure:${"a".repeat(25)}/replica`, `azure:${"a".repeat(25)}/replica`),
    unnamed("too short a container", "azure:archive/ab", "azure:archive/ab"),
    unnamed("too long a container", `azure:archive/${"b".repeat(64)}`, `azure:archive/${"b".repeat(64)}`),
    unnamed("capitals in the account", "azure:Archive/replica", "azure:Archive/replica"),
    unnamed("a hyphen in the account", "azure:the-archive/replica", "azure:the-archive/replica"),
    unnamed("capitals in the container", "azure:archive/Replica", "azure:archive/Replica"),
    unnamed("two hyphens in the container", "azure:archive/re--plica", "azure:archive/re--plica"),
    unnamed("a hyphen at the end", "azure:archive/replica-", "azure:archive/replica-"),
    unnamed("a hyphen at the beginning", "azure:archive/-replica", "azure:archive/-replica"),
    {
      what: "another container of an account whose containers this stack makes",
      given: [bucket(COPY), container("archive", "other")],
      says: [beside],
    },
    {
      what: "the same container of another account",
      given: [bucket(COPY), container("archive", "other", "one"), container("archive2", "replica", "two")],
      says: [beside],
    },
    {
      what: "a replica without a copy, after a vault that has one and a bucket for logs",
      given: [bucket(COPY), bucket(undefined, "logs", "logs"), bucket(undefined, "replica", "mirror")],
      says: [
        "mirror: archive:offsite-copy is absent; expected azure:<account>/<container> on a bucket whose archive:role is replica",
      ],
    },
    {
      what: "two vaults without copies",
      given: [bucket(undefined), bucket("none", "vault", "glacier")],
      says: [
        "primary: archive:offsite-copy is absent; expected azure:<account>/<container> on a bucket whose archive:role is vault",
        "glacier: archive:offsite-copy is none; expected azure:<account>/<container> on a bucket whose archive:role is vault",
      ],
    },
  ],
});
