import { azStorageEntraOnly } from "../../../policies/rules/az-storage-entra-only";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const OFF = { allowSharedKeyAccess: false, isLocalUserEnabled: false, isSftpEnabled: false };

function account(change: object, type = "azure-native:storage:StorageAccount"): Given {
  return { type, name: "copy", props: { ...OFF, ...change } };
}

function fails(property: keyof typeof OFF, value: unknown, found: string): Refused {
  return {
    what: `${property}: ${found}`,
    given: account({ [property]: value }),
    says: [`copy: ${property} is ${found}; expected false`],
  };
}

tryRule(azStorageEntraOnly, {
  remedy:
    "Set allowSharedKeyAccess, isLocalUserEnabled and isSftpEnabled to false, and make no LocalUser; tokens come from a user delegation key.",
  accepts: [
    { as: "compliant", what: "all off", given: account({}) },
    {
      as: "near miss",
      what: "nothing said of SFTP, which is off then",
      given: account({ isSftpEnabled: undefined }),
    },
    {
      as: "not applicable",
      what: "another type",
      given: account({ allowSharedKeyAccess: true }, "azure-native:storage:BlobContainer"),
    },
  ],
  refuses: [
    fails("allowSharedKeyAccess", true, "true"),
    fails("allowSharedKeyAccess", undefined, "absent"),
    fails("allowSharedKeyAccess", UNKNOWN, "not known in preview"),
    fails("isLocalUserEnabled", true, "true"),
    fails("isLocalUserEnabled", undefined, "absent"),
    fails("isSftpEnabled", true, "true"),
    fails("isSftpEnabled", UNKNOWN, "not known in preview"),
    {
      what: "a local user, whatever is off",
      given: account({}, "azure-native:storage:LocalUser"),
      says: ["copy: it is a user of the account's own; expected identities of Microsoft Entra only"],
    },
  ],
});
