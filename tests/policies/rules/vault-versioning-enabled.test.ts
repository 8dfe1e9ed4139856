import { vaultVersioningEnabled } from "../../../policies/rules/vault-versioning-enabled";
import { type Given, tryRule, UNKNOWN } from "../try-rule";

function bucket(role: string, name: string = "any", props: object = {}): Given {
  return {
    type: "aws:s3/bucket:Bucket",
    name: "bucket",
    props: { bucket: name, tags: { "archive:role": role }, ...props },
  };
}

function versioning(bucket: unknown, status: unknown, more: Partial<Given> = {}): Given {
  return {
    type: "aws:s3/bucketVersioning:BucketVersioning",
    name: "versioning",
    props: { bucket, versioningConfiguration: { status } },
    ...more,
  };
}

const V2 = { type: "aws:s3/bucketVersioningV2:BucketVersioningV2", name: "v2" };

tryRule(vaultVersioningEnabled, {
  remedy: 'Give the bucket a BucketVersioning with versioningConfiguration.status "Enabled".',
  accepts: [
    {
      as: "compliant",
      what: "a vault, joined by name",
      given: [bucket("vault"), versioning("any", "Enabled")],
    },
    {
      as: "compliant",
      what: "a vault, joined by dependency",
      given: [bucket("vault", UNKNOWN), versioning(UNKNOWN, "Enabled", { from: { bucket: ["bucket"] } })],
    },
    {
      as: "compliant",
      what: "a vault whose versioning has the deprecated token",
      given: [bucket("vault"), versioning("any", "Enabled", V2)],
    },
    { as: "near miss", what: "a bucket for staging without versioning", given: bucket("staging") },
    {
      as: "near miss",
      what: "a bucket for logs with its versioning suspended",
      given: [bucket("logs"), versioning("any", "Suspended")],
    },
    {
      as: "near miss",
      what: "a vault of which the provider reports what it was made with",
      given: [bucket("vault", "any", { versioning: { enabled: false } }), versioning("any", "Enabled")],
    },
    {
      as: "not applicable",
      what: "a deprecated bucket, which is refused as such",
      given: { ...bucket("vault"), type: "aws:s3/bucketV2:BucketV2" },
    },
  ],
  refuses: [
    {
      what: "a vault without versioning",
      given: bucket("vault"),
      says: ["bucket: it has no versioning; expected Enabled on a bucket whose archive:role is vault"],
    },
    {
      what: "a vault with the deprecated block alone",
      given: bucket("replica", "any", { versioning: { enabled: true } }),
      says: ["bucket: it has no versioning; expected Enabled on a bucket whose archive:role is replica"],
    },
    {
      what: "a vault next to another bucket's versioning",
      given: [bucket("vault"), versioning("other", "Enabled")],
      says: ["bucket: it has no versioning; expected Enabled on a bucket whose archive:role is vault"],
    },
    {
      what: "a vault with its versioning suspended",
      given: [bucket("vault"), versioning("any", "Suspended")],
      says: [
        "versioning: the versioning status is Suspended; expected Enabled on a bucket whose archive:role is vault",
      ],
    },
    {
      what: "a vault with its versioning disabled, beside one that enables it",
      given: [bucket("vault"), versioning("any", "Enabled"), versioning("any", "Disabled", V2)],
      says: [
        "v2: the versioning status is Disabled; expected Enabled on a bucket whose archive:role is vault",
      ],
    },
    {
      what: "a status that is not known",
      given: [bucket("vault"), versioning("any", UNKNOWN)],
      says: [
        "versioning: the versioning status is not known in preview; expected Enabled on a bucket whose archive:role is vault",
      ],
    },
    {
      what: "a configuration without a status",
      given: [bucket("vault"), versioning("any", undefined)],
      says: [
        "versioning: the versioning status is absent; expected Enabled on a bucket whose archive:role is vault",
      ],
    },
    {
      what: "a status in another spelling",
      given: [bucket("vault"), versioning("any", "enabled")],
      says: [
        "versioning: the versioning status is enabled; expected Enabled on a bucket whose archive:role is vault",
      ],
    },
  ],
});
