import { azResourceLock } from "../../../policies/rules/az-resource-lock";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const GROUP = "/subscriptions/1/resourceGroups/rg";
const SCOPE = `${GROUP}/providers/Microsoft.Storage/storageAccounts/copy`;
const ON_COPY = { from: { scope: ["copy"] } };

function account(names: object = { accountName: "copy" }, role: string = "offsite", name = "copy"): Given {
  return {
    type: "azure-native:storage:StorageAccount",
    name,
    props: { ...names, tags: { "archive:role": role } },
  };
}

function lock(scope: unknown = SCOPE, level: unknown = "CanNotDelete", more: Partial<Given> = {}): Given {
  return {
    type: "azure-native:authorization:ManagementLockByScope",
    name: "lock",
    props: { scope, level },
    ...more,
  };
}

function locked(what: string, ...given: readonly Given[]): Accepted {
  return { as: "compliant", what, given };
}

function open(what: string, ...given: readonly Given[]): Refused {
  return {
    what,
    given,
    says: [
      "copy: it has no management lock; expected one that forbids its deletion on an account whose archive:role is offsite",
    ],
  };
}

tryRule(azResourceLock, {
  remedy: "Give the account a ManagementLockByScope of its own, whose level is CanNotDelete or ReadOnly.",
  accepts: [
    locked("a lock by name", account(), lock()),
    locked("a lock by name, in another case", account(), lock(SCOPE.toUpperCase())),
    locked("a lock by the name that Azure tells", account({ name: "copy" }), lock()),
    locked("a lock that forbids changes as well", account(), lock(SCOPE, "ReadOnly")),
    locked("a lock by dependency", account({ name: UNKNOWN }), lock(UNKNOWN, "CanNotDelete", ON_COPY)),
    locked("a lock whose scope is not reported", account(), lock(null, "CanNotDelete", ON_COPY)),
    locked("a lock beside another", account(), lock(GROUP), { ...lock(), name: "second" }),
    { as: "near miss", what: "an account for logs", given: account({}, "logs") },
    { as: "near miss", what: "a lock of something else", given: lock(GROUP, "NotSpecified") },
    {
      as: "not applicable",
      what: "another type",
      given: { ...account(), type: "azure-native:keyvault:Vault" },
    },
  ],
  refuses: [
    open("an account alone", account()),
    open(
      "the one alone",
      account(),
      account({ accountName: "more" }, "offsite", "more"),
      lock(SCOPE.replace("copy", "more")),
    ),
    open("a lock of its group", account(), lock(GROUP)),
    open("a lock of a container in it", account(), lock(`${SCOPE}/blobServices/default/containers/bags`)),
    open(
      "a lock of a container in it that was computed from it",
      account(),
      lock(`${SCOPE}/blobServices/default`, "ReadOnly", ON_COPY),
    ),
    open("a lock of an account whose name ends alike", account(), lock(SCOPE.replace("copy", "my-copy"))),
    open("a lock of another service's account", account(), lock(SCOPE.replace("Storage", "Batch"))),
    open("a lock of nobody knows what", account(), lock(UNKNOWN)),
    open("a lock that is none", account(), lock(SCOPE, "NotSpecified")),
    open("a lock of a level that is not known", account(), lock(SCOPE, UNKNOWN)),
    open("a lock, where the account's name is not known", account({ name: UNKNOWN }), lock()),
  ],
});
