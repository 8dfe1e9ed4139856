import { cisAzure } from "../frameworks";
import { parameters } from "../parameters";
import { unmet } from "../reading/databases";
import { rule } from "../rule";

export const azKeyvaultPurgeProtection = rule({
  name: "az-keyvault-purge-protection",
  why: "Whoever destroys the key destroys the copy: a deleted key can be brought back, whatever anybody wants",
  level: "mandatory",
  severity: "critical",
  framework: cisAzure("8.3.6"),
  tags: ["CKV_AZURE_110", "CKV_AZURE_42", "CKV_AZURE_111"],
  remedy:
    "Set enablePurgeProtection and enableRbacAuthorization to true, and softDeleteRetentionInDays to 90.",
  reads: parameters.pick({}),
  types: ["azure-native:keyvault:Vault"],
  *resource(vault) {
    yield* unmet(vault, [
      { path: ["properties", "enablePurgeProtection"], oneOf: [true] },
      { path: ["properties", "enableSoftDelete"], oneOf: [true], orAbsent: true },
      { path: ["properties", "softDeleteRetentionInDays"], least: 90 },
      { path: ["properties", "enableRbacAuthorization"], oneOf: [true] },
    ]);
  },
});
