import { BUCKET } from "./buckets";
import type { Resource } from "./resource";
import { count, is, known, missing, read, unknown, type Value, within } from "./value";

/**
 * The default retention that a lock configuration gives, or a bucket's deprecated inline block; undefined for a
 * bucket without that block.
 */
export function defaultRetention(resource: Resource): Value<unknown> | undefined {
  if (resource.type !== BUCKET) return read(resource.props, "rule", "defaultRetention");
  const block = read(resource.props, "objectLockConfiguration");
  return block.kind === "missing" ? undefined : within(block, "rule", "defaultRetention");
}

/** How long a default retention lasts; a year counts 365 days, and S3 takes one unit only. */
export function retentionDays(retention: Value<unknown>): Value<number> {
  const days = given(count(within(retention, "days")));
  const years = given(count(within(retention, "years")));
  if (days.kind === "unknown" || years.kind === "missing") return days;
  if (years.kind === "unknown") return years;
  return days.kind === "known" ? unknown("given in days and in years") : known(years.value * 365);
}

/** A provider reports the unit that was not given as 0. */
function given(unit: Value<number>): Value<number> {
  return is(unit, 0) ? missing : unit;
}
