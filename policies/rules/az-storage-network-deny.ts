import { cisAzure } from "../frameworks";
import { parameters } from "../parameters";
import { STORAGE_ACCOUNT } from "../reading/azure";
import { is, read, shown, text } from "../reading/value";
import { rule } from "../rule";

export const azStorageNetworkDeny = rule({
  name: "az-storage-network-deny",
  why: "A stolen token opens nothing from an address that is not ours",
  level: "mandatory",
  severity: "high",
  framework: cisAzure("9.3.2.2, 9.3.2.3"),
  tags: ["CKV_AZURE_35", "MCSB NS-2"],
  remedy:
    'Set networkRuleSet.defaultAction to "Deny" and list the stage\'s addresses, or publicNetworkAccess to "Disabled".',
  reads: parameters.pick({}),
  types: [STORAGE_ACCOUNT],
  *resource({ props }) {
    const access = text(read(props, "publicNetworkAccess"));
    const others = text(read(props, "networkRuleSet", "defaultAction"));
    if (!is(access, "Disabled") && !is(others, "Deny"))
      yield {
        found: `publicNetworkAccess is ${shown(access)} and networkRuleSet.defaultAction is ${shown(others)}`,
        expected: "Disabled, or Deny",
      };
  },
});
