import { secRule17a4 } from "../frameworks";
import { classifying, parameters } from "../parameters";
import { BUCKET, bucketsWith, LOCK_CONFIGURATION } from "../reading/buckets";
import { areApart, regionOf } from "../reading/regions";
import { type Destination, type Original, originals, REPLICATION } from "../reading/replication";
import type { StackResource } from "../reading/resource";
import { is, read, shown } from "../reading/value";
import { rule } from "../rule";

export const archiveComplianceCopy = rule({
  name: "archive-compliance-copy",
  why: "What befalls a whole region, or all that one lock protects, leaves a copy elsewhere that nobody can delete",
  level: "mandatory",
  severity: "critical",
  framework: secRule17a4("(f)(2)(i)(B), (v)"),
  remedy:
    "Have S3 copy the vault, or the sibling that its tag archive:copied-to names, to a bucket of the same stack in another region with a default retention in COMPLIANCE mode.",
  reads: parameters.pick(classifying),
  types: [BUCKET, LOCK_CONFIGURATION, REPLICATION],
  *stack(resources, settings) {
    const locked = lockedBuckets(resources);
    for (const original of originals(resources, settings)) {
      const { vault, because, copiedTo } = original;
      const isFit = (bucket: StackResource) => locked.has(bucket) && areApart(bucket, vault);
      if (copiesOf(original).some((copy) => copy.length > 0 && copy.every(isFit))) continue;
      yield {
        about: vault,
        found: `its region is ${shown(regionOf(vault))}, archive:copied-to is ${shown(copiedTo)}, and no copy in another region is locked in COMPLIANCE mode`,
        expected: `one such copy ${because}`,
      };
    }
  },
});

/** Whatever holds the same objects: the sibling that the application fills, and what S3 copies either to. */
function copiesOf({ destinations, sibling }: Original): readonly Destination[] {
  return sibling ? [[sibling.vault], ...destinations, ...sibling.destinations] : destinations;
}

function lockedBuckets(resources: readonly StackResource[]): ReadonlySet<StackResource> {
  const withLocks = bucketsWith(resources, [LOCK_CONFIGURATION]).filter(
    ({ parts }) => parts.length > 0 && parts.every(isCompliant),
  );
  return new Set(withLocks.map(({ bucket }) => bucket));
}

function isCompliant(lock: StackResource): boolean {
  return is(read(lock.props, "rule", "defaultRetention", "mode"), "COMPLIANCE");
}
