import { azImmutabilityStrength } from "../../../policies/rules/az-immutability-strength";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const DAYS = "immutabilityPeriodSinceCreationInDays";
const APPENDS = ["allowProtectedAppendWrites", "allowProtectedAppendWritesAll"];
const IN_ACCOUNT = "immutableStorageWithVersioning.immutabilityPolicy.";
const OFFSITE = " on an account whose archive:role is offsite";
const PRO = { minOffsiteRetentionDays: 90 };

function ofContainer(change: object, days: unknown = 3650): Given {
  return {
    type: "azure-native:storage:BlobContainerImmutabilityPolicy",
    name: "copy",
    props: { [DAYS]: days, ...change },
  };
}

function account(immutableStorageWithVersioning: unknown, role: unknown = "offsite"): Given {
  return {
    type: "azure-native:storage:StorageAccount",
    name: "copy",
    props: { immutableStorageWithVersioning, tags: { "archive:role": role } },
  };
}

function ofAccount(change: object, days: unknown = 3650): Given {
  return account({ enabled: true, immutabilityPolicy: { [DAYS]: days, ...change } });
}

function weak(
  what: string,
  change: object,
  days: unknown,
  found: string,
  expected: string,
  config = {},
): Refused[] {
  return [
    { what, given: ofContainer(change, days), config, says: [`copy: ${found}; expected ${expected}`] },
    {
      what: `${what}, of an account`,
      given: ofAccount(change, days),
      config,
      says: [`copy: ${IN_ACCOUNT}${found}; expected ${expected}${OFFSITE}`],
    },
  ];
}

function strong(what: string, change: object, days?: number, config = {}): Accepted[] {
  return [
    { as: "compliant", what, given: ofContainer(change, days), config },
    { as: "compliant", what: `${what}, of an account`, given: ofAccount(change, days), config },
  ];
}

tryRule(azImmutabilityStrength, {
  remedy:
    "Set immutabilityPeriodSinceCreationInDays to the stage's minOffsiteRetentionDays or more, and allow no protected append writes.",
  accepts: [
    ...strong("just long enough", {}),
    ...strong("longer, in a place that is not known", { containerName: UNKNOWN }, 3651),
    ...strong("as long as the stage asks", {}, 90, PRO),
    ...APPENDS.flatMap((append) => strong(`${append} said to be off`, { [append]: false })),
    { as: "near miss", what: "an account without a policy of its own", given: account({ enabled: true }) },
    { as: "near miss", what: "an account without version immutability", given: account(undefined) },
    {
      as: "near miss",
      what: "a weak policy of an account for logs",
      given: account({ immutabilityPolicy: { [DAYS]: 1 } }, "logs"),
    },
    {
      as: "not applicable",
      what: "another type",
      given: { ...ofAccount({}, 1), type: "azure-native:storage:BlobContainer" },
    },
  ],
  refuses: [
    ...weak("a day too short", {}, 3649, `${DAYS} is 3649`, "3650 or more"),
    ...weak("a day too short for the stage", {}, 89, `${DAYS} is 89`, "90 or more", PRO),
    ...weak("no period", {}, null, `${DAYS} is absent`, "3650 or more"),
    ...weak("a period that is not known", {}, UNKNOWN, `${DAYS} is not known in preview`, "3650 or more"),
    ...APPENDS.flatMap((append) => [
      ...weak(`${append} on`, { [append]: true }, 3650, `${append} is true`, "false"),
      ...weak(
        `${append} not known`,
        { [append]: UNKNOWN },
        3650,
        `${append} is not known in preview`,
        "false",
      ),
    ]),
    {
      what: "version immutability that is not known",
      given: account(UNKNOWN),
      says: [
        `${DAYS} is not known in preview; expected 3650 or more`,
        ...APPENDS.map((append) => `${append} is not known in preview; expected false`),
      ].map((said) => `copy: ${IN_ACCOUNT}${said}${OFFSITE}`),
    },
    {
      what: "a weak policy of an account without a role",
      given: account({ immutabilityPolicy: { [DAYS]: 1 } }, null),
      says: [
        `copy: ${IN_ACCOUNT}${DAYS} is 1; expected 3650 or more on an account whose archive:role is absent`,
      ],
    },
  ],
});
