import { azImmutabilityLocked } from "../../../policies/rules/az-immutability-locked";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const STATE = "immutableStorageWithVersioning.immutabilityPolicy.state";

function account(state: unknown, role: string = "offsite", more: Partial<Given> = {}): Given {
  return {
    type: "azure-native:storage:StorageAccount",
    name: "copy",
    stack: "pro::storage-base",
    props: {
      accountName: "copy",
      tags: { "archive:role": role },
      immutableStorageWithVersioning: { enabled: true, immutabilityPolicy: { state } },
    },
    ...more,
  };
}

/** An account that leaves immutability to its containers. */
function plain(role: string = "offsite"): Given {
  return account("", role, { props: { accountName: "copy", tags: { "archive:role": role } } });
}

function policy(state: unknown, accountName: unknown = "copy", more: Partial<Given> = {}): Given {
  return {
    type: "azure-native:storage:BlobContainerImmutabilityPolicy",
    name: "policy",
    stack: "pro::storage-base",
    props: { accountName, state },
    ...more,
  };
}

const FROM_COPY = { from: { accountName: ["copy"] } };

function open(
  what: string,
  given: Given | Given[],
  who: string,
  found: string,
  because = "whose archive:role is offsite",
): Refused {
  return { what, given, says: [`${who} is ${found}; expected Locked on an account ${because}`] };
}

const FREE: readonly (readonly [string, Partial<Accepted>, string])[] = [
  ["while it is prepared", { config: { azurePhase: "prepare" } }, "pro"],
  ["in another stage", {}, "pre"],
  ["in a stage that is none of production's here", { config: { productionStages: ["prod"] } }, "pro"],
];

tryRule(azImmutabilityLocked, {
  remedy:
    'Deploy a new policy with azurePhase "prepare"; then lock it, for a container by `az storage container immutability-policy lock` and `pulumi refresh`, and deploy with "seal" from then on.',
  accepts: [
    { as: "compliant", what: "a locked account", given: account("Locked") },
    { as: "compliant", what: "a locked container", given: [plain(), policy("Locked")] },
    ...FREE.flatMap(([what, more, stage]): Accepted[] => [
      {
        as: "near miss",
        what: `an account ${what}`,
        given: account("Unlocked", "offsite", { stack: `${stage}::a` }),
        ...more,
      },
      {
        as: "near miss",
        what: `a container ${what}`,
        given: policy("Unlocked", "copy", { stack: `${stage}::a` }),
        ...more,
      },
    ]),
    { as: "near miss", what: "an account for logs", given: account("Unlocked", "logs") },
    { as: "near miss", what: "a container for logs", given: [plain("logs"), policy("Unlocked")] },
    {
      as: "near miss",
      what: "a container for logs, by dependency",
      given: [plain("logs"), policy("Unlocked", UNKNOWN, FROM_COPY)],
    },
    {
      as: "near miss",
      what: "an account with version immutability, and no policy",
      given: account("", "offsite", { props: { immutableStorageWithVersioning: { enabled: true } } }),
    },
    {
      as: "not applicable",
      what: "other types",
      given: [account("Unlocked"), policy("Unlocked")].map((given) => ({
        ...given,
        type: "azure-native:storage:Blob",
      })),
    },
  ],
  refuses: [
    open("an account", account("Unlocked"), `copy: ${STATE}`, "Unlocked"),
    open("an account whose policy is off", account("Disabled"), `copy: ${STATE}`, "Disabled"),
    open("an account that does not say", account(undefined), `copy: ${STATE}`, "absent"),
    open("an account of which it is not known", account(UNKNOWN), `copy: ${STATE}`, "not known in preview"),
    {
      ...open(
        "an account in a stage of production",
        account("Unlocked", "offsite", { stack: "live::a" }),
        `copy: ${STATE}`,
        "Unlocked",
      ),
      config: { productionStages: ["pro", "live"] },
    },
    open("a container", [plain(), policy("Unlocked")], "policy: state", "Unlocked"),
    open(
      "a container by dependency",
      [plain(), policy("Unlocked", UNKNOWN, FROM_COPY)],
      "policy: state",
      "Unlocked",
    ),
    open(
      "a container that is being made",
      [plain(), policy(UNKNOWN)],
      "policy: state",
      "not known in preview",
    ),
    open("a container without a state", [plain(), policy("")], "policy: state", "a text of 0 characters"),
    open(
      "a container in an account of another stack",
      [plain("logs"), policy("Unlocked", "other")],
      "policy: state",
      "Unlocked",
      "that is not to be found in this stack",
    ),
  ],
});
