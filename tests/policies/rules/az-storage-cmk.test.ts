import { azStorageCmk } from "../../../policies/rules/az-storage-cmk";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const KEY = { keyVaultUri: "https://kv.vault.azure.net/", keyName: "copy" };

function account(encryption: unknown, type = "azure-native:storage:StorageAccount"): Given {
  return { type, name: "copy", props: { encryption } };
}

function withKey(keyVaultProperties: unknown, keySource: unknown = "Microsoft.Keyvault"): Given {
  return account({ keySource, keyVaultProperties });
}

const SOURCE = (found: string) => `copy: encryption.keySource is ${found}; expected Microsoft.Keyvault`;
const PART = (name: string, found: string) =>
  `copy: encryption.keyVaultProperties.${name} is ${found}; expected that of the key`;
const BOTH = (found: string) => [PART("keyVaultUri", found), PART("keyName", found)];

function fails(what: string, given: Given, ...says: readonly string[]): Refused {
  return { what, given, says };
}

tryRule(azStorageCmk, {
  remedy:
    'Set encryption.keySource to "Microsoft.Keyvault", and keyVaultProperties to the vault and the name of the key.',
  accepts: [
    { as: "compliant", what: "a key", given: withKey(KEY) },
    ...[
      { ...KEY, keyVaultUri: UNKNOWN },
      { ...KEY, keyName: UNKNOWN },
    ].map((key): Accepted => ({ as: "compliant", what: "a key that is being made", given: withKey(key) })),
    { as: "compliant", what: "encryption by what is being made", given: account(UNKNOWN) },
    { as: "near miss", what: "a source in another case", given: withKey(KEY, "microsoft.KeyVault") },
    { as: "not applicable", what: "another type", given: account({}, "azure-native:keyvault:Vault") },
  ],
  refuses: [
    fails(
      "Azure's key",
      account({ keySource: "Microsoft.Storage" }),
      SOURCE("Microsoft.Storage"),
      ...BOTH("absent"),
    ),
    fails("nothing said", account(undefined), SOURCE("absent"), ...BOTH("absent")),
    fails("a text", account("ours"), SOURCE("not an object"), ...BOTH("not an object")),
    fails("a source that is not known", withKey(KEY, UNKNOWN), SOURCE("not known in preview")),
    fails("a source that is a number", withKey(KEY, 1), SOURCE("not a text")),
    fails("a key that is not known at all", withKey(UNKNOWN), ...BOTH("not known in preview")),
    fails("a key in a text", withKey("copy"), ...BOTH("not an object")),
    fails("no name", withKey({ ...KEY, keyName: undefined }), PART("keyName", "absent")),
    fails("no vault", withKey({ ...KEY, keyVaultUri: "" }), PART("keyVaultUri", "a text of 0 characters")),
    fails("a name that is a number", withKey({ ...KEY, keyName: 1 }), PART("keyName", "not a text")),
  ],
});
