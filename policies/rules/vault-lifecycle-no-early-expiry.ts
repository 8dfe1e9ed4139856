import { securityHub } from "../frameworks";
import { type Classifying, classifying, parameters, type Settings } from "../parameters";
import { BUCKET } from "../reading/buckets";
import {
  count,
  is,
  isAtLeast,
  isEmpty,
  list,
  read,
  record,
  shown,
  type Value,
  within,
} from "../reading/value";
import { type Finding, rule } from "../rule";
import { vaultSetting } from "../vault-setting";

/** How a rule is written: in a resource of its own, or inline on a bucket. */
interface Shape {
  readonly rules: string;
  readonly off: { readonly at: string; readonly is: unknown };
  readonly noncurrentDays: string;
  readonly tagFilters: readonly (readonly string[])[];
}

const split: Shape = {
  rules: "rules",
  off: { at: "status", is: "Disabled" },
  noncurrentDays: "noncurrentDays",
  tagFilters: [
    ["filter", "tag"],
    ["filter", "and", "tags"],
  ],
};

const inline: Shape = {
  rules: "lifecycleRules",
  off: { at: "enabled", is: false },
  noncurrentDays: "days",
  tagFilters: [["tags"]],
};

export const vaultLifecycleNoEarlyExpiry = rule({
  name: "vault-lifecycle-no-early-expiry",
  why: "Lifecycle deletes without asking anyone, so it may delete only what no retention holds any more",
  level: "mandatory",
  severity: "critical",
  framework: securityHub("S3.10, S3.13"),
  remedy:
    "Let the rule move objects to another storage class, or expire them no sooner than minRetentionDays.",
  reads: parameters.pick({ ...classifying, minRetentionDays: true }),
  types: [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
    BUCKET,
  ],
  ...vaultSetting(function* (
    setting,
    because,
    { minRetentionDays }: Classifying & Settings<"minRetentionDays">,
  ) {
    const shape = setting.type === BUCKET ? inline : split;
    const rules = list(read(setting.props, shape.rules));
    if (rules.kind === "unknown")
      yield { found: `its lifecycle rules are ${rules.why}`, expected: `rules that can be read ${because}` };
    if (rules.kind !== "known") return;
    for (const [index, body] of rules.value.entries())
      yield* judge(body, index + 1, shape, minRetentionDays, because);
  }),
});

function* judge(
  body: Value<unknown>,
  position: number,
  shape: Shape,
  least: number,
  because: string,
): Iterable<Finding> {
  const id = within(body, "id");
  const who = `lifecycle rule ${id.kind === "known" ? shown(id) : position}`;
  if (record(body).kind !== "known") {
    yield { found: `${who} is ${shown(record(body))}`, expected: `a rule that can be read ${because}` };
    return;
  }
  if (is(within(body, shape.off.at), shape.off.is)) return;

  const expected = `${least} or more ${because}`;
  const current = record(within(body, "expiration"));
  const age = currentAge(current);
  if (age && !isAtLeast(age, least)) yield { found: `expiration.days of ${who} is ${shown(age)}`, expected };

  const noncurrent = record(within(body, "noncurrentVersionExpiration"));
  const noncurrentAge = count(within(noncurrent, shape.noncurrentDays));
  if (noncurrent.kind !== "missing" && !isAtLeast(noncurrentAge, least))
    yield {
      found: `noncurrentVersionExpiration.${shape.noncurrentDays} of ${who} is ${shown(noncurrentAge)}`,
      expected,
    };

  const onDate = current.kind === "known" && hasDate(current);
  if (onDate) yield { found: `${who} expires objects on a date`, expected: `no date ${because}` };

  const expires = age || onDate || noncurrent.kind !== "missing";
  if (expires && !shape.tagFilters.every((path) => isEmpty(within(body, ...path))))
    yield { found: `${who} expires objects by their tags`, expected: `no such filter ${because}` };
}

/** Undefined where current versions stay: a rule may be there only to clear away markers that hide nothing. */
function currentAge(expiration: Value<object>): Value<number> | undefined {
  const days = count(within(expiration, "days"));
  const onlyMarkers = is(within(expiration, "expiredObjectDeleteMarker"), true) && is(days, 0);
  return days.kind === "missing" || onlyMarkers ? undefined : days;
}

function hasDate(expiration: Value<object>): boolean {
  const date = within(expiration, "date");
  return date.kind !== "missing" && !is(date, "");
}
