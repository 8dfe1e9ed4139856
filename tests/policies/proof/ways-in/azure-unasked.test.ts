import { UNKNOWN } from "../../try-rule";
import { all, type Change, changing, having, made, without } from "../estate";
import { tryWaysIn, type WayIn } from "../ways-in";

const IMMUTABILITY = "azure-native:storage:BlobContainerImmutabilityPolicy";
const CHANGED = "blobs can be changed or deleted";
const OPENED = "an account key or a local user opens it";
const LIST_KEYS = "Microsoft.Storage/storageAccounts/listKeys/action";

function byItself(
  way: string,
  by: Change,
  action: string,
  step: string,
  nearMiss: string,
  harmless: Change,
  given?: WayIn["given"],
): WayIn {
  return {
    way,
    by,
    could: [action],
    says: `nobody in particular: ${step}`,
    nearMiss,
    harmless,
    ...(given && { given }),
  };
}

const logs = (name: string) =>
  made("azure-native:storage:StorageAccount", {
    name,
    allowSharedKeyAccess: false,
    tags: { "archive:role": "logs" },
  });
const policy = (props: object) => changing("immutability", props);
const account = (props: object) => changing("account", props);
const deleting = (kind: string, age: object, more: object = {}): Change =>
  changing("tiers", {
    policy: {
      rules: [
        { definition: {} },
        { enabled: true, definition: { actions: { [kind]: { delete: age } } }, ...more },
      ],
    },
  });
const deletes = (way: string, kind: string, age: object, nearMiss: string, harmless: Change) =>
  byItself(
    way,
    deleting(kind, age),
    "a management rule deletes blobs",
    `tiers deletes a ${kind} before 90 days`,
    nearMiss,
    harmless,
  );
const versioned = (immutabilityPolicy: object) =>
  all(
    without("immutability"),
    account({ immutableStorageWithVersioning: { enabled: true, immutabilityPolicy } }),
  );
const LOCKED = { state: "Locked", immutabilityPeriodSinceCreationInDays: 90 };

