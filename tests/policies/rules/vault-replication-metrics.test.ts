import { vaultReplicationMetrics } from "../../../policies/rules/vault-replication-metrics";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const on = { metrics: { status: "Enabled" }, replicationTime: { status: "Enabled" } };

function replication(...destinations: readonly object[]): Given {
  return {
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    name: "replication",
    props: { rules: destinations.map((destination) => ({ destination })) },
  };
}

function dark(what: string, given: Given, ...found: readonly string[]): Refused {
  return { what, given, says: found.map((each) => `replication: destination.${each}; expected Enabled`) };
}

tryRule(vaultReplicationMetrics, {
  remedy: 'Give the destination metrics and a replicationTime, each with status "Enabled".',
  accepts: [
    { as: "compliant", what: "rules with both", given: replication(on, on) },
    {
      as: "near miss",
      what: "rules with both to a bucket that is not known",
      given: replication({ ...on, bucket: UNKNOWN }),
    },
    { as: "not applicable", what: "a bucket", given: { ...replication({}), type: "aws:s3/bucket:Bucket" } },
  ],
  refuses: [
    dark(
      "neither",
      replication({}),
      "metrics.status of replication rule 1 is absent",
      "replicationTime.status of replication rule 1 is absent",
    ),
    dark(
      "a second rule without metrics",
      replication(on, { ...on, metrics: { status: "Disabled" } }),
      "metrics.status of replication rule 2 is Disabled",
    ),
    dark(
      "no time control",
      replication({ ...on, replicationTime: { status: "Disabled" } }),
      "replicationTime.status of replication rule 1 is Disabled",
    ),
    dark(
      "metrics that are not known",
      replication({ ...on, metrics: UNKNOWN }),
      "metrics.status of replication rule 1 is not known in preview",
    ),
    {
      what: "rules that are not known",
      given: { ...replication(), props: { rules: UNKNOWN } },
      says: [
        "replication: rules is not known in preview; expected a list of rules that can be read in preview",
      ],
    },
  ],
});
