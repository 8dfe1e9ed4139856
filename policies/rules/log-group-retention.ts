import { checkov } from "../frameworks";
import { parameters } from "../parameters";
import { insteadOfCustomerKey } from "../reading/customer-key";
import type { Resource } from "../reading/resource";
import { tag } from "../reading/tags";
import { count, is, isAtLeast, known, read, shown, type Value } from "../reading/value";
import { rule } from "../rule";

/** The only numbers of days that CloudWatch Logs takes; 0 is for ever. */
const STEPS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const logGroupRetention = rule({
  name: "log-group-retention",
  why: "A log is there for as long as somebody may ask, and is read only with a key of ours",
  level: "remediate",
  severity: "medium",
  framework: checkov("CKV_AWS_66"),
  tags: ["CKV_AWS_338", "CKV_AWS_158"],
  remedy: "Set retentionInDays to the stage's minLogRetentionDays or more, and kmsKeyId to a customer's key.",
  reads: parameters.pick({ minLogRetentionDays: true }),
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  *resource(group, { minLogRetentionDays }) {
    const days = count(read(group.props, "retentionInDays"));
    const forEver = days.kind === "missing" || is(days, 0);
    if (forEver ? !is(audited(group), true) : !isAtLeast(days, minLogRetentionDays))
      yield {
        found: `retentionInDays is ${shown(days)}`,
        expected: `${minLogRetentionDays} or more, or for ever where the tag archive:log is audit`,
      };
    const logClass = read(group.props, "logGroupClass");
    if (logClass.kind !== "missing" && !["STANDARD", "INFREQUENT_ACCESS"].some((each) => is(logClass, each)))
      yield {
        found: `logGroupClass is ${shown(logClass)}`,
        expected:
          "STANDARD or INFREQUENT_ACCESS, since the class DELIVERY keeps two days whatever it is told",
      };
    const instead = insteadOfCustomerKey(group, "kmsKeyId");
    if (instead) yield { found: `kmsKeyId is ${instead}`, expected: "the ARN of a customer's key" };
  },
  *repairs(group, { minLogRetentionDays }) {
    const enough = STEPS.find((step) => step >= minLogRetentionDays);
    if (enough !== undefined && endsTooSoonOrNever(group, minLogRetentionDays))
      yield { path: ["retentionInDays"], value: enough };
  },
});

/** A 0 was somebody's decision to keep a log for ever: no repair may end it. */
function endsTooSoonOrNever(group: Resource, minLogRetentionDays: number): boolean {
  const days = count(read(group.props, "retentionInDays"));
  if (days.kind === "known") return days.value > 0 && days.value < minLogRetentionDays;
  return days.kind === "missing" && is(audited(group), false);
}

/** Whether it is a log for auditors, which alone may be kept for ever. */
function audited(group: Resource): Value<boolean> {
  const kind = tag(group, "archive:log");
  return kind.kind === "unknown" ? kind : known(is(kind, "audit"));
}
