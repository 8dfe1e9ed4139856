import { securityHub } from "../frameworks";
import { classifying, parameters } from "../parameters";
import { BUCKET } from "../reading/buckets";
import { areApart, regionOf } from "../reading/regions";
import { originals, REPLICATION, type ReplicatedVault } from "../reading/replication";
import { is, shown } from "../reading/value";
import { rule } from "../rule";

export const vaultCrossRegionReplica = rule({
  name: "vault-cross-region-replica",
  why: "An archive outlives the loss of the region in which it is kept",
  level: "mandatory",
  severity: "critical",
  framework: securityHub("S3.7"),
  tags: ["CKV_AWS_144", "SEC 17a-4(f)(2)(v)"],
  remedy:
    "Give the vault a BucketReplicationConfig with an enabled rule to a bucket of the same stack in another allowed region, or name a sibling vault that has one in its tag archive:copied-to.",
  reads: parameters.pick({ ...classifying, allowedRegions: true }),
  types: [BUCKET, REPLICATION],
  *stack(resources, settings) {
    for (const original of originals(resources, settings)) {
      const { vault, because, copiedTo, sibling } = original;
      const leads = (each: ReplicatedVault) => leadsToAnother(each, settings.allowedRegions);
      if (leads(original) || (sibling && leads(sibling))) continue;
      yield {
        about: vault,
        found: `its region is ${shown(regionOf(vault))}, archive:copied-to is ${shown(copiedTo)}, and no enabled replication rule of it or its sibling leads to another allowed region`,
        expected: `one such rule ${because}`,
      };
    }
  },
});

function leadsToAnother({ vault, destinations }: ReplicatedVault, allowed: readonly string[]): boolean {
  return destinations.some(
    (destination) =>
      destination.length > 0 &&
      destination.every(
        (bucket) => areApart(bucket, vault) && allowed.some((region) => is(regionOf(bucket), region)),
      ),
  );
}
