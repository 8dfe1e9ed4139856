import { cisAzure } from "../frameworks";
import { parameters } from "../parameters";
import { STORAGE_ACCOUNT } from "../reading/azure";
import { unmet } from "../reading/databases";
import { rule } from "../rule";

const LOCAL_USER = "azure-native:storage:LocalUser";

export const azStorageEntraOnly = rule({
  name: "az-storage-entra-only",
  why: "Only identities of the directory have rights that can be told apart, narrowed and taken away",
  level: "mandatory",
  severity: "critical",
  framework: cisAzure("9.3.1.3"),
  tags: ["CKV2_AZURE_40", "CKV_AZURE_244", "MCSB IM-1"],
  remedy:
    "Set allowSharedKeyAccess, isLocalUserEnabled and isSftpEnabled to false, and make no LocalUser; tokens come from a user delegation key.",
  reads: parameters.pick({}),
  types: [STORAGE_ACCOUNT, LOCAL_USER],
  *resource(resource) {
    if (resource.type === LOCAL_USER)
      yield { found: "it is a user of the account's own", expected: "identities of Microsoft Entra only" };
    else
      yield* unmet(resource, [
        // Azure takes both for on where nothing is said.
        { path: ["allowSharedKeyAccess"], oneOf: [false] },
        { path: ["isLocalUserEnabled"], oneOf: [false] },
        { path: ["isSftpEnabled"], oneOf: [false], orAbsent: true },
      ]);
  },
});
