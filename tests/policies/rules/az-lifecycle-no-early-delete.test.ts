import { azLifecycleNoEarlyDelete } from "../../../policies/rules/az-lifecycle-no-early-delete";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const KINDS = ["baseBlob", "snapshot", "version"];
const AGES = [
  "daysAfterModificationGreaterThan",
  "daysAfterCreationGreaterThan",
  "daysAfterLastAccessTimeGreaterThan",
];

function policy(rules: unknown): Given {
  return { type: "azure-native:storage:ManagementPolicy", name: "tiers", props: { policy: { rules } } };
}

function tidy(actions: unknown, more: object = {}): object {
  return { name: "Tidy", enabled: true, type: "Lifecycle", definition: { actions }, ...more };
}

function deletes(kind: string, age: string, days: unknown): object {
  return tidy({ [kind]: { delete: { [age]: days } } });
}

function keeps(what: string, ...rules: readonly unknown[]): Accepted {
  return { as: "compliant", what, given: policy(rules) };
}

function fails(what: string, rules: unknown, found: string, expected = "3650 or more"): Refused {
  return { what, given: policy(rules), says: [`tiers: ${found}; expected ${expected}`] };
}

const each = KINDS.flatMap((kind) => AGES.map((age) => [kind, age] as const));
const [MODIFIED] = AGES;

tryRule(azLifecycleNoEarlyDelete, {
  remedy:
    "Let the rule move blobs to another tier, or delete them no sooner than the stage's minOffsiteRetentionDays.",
  accepts: [
    keeps(
      "nothing but tiers",
      tidy({ baseBlob: { tierToArchive: { daysAfterModificationGreaterThan: 30 } } }),
    ),
    ...each.flatMap(([kind, age]) => [
      keeps(`${kind} as soon as may be: ${age}`, deletes(kind, age, 3650)),
      keeps(`${kind} later: ${age}`, deletes(kind, age, 3651)),
    ]),
    {
      ...keeps("as soon as the stage lets it", deletes("baseBlob", "daysAfterCreationGreaterThan", 90)),
      config: { minOffsiteRetentionDays: 90 },
    },
    { as: "near miss", what: "a rule that is off", given: policy([tidy(UNKNOWN, { enabled: false })]) },
    { as: "near miss", what: "a rule without actions", given: policy([tidy(undefined), null]) },
    { as: "near miss", what: "no rules", given: policy(undefined) },
    {
      as: "not applicable",
      what: "another type",
      given: { ...policy(UNKNOWN), type: "azure-native:storage:BlobInventoryPolicy" },
    },
  ],
  refuses: [
    ...each.map(([kind, age]) =>
      fails(
        `${kind} a day early: ${age}`,
        [deletes(kind, age, 3649)],
        `${kind}.delete.${age} of management rule Tidy is 3649`,
      ),
    ),
    {
      ...fails(
        "a day early for the stage",
        [deletes("version", "daysAfterCreationGreaterThan", 89)],
        "version.delete.daysAfterCreationGreaterThan of management rule Tidy is 89",
        "90 or more",
      ),
      config: { minOffsiteRetentionDays: 90 },
    },
    fails(
      "the second age of two",
      [
        tidy({
          baseBlob: {
            delete: { daysAfterModificationGreaterThan: 3650, daysAfterLastAccessTimeGreaterThan: 1 },
          },
        }),
      ],
      "baseBlob.delete.daysAfterLastAccessTimeGreaterThan of management rule Tidy is 1",
    ),
    fails(
      "an age that is not known",
      [deletes("snapshot", "daysAfterCreationGreaterThan", UNKNOWN)],
      "snapshot.delete.daysAfterCreationGreaterThan of management rule Tidy is not known in preview",
    ),
    fails(
      "an age in a text",
      [deletes("snapshot", "daysAfterCreationGreaterThan", "3650")],
      "snapshot.delete.daysAfterCreationGreaterThan of management rule Tidy is not a whole number",
    ),
    fails(
      "no age",
      [tidy({ version: { delete: {} } })],
      "version.delete of management rule Tidy is of any age",
    ),
    fails(
      "an age that no deletion knows",
      [deletes("baseBlob", "daysAfterLastTierChangeGreaterThan", 3650)],
      "baseBlob.delete of management rule Tidy is of any age",
    ),
    fails(
      "a deletion that is not known",
      [tidy({ version: { delete: UNKNOWN } })],
      "version.delete of management rule Tidy is not known in preview",
    ),
    fails(
      "a deletion that is a number",
      [tidy({ version: { delete: 3650 } })],
      "version.delete of management rule Tidy is not an object",
    ),
    fails(
      "the second rule, without a name and a switch",
      [tidy({}), { definition: { actions: { baseBlob: { delete: { [MODIFIED ?? ""]: 1 } } } } }],
      "baseBlob.delete.daysAfterModificationGreaterThan of management rule 2 is 1",
    ),
    fails(
      "a rule whose switch is not known",
      [{ ...deletes("version", "daysAfterCreationGreaterThan", 1), enabled: UNKNOWN }],
      "version.delete.daysAfterCreationGreaterThan of management rule Tidy is 1",
    ),
    fails(
      "actions that are not known",
      [tidy(UNKNOWN)],
      "definition.actions of management rule Tidy is not known in preview",
      "actions that can be read",
    ),
    fails(
      "a rule that is not known",
      [UNKNOWN],
      "definition.actions of management rule 1 is not known in preview",
      "actions that can be read",
    ),
    fails(
      "rules that are not known",
      UNKNOWN,
      "policy.rules is not known in preview",
      "rules that can be read",
    ),
    fails("rules that are no list", { a: 1 }, "policy.rules is not a list", "rules that can be read"),
  ],
});