tryWaysIn("without anybody asking, in Azure", [
  byItself(
    "no immutability policy",
    without("immutability"),
    CHANGED,
    "it has no immutability policy",
    "that of the account",
    versioned(LOCKED),
  ),
  byItself(
    "that of the account, unlocked",
    versioned({ ...LOCKED, state: "Unlocked" }),
    CHANGED,
    "the state of account is Unlocked",
    "an account that gives none",
    account({ immutableStorageWithVersioning: { enabled: true } }),
  ),
  byItself(
    "the policy of another container",
    policy({ containerName: "others" }),
    CHANGED,
    "it has no immutability policy",
    "by what it was computed from",
    having({
      immutability: made(
        IMMUTABILITY,
        { accountName: UNKNOWN, containerName: UNKNOWN, ...LOCKED },
        { containerName: ["container"] },
      ),
    }),
  ),
  byItself(
    "of a container of another account",
    policy({ accountName: "other" }),
    CHANGED,
    "it has no immutability policy",
    "of a container whose other name is known",
    changing("container", { containerName: undefined }),
  ),
  byItself(
    "unlocked, where it should be sealed",
    policy({ state: "Unlocked" }),
    CHANGED,
    "the state of immutability is Unlocked",
    "locked",
    policy({ state: "Locked" }),
  ),
  byItself(
    "a state that is not known",
    policy({ state: UNKNOWN }),
    CHANGED,
    "the state of immutability is not known in preview",
    "a longer one",
    policy({ immutabilityPeriodSinceCreationInDays: 91 }),
  ),
  byItself(
    "a day too short, even where it is only prepared",
    policy({ state: "Unlocked", immutabilityPeriodSinceCreationInDays: 89 }),
    CHANGED,
    "immutability holds blobs for 89 days, not 90 or more",
    "unlocked, where it is only prepared",
    policy({ state: "Unlocked" }),
    { azurePhase: "prepare" },
  ),
  byItself(
    "appends",
    policy({ allowProtectedAppendWrites: true }),
    CHANGED,
    "allowProtectedAppendWrites of immutability is true",
    "no word of appends",
    policy({ allowProtectedAppendWrites: undefined }),
  ),
  byItself(
    "appends to all",
    policy({ allowProtectedAppendWritesAll: UNKNOWN }),
    CHANGED,
    "allowProtectedAppendWritesAll of immutability is not known in preview",
    "none to all",
    policy({ allowProtectedAppendWritesAll: false }),
  ),
  byItself(
    "shared keys",
    account({ allowSharedKeyAccess: true }),
    OPENED,
    "allowSharedKeyAccess of account is true",
    "off, for an account that is no archive",
    having({ logs: logs("logs") }),
  ),
  byItself(
    "shared keys of which nothing is said",
    account({ allowSharedKeyAccess: undefined }),
    OPENED,
    "allowSharedKeyAccess of account is absent",
    "no word of SFTP and local users",
    account({ isSftpEnabled: undefined, isLocalUserEnabled: undefined }),
  ),
  byItself(
    "SFTP",
    account({ isSftpEnabled: true }),
    OPENED,
    "isSftpEnabled of account is true",
    "an archive without a role",
    account({ tags: {} }),
  ),
  byItself(
    "local users",
    account({ isLocalUserEnabled: true }),
    OPENED,
    "isLocalUserEnabled of account is true",
    "an account whose other name is known",
    account({ name: UNKNOWN, accountName: "copyaccount" }),
  ),
  byItself(
    "shared keys of one of two accounts of a name, of which the other is no archive",
    all(account({ allowSharedKeyAccess: true }), having({ other: logs("copyaccount") })),
    OPENED,
    "allowSharedKeyAccess of account is true",
    "two that are none",
    all(
      account({ allowSharedKeyAccess: true, tags: { "archive:role": "logs" } }),
      having({ other: logs("copyaccount") }),
    ),
  ),
  byItself(
    "an account that is in no stack",
    without("account"),
    OPENED,
    "the account of azure:copyaccount/copies is in none of the stacks",
    "a container of an account that is no archive",
    all(account({ tags: { "archive:role": "logs" } }), without("immutability")),
  ),
  deletes(
    "deleting a day early",
    "baseBlob",
    { daysAfterModificationGreaterThan: 89 },
    "on the day",
    deleting("baseBlob", { daysAfterModificationGreaterThan: 90 }),
  ),
  deletes(
    "deleting snapshots",
    "snapshot",
    { daysAfterCreationGreaterThan: 89 },
    "on the day",
    deleting("snapshot", { daysAfterCreationGreaterThan: 90 }),
  ),
  deletes(
    "deleting versions",
    "version",
    { daysAfterCreationGreaterThan: 89 },
    "off",
    deleting("version", { daysAfterCreationGreaterThan: 1 }, { enabled: false }),
  ),
  deletes(
    "deleting by an age that is not known",
    "version",
    { daysAfterCreationGreaterThan: UNKNOWN },
    "by the last use, late",
    deleting("version", { daysAfterLastAccessTimeGreaterThan: 365 }),
  ),
  deletes(
    "deleting by no age",
    "version",
    {},
    "of another account",
    all(deleting("version", {}), (estate) => changing("tiers", { accountName: "other" })(estate)),
  ),
  deletes(
    "by two ages of which one is early",
    "version",
    { daysAfterCreationGreaterThan: 365, daysAfterModificationGreaterThan: 1 },
    "by two that are late",
    deleting("version", { daysAfterCreationGreaterThan: 365, daysAfterModificationGreaterThan: 91 }),
  ),
  byItself(
    "rules that are not known",
    changing("tiers", { policy: UNKNOWN }),
    "a management rule deletes blobs",
    "the rules of tiers are not known in preview",
    "no rules",
    changing("tiers", { policy: { rules: [] } }),
  ),
  byItself(
    "of an account that is not known",
    all(deleting("version", {}), changing("tiers", { accountName: UNKNOWN })),
    "a management rule deletes blobs",
    "tiers deletes a version before 90 days",
    "no management policy",
    without("tiers"),
  ),
  byItself(
    "a key vault that can be purged",
    changing("key-vault", { properties: { enablePurgeProtection: undefined } }),
    "a deleted key is purged",
    "enablePurgeProtection of key-vault is absent",
    "no key vault",
    without("key-vault"),
  ),
  {
    way: "a role that lists keys, where they are on",
    by: all(
      account({ allowSharedKeyAccess: true }),
      changing("writer", { permissions: [{ actions: [LIST_KEYS] }] }),
      changing("writes", { scope: "/subscriptions/1" }),
    ),
    could: [OPENED, LIST_KEYS],
    says: `the principal of writes: ${LIST_KEYS} (writer: permissions)`,
    nearMiss: "where they are off",
    harmless: all(
      changing("writer", { permissions: [{ actions: [LIST_KEYS] }] }),
      changing("writes", { scope: "/subscriptions/1" }),
    ),
  },
]);
