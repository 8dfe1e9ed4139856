import { AWAY, HOME, REGIONS, bucket, replica, replication, to, toUnknown, vault } from "./replicated-vaults";
import { type Accepted, UNKNOWN } from "./try-rule";

/** Vaults that are copied to another region. */
export const replicated: readonly Accepted[] = [
  {
    as: "compliant",
    what: "a vault and its replica",
    given: [vault(), replica(), replication("primary", [to("mirror")])],
    config: REGIONS,
  },
  {
    as: "compliant",
    what: "regions that only the providers tell",
    given: [
      bucket("primary", undefined, {}, { providerProps: { region: HOME } }),
      bucket("mirror", undefined, { "archive:role": "replica" }, { providerProps: { region: AWAY } }),
      replication("primary", [to("mirror")]),
    ],
    config: REGIONS,
  },
  {
    as: "compliant",
    what: "regions that a preview leaves to the providers",
    given: [
      bucket("primary", UNKNOWN, {}, { providerProps: { region: HOME } }),
      bucket("mirror", UNKNOWN, { "archive:role": "replica" }, { providerProps: { region: AWAY } }),
      replication("primary", [to("mirror")]),
    ],
    config: REGIONS,
  },
  {
    as: "compliant",
    what: "regions of their own, other than the provider's",
    given: [
      bucket("primary", HOME, {}, { providerProps: { region: HOME } }),
      bucket("mirror", AWAY, { "archive:role": "replica" }, { providerProps: { region: HOME } }),
      replication("primary", [to("mirror")]),
    ],
    config: REGIONS,
  },
  {
    as: "compliant",
    what: "a rule beside one that is off and one that leads nowhere else",
    given: [
      vault(),
      vault("near", { "archive:role": "logs" }),
      replica(),
      replication("primary", [to("mirror", "Disabled"), to("near"), to("mirror")]),
    ],
    config: REGIONS,
  },
  {
    as: "compliant",
    what: "a replica that is only being made",
    given: [vault(), replica(), replication("primary", [toUnknown], { from: { rules: ["mirror"] } })],
    config: REGIONS,
  },
  {
    as: "compliant",
    what: "two replicas that are only being made, and the key of one",
    given: [
      vault(),
      replica(),
      replica("other", "eu-west-3"),
      { type: "aws:kms/key:Key", name: "key" },
      replication("primary", [toUnknown, toUnknown], { from: { rules: ["mirror", "key", "other"] } }),
    ],
    config: { allowedRegions: [...REGIONS.allowedRegions, "eu-west-3"] },
  },
  {
    as: "compliant",
    what: "a sibling that is copied in its stead",
    given: [
      vault("primary", { "archive:copied-to": "glacier" }),
      vault("glacier"),
      replica(),
      replication("glacier", [to("mirror")]),
    ],
    config: REGIONS,
  },
  {
    as: "compliant",
    what: "a sibling in another region that is copied to this one",
    given: [
      vault("primary", { "archive:copied-to": "glacier" }),
      bucket("glacier", AWAY, {}),
      replica("mirror", HOME),
      replication("glacier", [to("mirror")]),
    ],
    config: REGIONS,
  },
  {
    as: "compliant",
    what: "two vaults that are copied to each other",
    given: [
      vault(),
      bucket("glacier", AWAY, {}),
      replication("primary", [to("glacier")]),
      replication("glacier", [to("primary")]),
    ],
    config: REGIONS,
  },
  {
    as: "compliant",
    what: "two vaults that S3 fills from one bucket, which is none: each holds what the other does",
    given: [
      bucket("ingest", HOME, { "archive:role": "staging" }),
      vault(),
      bucket("far", AWAY, {}),
      replication("ingest", [to("primary"), to("far")]),
    ],
    config: REGIONS,
  },
  {
    as: "near miss",
    what: "a bucket for logs without a replica",
    given: vault("logs", { "archive:role": "logs" }),
    config: REGIONS,
  },
  {
    as: "not applicable",
    what: "a deprecated bucket, which is refused as such",
    given: { ...vault(), type: "aws:s3/bucketV2:BucketV2" },
    config: REGIONS,
  },
];
