import { checkov } from "../frameworks";
import { parameters } from "../parameters";
import { STORAGE_ACCOUNT } from "../reading/azure";
import { isGiven } from "../reading/given";
import { read, record, shown, text, within } from "../reading/value";
import { rule } from "../rule";

export const azStorageCmk = rule({
  name: "az-storage-cmk",
  why: "Who may read the copy in the second cloud is decided by a key of ours, not by Azure's",
  level: "mandatory",
  severity: "high",
  framework: checkov("CKV2_AZURE_1"),
  tags: ["MCSB DP-5"],
  remedy:
    'Set encryption.keySource to "Microsoft.Keyvault", and keyVaultProperties to the vault and the name of the key.',
  reads: parameters.pick({}),
  types: [STORAGE_ACCOUNT],
  *resource({ props }) {
    // The SDK computes the whole block, so a preview knows none of it before the key is made; `up` judges it before the step.
    if (read(props, "encryption").kind === "unknown") return;
    const source = text(read(props, "encryption", "keySource"));
    // Azure does not mind the case.
    if (source.kind !== "known" || source.value.toLowerCase() !== "microsoft.keyvault")
      yield { found: `encryption.keySource is ${shown(source)}`, expected: "Microsoft.Keyvault" };
    const key = record(read(props, "encryption", "keyVaultProperties"));
    for (const property of ["keyVaultUri", "keyName"]) {
      const part = within(key, property);
      if (key.kind !== "known" || !isGiven(part))
        yield {
          found: `encryption.keyVaultProperties.${property} is ${shown(text(part))}`,
          expected: "that of the key",
        };
    }
  },
});
