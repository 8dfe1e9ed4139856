import { secRule17a4 } from "../frameworks";
import { parameters } from "../parameters";
import { LOCK_CONFIGURATION } from "../reading/buckets";
import { retentionDays } from "../reading/retention";
import { isAtLeast, read, shown, text, type Value } from "../reading/value";
import { rule } from "../rule";

export const vaultRetentionFloor = rule({
  name: "vault-retention-floor",
  why: "A retention may only grow, and a pack that never sees old values knows a shortening by the recorded floor",
  level: "mandatory",
  severity: "critical",
  framework: secRule17a4("(f)(2)(i)(B)"),
  remedy: "Set the default retention to the bucket's floor or more; a floor itself is never lowered.",
  reads: parameters.pick({ retentionFloors: true }),
  types: [LOCK_CONFIGURATION],
  *resource({ props }, { retentionFloors }) {
    const bucket = text(read(props, "bucket"));
    const floor = floorOf(bucket, retentionFloors);
    const days = retentionDays(read(props, "rule", "defaultRetention"));
    if (floor !== undefined && !isAtLeast(days, floor))
      yield {
        found: `the default retention in days is ${shown(days)}`,
        expected: `${floor} or more on a bucket whose name is ${shown(bucket)}`,
      };
  },
});

/** A bucket whose name is not known might be any of those that have a floor. */
function floorOf(bucket: Value<string>, floors: Readonly<Record<string, number>>): number | undefined {
  return Object.entries(floors)
    .filter(([name]) => bucket.kind !== "known" || bucket.value === name)
    .map(([, days]) => days)
    .toSorted((one, other) => other - one)[0];
}
