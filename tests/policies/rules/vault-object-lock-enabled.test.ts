import { vaultObjectLockEnabled } from "../../../policies/rules/vault-object-lock-enabled";
import { type Given, tryRule, UNKNOWN } from "../try-rule";

function bucket(props: object, more: Partial<Given> = {}): Given {
  return { type: "aws:s3/bucket:Bucket", name: "primary", props, ...more };
}

function role(role: unknown): object {
  return { tags: { "archive:role": role } };
}

function defaultTags(value: unknown): Partial<Given> {
  return { providerProps: { defaultTags: value } };
}

const LOGS_BY_DEFAULT = defaultTags('{"tags":{"archive:role":"logs"}}');

// The other rules about vaults tell them in the same way: every way in which a bucket is one is tried here.
tryRule(vaultObjectLockEnabled, {
  remedy:
    "Create the bucket with objectLockEnabled: true; a lock configuration alone does not stand in for it.",
  accepts: [
    {
      as: "compliant",
      what: "a locked vault",
      given: bucket({ bucket: "archive-vault-primary", objectLockEnabled: true, ...role("vault") }),
    },
    {
      as: "compliant",
      what: "a locked bucket of which nothing else is known",
      given: bucket({ bucket: UNKNOWN, objectLockEnabled: true, tags: UNKNOWN }),
    },
    { as: "near miss", what: "an unlocked bucket for staging", given: bucket(role("staging")) },
    {
      as: "near miss",
      what: "an unlocked bucket for logs",
      given: bucket({ bucket: UNKNOWN, ...role("logs") }),
    },
    {
      as: "near miss",
      what: "an unlocked bucket for artifacts with nearly a vault's name",
      given: bucket({ bucket: "my-archive-vault-primary", objectLockEnabled: false, ...role("artifacts") }),
    },
    {
      as: "near miss",
      what: "an unlocked bucket that its provider tags as one for logs",
      given: bucket({ tags: { project: "storage" } }, LOGS_BY_DEFAULT),
    },
    {
      as: "near miss",
      what: "an unlocked bucket without tags that its provider tags as one for logs",
      given: bucket({}, LOGS_BY_DEFAULT),
    },
    {
      as: "near miss",
      what: "a bucket for staging whose provider's tags are not known",
      given: bucket(role("staging"), defaultTags(UNKNOWN)),
    },
    {
      as: "near miss",
      what: "a vault's name that the stage does not give to vaults",
      given: bucket({ bucket: "archive-vault-primary", ...role("logs") }),
      config: { vaultNamePatterns: ["vault-*"] },
    },
    {
      as: "not applicable",
      what: "another type",
      given: bucket(role("vault"), { type: "aws:s3/directoryBucket:DirectoryBucket" }),
    },
  ],
  refuses: [
    {
      what: "a vault without the flag",
      given: bucket(role("vault")),
      says: ["primary: objectLockEnabled is absent; expected true on a bucket whose archive:role is vault"],
    },
    {
      what: "a replica that turns it off, under the deprecated token",
      given: bucket({ objectLockEnabled: false, ...role("replica") }, { type: "aws:s3/bucketV2:BucketV2" }),
      says: ["primary: objectLockEnabled is false; expected true on a bucket whose archive:role is replica"],
    },
    {
      what: "a flag that is not known",
      given: bucket({ objectLockEnabled: UNKNOWN, ...role("vault") }),
      says: [
        "primary: objectLockEnabled is not known in preview; expected true on a bucket whose archive:role is vault",
      ],
    },
    {
      what: "a flag that is a text",
      given: bucket({ objectLockEnabled: "true", ...role("vault") }),
      says: [
        "primary: objectLockEnabled is not true or false; expected true on a bucket whose archive:role is vault",
      ],
    },
    {
      what: "a bucket without a role",
      given: bucket({ bucket: "anything", tags: { project: "storage" } }),
      says: ["primary: objectLockEnabled is absent; expected true on a bucket whose archive:role is absent"],
    },
    {
      what: "a bucket without a role, from a provider with other tags",
      given: bucket({}, defaultTags('{"tags":{"project":"storage"}}')),
      says: ["primary: objectLockEnabled is absent; expected true on a bucket whose archive:role is absent"],
    },
    {
      what: "a bucket with a role of its own making",
      given: bucket(role("Staging")),
      says: ["primary: objectLockEnabled is absent; expected true on a bucket whose archive:role is Staging"],
    },
    {
      what: "a bucket with a role that could be a sentence",
      given: bucket(role("my staging")),
      says: [
        "primary: objectLockEnabled is absent; expected true on a bucket whose archive:role is a text of 10 characters",
      ],
    },
    {
      what: "a bucket with a role that is a number",
      given: bucket(role(1)),
      says: [
        "primary: objectLockEnabled is absent; expected true on a bucket whose archive:role is not a text",
      ],
    },
    {
      what: "a bucket whose role is not known",
      given: bucket(role(UNKNOWN), LOGS_BY_DEFAULT),
      says: [
        "primary: objectLockEnabled is absent; expected true on a bucket whose archive:role is not known in preview",
      ],
    },
    {
      what: "a bucket whose tags are not known",
      given: bucket({ tags: UNKNOWN }, LOGS_BY_DEFAULT),
      says: [
        "primary: objectLockEnabled is absent; expected true on a bucket whose archive:role is not known in preview",
      ],
    },
    {
      what: "a bucket whose provider's tags are not known",
      given: bucket({}, defaultTags(UNKNOWN)),
      says: [
        "primary: objectLockEnabled is absent; expected true on a bucket whose archive:role is not known in preview",
      ],
    },
    {
      what: "a bucket whose provider's tags cannot be read",
      given: bucket({}, defaultTags("{")),
      says: [
        "primary: objectLockEnabled is absent; expected true on a bucket whose archive:role is not JSON",
      ],
    },
    {
      what: "a vault that its provider tags as one for logs",
      given: bucket(role("vault"), LOGS_BY_DEFAULT),
      says: ["primary: objectLockEnabled is absent; expected true on a bucket whose archive:role is vault"],
    },
    {
      what: "a vault that was given another role",
      given: bucket({ bucket: "archive-vault-primary", ...role("staging") }),
      says: ["primary: objectLockEnabled is absent; expected true on a bucket named like a vault"],
    },
    {
      what: "a replica that was given another role",
      given: bucket({ bucket: "archive-replica-mirror", ...role("logs") }),
      says: ["primary: objectLockEnabled is absent; expected true on a bucket named like a vault"],
    },
    {
      what: "a role that the stage does not exempt",
      given: bucket(role("artifacts")),
      config: { nonVaultRoles: ["staging", "logs"] },
      says: [
        "primary: objectLockEnabled is absent; expected true on a bucket whose archive:role is artifacts",
      ],
    },
  ],
});
