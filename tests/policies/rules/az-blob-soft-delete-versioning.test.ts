import { azBlobSoftDeleteVersioning } from "../../../policies/rules/az-blob-soft-delete-versioning";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const DELETES = { enabled: true, days: 90, allowPermanentDelete: false };
const SETTINGS = {
  isVersioningEnabled: true,
  deleteRetentionPolicy: DELETES,
  containerDeleteRetentionPolicy: { enabled: true, days: 90 },
};
const OFFSITE = "on an account whose archive:role is offsite";

function account(role: string = "offsite", name: string = "copy"): Given {
  return {
    type: "azure-native:storage:StorageAccount",
    name,
    props: { accountName: name, tags: { "archive:role": role } },
  };
}

function service(change: object = {}, accountName: unknown = "copy", more: Partial<Given> = {}): Given {
  return {
    type: "azure-native:storage:BlobServiceProperties",
    name: "service",
    props: { accountName, ...SETTINGS, ...change },
    ...more,
  };
}

function fails(what: string, change: object, ...found: readonly [string, string][]): Refused {
  return {
    what,
    given: [account(), service(change)],
    says: found.map(([is, expected]) => `service: ${is}; expected ${expected} ${OFFSITE}`),
  };
}

const NONE = (name: string) =>
  `${name}: it has no BlobServiceProperties; expected versioning and soft delete ${OFFSITE}`;

tryRule(azBlobSoftDeleteVersioning, {
  remedy:
    "Give the account BlobServiceProperties with versioning, both delete retention policies, and allowPermanentDelete: false.",
  accepts: [
    { as: "compliant", what: "all of it", given: [account(), service()] },
    {
      as: "compliant",
      what: "all of it, by dependency",
      given: [account(), service({}, UNKNOWN, { from: { accountName: ["copy"] } })],
    },
    {
      as: "near miss",
      what: "nothing said of permanent deletion, which is off then",
      given: [account(), service({ deleteRetentionPolicy: { enabled: true } })],
    },
    { as: "near miss", what: "an account for logs, with nothing", given: account("logs") },
    {
      as: "near miss",
      what: "an account for logs, with it off",
      given: [account("logs"), service({ isVersioningEnabled: false })],
    },
    {
      as: "not applicable",
      what: "other types",
      given: [account(), service({ isVersioningEnabled: false })].map((given) => ({
        ...given,
        type: "azure-native:storage:FileServiceProperties",
      })),
    },
  ],
  refuses: [
    { what: "an account alone", given: account(), says: [NONE("copy")] },
    {
      what: "the one alone",
      given: [account(), service(), account("offsite", "more")],
      says: [NONE("more")],
    },
    {
      what: "a service of nobody knows which account",
      given: [account(), service({}, UNKNOWN)],
      says: [NONE("copy")],
    },
    fails("no versions", { isVersioningEnabled: false }, ["isVersioningEnabled is false", "true"]),
    fails("no word of versions", { isVersioningEnabled: undefined }, [
      "isVersioningEnabled is absent",
      "true",
    ]),
    fails("blobs that are gone", { deleteRetentionPolicy: { ...DELETES, enabled: false } }, [
      "deleteRetentionPolicy.enabled is false",
      "true",
    ]),
    fails("permanent deletion", { deleteRetentionPolicy: { ...DELETES, allowPermanentDelete: true } }, [
      "deleteRetentionPolicy.allowPermanentDelete is true",
      "false",
    ]),
    fails(
      "permanent deletion that is not known",
      { deleteRetentionPolicy: { enabled: true, allowPermanentDelete: UNKNOWN } },
      ["deleteRetentionPolicy.allowPermanentDelete is not known in preview", "false"],
    ),
    fails("containers that are gone", { containerDeleteRetentionPolicy: undefined }, [
      "containerDeleteRetentionPolicy.enabled is absent",
      "true",
    ]),
    {
      what: "a service of an account of another stack",
      given: service({ isVersioningEnabled: false }, "other"),
      says: [
        "service: isVersioningEnabled is false; expected true on an account that is not to be found in this stack",
      ],
    },
  ],
});
