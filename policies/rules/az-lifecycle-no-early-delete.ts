import { wormGuidance } from "../frameworks";
import { parameters } from "../parameters";
import { count, is, isAtLeast, list, read, record, shown, type Value, within } from "../reading/value";
import { type Finding, rule } from "../rule";

const KINDS = ["baseBlob", "snapshot", "version"];
const AGES = [
  "daysAfterModificationGreaterThan",
  "daysAfterCreationGreaterThan",
  "daysAfterLastAccessTimeGreaterThan",
];

export const azLifecycleNoEarlyDelete = rule({
  name: "az-lifecycle-no-early-delete",
  why: "Lifecycle management deletes without asking anyone, so it may delete only what nothing holds any more",
  level: "mandatory",
  severity: "critical",
  framework: wormGuidance,
  remedy:
    "Let the rule move blobs to another tier, or delete them no sooner than the stage's minOffsiteRetentionDays.",
  reads: parameters.pick({ minOffsiteRetentionDays: true }),
  types: ["azure-native:storage:ManagementPolicy"],
  *resource({ props }, { minOffsiteRetentionDays }) {
    const rules = list(read(props, "policy", "rules"));
    if (rules.kind === "unknown")
      yield { found: `policy.rules is ${rules.why}`, expected: "rules that can be read" };
    if (rules.kind !== "known") return;
    for (const [index, body] of rules.value.entries())
      if (!is(within(body, "enabled"), false)) yield* ruleFindings(body, index + 1, minOffsiteRetentionDays);
  },
});

function* ruleFindings(body: Value<unknown>, position: number, least: number): Iterable<Finding> {
  const name = within(body, "name");
  const who = `management rule ${name.kind === "known" ? shown(name) : position}`;
  const actions = record(within(body, "definition", "actions"));
  if (actions.kind === "unknown")
    yield { found: `definition.actions of ${who} is ${actions.why}`, expected: "actions that can be read" };
  else
    for (const kind of KINDS)
      yield* deletionFindings(record(within(actions, kind, "delete")), `${kind}.delete`, who, least);
}

function* deletionFindings(
  deletion: Value<object>,
  what: string,
  who: string,
  least: number,
): Iterable<Finding> {
  if (deletion.kind === "missing") return;
  const expected = `${least} or more`;
  const ages = AGES.map((age) => ({ age, days: count(within(deletion, age)) }));
  const given = ages.filter(({ days }) => days.kind !== "missing");
  if (deletion.kind === "unknown" || given.length === 0)
    yield {
      found: `${what} of ${who} is ${deletion.kind === "known" ? "of any age" : deletion.why}`,
      expected,
    };
  else
    for (const { age, days } of given)
      if (!isAtLeast(days, least)) yield { found: `${what}.${age} of ${who} is ${shown(days)}`, expected };
}
