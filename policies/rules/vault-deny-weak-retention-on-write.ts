import { secRule17a4 } from "../frameworks";
import { classifying, parameters } from "../parameters";
import { unrefused } from "../proof/decide";
import type { ContextValue } from "../proof/request";
import { vaultPolicies } from "../reading/bucket-policies";
import { BUCKET } from "../reading/buckets";
import type { Statement } from "../reading/document";
import { BUCKET_POLICY } from "../reading/policy-documents";
import { shown } from "../reading/value";
import { type Finding, rule } from "../rule";

const WRITES = ["s3:PutObject", "s3:PutObjectRetention"];
const DAYS = "s3:object-lock-remaining-retention-days";
const MODE = "s3:object-lock-mode";

export const vaultDenyWeakRetentionOnWrite = rule({
  name: "vault-deny-weak-retention-on-write",
  why: "A retention that a write brings along counts in place of the bucket's default, even if it is a weaker one",
  level: "mandatory",
  severity: "critical",
  framework: secRule17a4("(f)(2)(i)(B)"),
  tags: ["AWS Object Lock condition keys"],
  remedy:
    'Give the bucket one BucketPolicy with two Deny for Principal "*" of both writes: one by NumericLessThan on s3:object-lock-remaining-retention-days, the other by StringNotEquals COMPLIANCE together with Null "false" on s3:object-lock-mode.',
  reads: parameters.pick({ ...classifying, minRetentionDays: true }),
  types: [BUCKET_POLICY, BUCKET],
  *stack(resources, settings) {
    for (const { about, because, arn, statements } of vaultPolicies(resources, settings)) {
      const judged =
        statements.kind === "known"
          ? judge(statements.value, `${arn}/*`, settings.minRetentionDays)
          : [{ found: shown(statements), expected: "weak retentions refused" }];
      for (const { found, expected } of judged) yield { about, found, expected: `${expected} ${because}` };
    }
  },
});

function* judge(statements: readonly Statement[], objects: string, least: number): Iterable<Finding> {
  const open = (actions: readonly string[], context: Readonly<Record<string, ContextValue>>) =>
    unrefused(statements, { actions, resource: () => objects, context });
  const shorter = open(WRITES, {
    [DAYS]: oneOf(...Array.from({ length: least }, (_, days) => String(days))),
  });
  if (shorter.length > 0)
    yield {
      found: `its policy does not refuse ${shorter.join(", ")} with a retention under ${least} days`,
      expected: "a refusal to everybody",
    };
  const weaker = open(WRITES, { [MODE]: oneOf("GOVERNANCE") });
  if (weaker.length > 0)
    yield {
      found: `its policy does not refuse ${weaker.join(", ")} in the mode GOVERNANCE`,
      expected: "a refusal to everybody",
    };
  if (open(["s3:PutObject"], { [DAYS]: ABSENT, [MODE]: ABSENT }).length === 0)
    yield {
      found: "its policy refuses s3:PutObject without a retention of its own",
      expected: "such writes to pass",
    };
  const kept = open(WRITES, { [DAYS]: oneOf(String(least)), [MODE]: oneOf("COMPLIANCE") });
  const refused = WRITES.filter((action) => !kept.includes(action));
  if (refused.length > 0)
    yield {
      found: `its policy refuses ${refused.join(", ")} in the mode COMPLIANCE for ${least} days`,
      expected: "such writes to pass",
    };
}

const ABSENT: ContextValue = { kind: "absent" };

function oneOf(...values: readonly string[]): ContextValue {
  return { kind: "one of", values };
}
