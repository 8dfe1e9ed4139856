import { azStorageNetworkDeny } from "../../../policies/rules/az-storage-network-deny";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

function account(publicNetworkAccess: unknown, networkRuleSet?: unknown): Given {
  return {
    type: "azure-native:storage:StorageAccount",
    name: "copy",
    props: { publicNetworkAccess, networkRuleSet },
  };
}

function closed(what: string, publicNetworkAccess: unknown, networkRuleSet?: unknown): Accepted {
  return { as: "compliant", what, given: account(publicNetworkAccess, networkRuleSet) };
}

function open(what: string, given: Given, access: string, others: string): Refused {
  return {
    what,
    given,
    says: [
      `copy: publicNetworkAccess is ${access} and networkRuleSet.defaultAction is ${others}; expected Disabled, or Deny`,
    ],
  };
}

tryRule(azStorageNetworkDeny, {
  remedy:
    'Set networkRuleSet.defaultAction to "Deny" and list the stage\'s addresses, or publicNetworkAccess to "Disabled".',
  accepts: [
    closed("some addresses, which may not be known yet", "Enabled", {
      defaultAction: "Deny",
      ipRules: UNKNOWN,
    }),
    closed("some addresses, and nothing else said", undefined, { defaultAction: "Deny" }),
    closed("no network", "Disabled"),
    {
      as: "near miss",
      what: "no network, with rules that would open it",
      given: account("Disabled", { defaultAction: "Allow" }),
    },
    {
      as: "near miss",
      what: "a perimeter, with rules of its own",
      given: account("SecuredByPerimeter", { defaultAction: "Deny" }),
    },
    {
      as: "not applicable",
      what: "another type",
      given: { ...account("Enabled"), type: "azure-native:keyvault:Vault" },
    },
  ],
  refuses: [
    open("nothing said", account(undefined), "absent", "absent"),
    open("an open network", account("Enabled", { defaultAction: "Allow" }), "Enabled", "Allow"),
    open("rules without an end", account("Enabled", { ipRules: [] }), "Enabled", "absent"),
    open("a perimeter alone", account("SecuredByPerimeter"), "SecuredByPerimeter", "absent"),
    open("rules that are not known", account("Enabled", UNKNOWN), "Enabled", "not known in preview"),
    open("a network that is not known", account(UNKNOWN, {}), "not known in preview", "absent"),
    open(
      "a list in the place of a text",
      account([], { defaultAction: ["Deny"] }),
      "not a text",
      "not a text",
    ),
  ],
});
