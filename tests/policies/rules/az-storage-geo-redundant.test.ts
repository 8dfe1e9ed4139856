import { azStorageGeoRedundant } from "../../../policies/rules/az-storage-geo-redundant";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

function account(
  name: unknown,
  role: unknown = "offsite",
  type = "azure-native:storage:StorageAccount",
): Given {
  return { type, name: "copy", props: { sku: { name }, tags: { "archive:role": role } } };
}

function fails(what: string, given: Given, found: string, role = "offsite"): Refused {
  return {
    what,
    given,
    says: [
      `copy: sku.name is ${found}; expected GRS, RAGRS, GZRS or RAGZRS on an account whose archive:role is ${role}`,
    ],
  };
}

tryRule(azStorageGeoRedundant, {
  remedy:
    "Set sku.name to Standard_GRS, Standard_RAGRS, Standard_GZRS or Standard_RAGZRS; the two with a Z have no archive tier.",
  accepts: [
    ...["Standard_GRS", "Standard_RAGRS", "Standard_GZRS", "Standard_RAGZRS"].map((name): Accepted => ({
      as: "compliant",
      what: name,
      given: account(name),
    })),
    ...["staging", "logs", "artifacts"].map((role): Accepted => ({
      as: "near miss",
      what: `one region for ${role}`,
      given: account("Standard_LRS", role),
    })),
    {
      as: "not applicable",
      what: "another type",
      given: account("Standard_LRS", "offsite", "azure-native:storage:BlobContainer"),
    },
  ],
  refuses: [
    ...["Standard_LRS", "Standard_ZRS", "Premium_LRS", "Standard_GRS_2", "StandardGRS", "Standard_XGRS"].map(
      (name): Refused => fails(name, account(name), name),
    ),
    fails("nothing said", account(undefined), "absent"),
    fails("not known", account(UNKNOWN), "not known in preview"),
    fails("no role", account("Standard_LRS", null), "Standard_LRS", "absent"),
    fails(
      "a role that is not known",
      account("Standard_LRS", UNKNOWN),
      "Standard_LRS",
      "not known in preview",
    ),
    fails("a role that buckets have", account("Standard_LRS", "vault"), "Standard_LRS", "vault"),
    {
      ...fails(
        "a role that the stage exempts no more",
        account("Standard_LRS", "logs"),
        "Standard_LRS",
        "logs",
      ),
      config: { nonVaultRoles: ["staging"] },
    },
    {
      what: "a unit in the place of a name",
      given: { ...account(undefined), props: { sku: "Standard_GRS" } },
      says: [
        "copy: sku.name is not an object; expected GRS, RAGRS, GZRS or RAGZRS on an account whose archive:role is absent",
      ],
    },
  ],
});
