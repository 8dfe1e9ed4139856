import { vaultReplicationNoDeleteMarkers } from "../../../policies/rules/vault-replication-no-delete-markers";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

function replication(...statuses: readonly unknown[]): Given {
  return {
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    name: "replication",
    props: { rules: statuses.map((status) => ({ deleteMarkerReplication: { status } })) },
  };
}

function copies(what: string, given: Given, position: number, found: string): Refused {
  return {
    what,
    given,
    says: [
      `replication: deleteMarkerReplication.status of replication rule ${position} is ${found}; expected Disabled`,
    ],
  };
}

tryRule(vaultReplicationNoDeleteMarkers, {
  remedy: 'Give the rule a deleteMarkerReplication with status "Disabled".',
  accepts: [
    { as: "compliant", what: "rules that copy no markers", given: replication("Disabled", "Disabled") },
    {
      as: "near miss",
      what: "a rule that is off, and copies no markers",
      given: {
        ...replication(),
        props: { rules: [{ status: "Disabled", deleteMarkerReplication: { status: "Disabled" } }] },
      },
    },
    {
      as: "not applicable",
      what: "a bucket",
      given: { ...replication("Enabled"), type: "aws:s3/bucket:Bucket" },
    },
  ],
  refuses: [
    copies("a rule that copies markers", replication("Enabled"), 1, "Enabled"),
    copies("a second rule that copies markers", replication("Disabled", "Enabled"), 2, "Enabled"),
    copies("a status that is not known", replication(UNKNOWN), 1, "not known in preview"),
    copies("no status", replication(undefined), 1, "absent"),
    copies("another spelling", replication("disabled"), 1, "disabled"),
    copies("a rule that does not say", { ...replication(), props: { rules: [{}] } }, 1, "absent"),
    {
      what: "rules that are not known",
      given: { ...replication(), props: { rules: UNKNOWN } },
      says: [
        "replication: rules is not known in preview; expected a list of rules that can be read in preview",
      ],
    },
  ],
});
