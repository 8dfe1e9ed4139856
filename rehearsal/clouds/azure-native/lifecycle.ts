import { textOf, type Making, type ResourceType } from "../catalogue";
import { hasUnknown } from "../properties";
import { arm, copied } from "./arm";
import { missingParent, storageAccountId, thingAt } from "./ids";
import { asGroup, first, groupAt, known, listAt, MADE_AT, notOneOf } from "./values";

const TIERS = ["tierToHot", "tierToCool", "tierToCold", "tierToArchive"];
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  baseBlob: [...TIERS, "delete", "enableAutoTierToHotFromCool"],
  snapshot: [...TIERS, "delete"],
  version: [...TIERS, "delete"],
};
const AGES = [
  "daysAfterModificationGreaterThan",
  "daysAfterCreationGreaterThan",
  "daysAfterLastAccessTimeGreaterThan",
];

/** Lifecycle management [learn.microsoft.com: Optimize costs by automating data lifecycle]. */
export const lifecycle: Readonly<Record<string, ResourceType>> = {
  "azure-native:storage:ManagementPolicy": arm({
    armType: "Microsoft.Storage/storageAccounts/managementPolicies",
    apiVersion: "2024-01-01",
    inputs: "accountName policy resourceGroupName",
    required: ["accountName", "policy", "resourceGroupName"],
    name: {
      property: "managementPolicyName",
      pattern: /^default$/,
      says: 'it must be "default", and be given: the provider makes it the resource\'s own name otherwise',
      unique: "no",
      taken: "ManagementPolicyExists",
      automatic: copied,
    },
    id: (making) => `${storageAccountId(making)}/managementPolicies/default`,
    computed: { lastModifiedTime: () => MADE_AT },
    replacedBy: ["accountName", "resourceGroupName"],
    refuseInputs: (inputs) => badRules(listAt(inputs, "policy.rules"), hasUnknown(inputs)),
    refuseMaking: (making) =>
      first(
        missingParent(making.cloud, making, storageAccountId(making)),
        ...listAt(making.inputs, "policy.rules").map((rule) => badForAccount(rule, making)),
      ),
  }),
};

function badRules(rules: readonly unknown[], incomplete: boolean): string | undefined {
  if (rules.length === 0 && !incomplete) return "InvalidManagementPolicy: policy.rules has no rule";
  if (rules.length > 100) return `InvalidManagementPolicy: ${rules.length} rules, 100 are the most`;
  const names = rules.map((rule) => textOf(known(rule, "name")));
  const twice = names.find((name, position) => name !== "" && names.indexOf(name) !== position);
  return twice === undefined
    ? first(...rules.map(badRule))
    : `InvalidManagementPolicy: two rules have the name ${twice}`;
}

function badRule(rule: unknown): string | undefined {
  const name = known(rule, "name");
  const inRule = (reason: string | undefined) =>
    reason === undefined ? undefined : `InvalidManagementPolicy: rule ${textOf(name)}: ${reason}`;
  const types = listAt(rule, "definition.filters.blobTypes");
  const actions = Object.entries(groupAt(rule, "definition.actions"));
  return inRule(
    first(
      /^[A-Za-z0-9][A-Za-z0-9-]{0,255}$/.test(textOf(name)) || name === undefined
        ? undefined
        : "a name has up to 256 letters, digits and hyphens",
      notOneOf(rule, "type", ["Lifecycle"]),
      types.length === 0 ? "filters.blobTypes is required" : undefined,
      types.some((type) => type !== "blockBlob" && type !== "appendBlob")
        ? `filters.blobTypes are ${types.join(", ")}, allowed are blockBlob and appendBlob`
        : undefined,
      actions.length === 0 ? "definition.actions has no action" : undefined,
      ...actions.map(([part, group]) => badActions(part, group, types)),
    ),
  );
}

function badActions(part: string, group: unknown, types: readonly unknown[]): string | undefined {
  const allowed = ACTIONS[part];
  if (!allowed) return `actions.${part} is unknown, there are ${Object.keys(ACTIONS).join(", ")}`;
  const actions = Object.entries(asGroup(group));
  if (actions.length === 0) return `actions.${part} has no action`;
  return first(
    ...actions.map(([action, when]) =>
      first(
        allowed.includes(action) ? undefined : `actions.${part}.${action} is unknown`,
        action !== "delete" && types.includes("appendBlob")
          ? `actions.${part}.${action}: append blobs can only be deleted`
          : undefined,
        typeof when === "object" ? badAge(`actions.${part}.${action}`, when) : undefined,
      ),
    ),
  );
}

function badAge(path: string, when: unknown): string | undefined {
  const ages = AGES.filter((age) => Object.hasOwn(asGroup(when), age));
  if (ages.length !== 1) return `${path} has ${ages.length} of ${AGES.join(", ")}: one is needed`;
  const days = known(when, ages[0] ?? "");
  return days === undefined ||
    (typeof days === "number" && Number.isInteger(days) && days >= 0 && days <= 99999)
    ? undefined
    : `${path}.${ages[0]} is ${JSON.stringify(days)}: whole days, not negative`;
}

/** The archive tier exists only where nothing is spread over zones. */
function badForAccount(rule: unknown, making: Making): string | undefined {
  const account = thingAt(making.cloud, storageAccountId(making));
  const sku = textOf(known(account?.inputs, "sku.name"));
  const archives = Object.keys(ACTIONS).some(
    (part) => known(rule, `definition.actions.${part}.tierToArchive`) !== undefined,
  );
  return archives && sku.endsWith("ZRS")
    ? `InvalidManagementPolicy: rule ${textOf(known(rule, "name"))}: the archive tier is not supported with ${sku}: LRS, GRS or RA-GRS is needed`
    : undefined;
}
