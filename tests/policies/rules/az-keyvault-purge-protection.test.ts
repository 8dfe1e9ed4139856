import { azKeyvaultPurgeProtection } from "../../../policies/rules/az-keyvault-purge-protection";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const SETTINGS = {
  enablePurgeProtection: true,
  enableSoftDelete: true,
  softDeleteRetentionInDays: 90,
  enableRbacAuthorization: true,
};

function vault(properties: unknown, type = "azure-native:keyvault:Vault"): Given {
  return { type, name: "keys", props: { properties } };
}

function fails(property: keyof typeof SETTINGS, value: unknown, found: string, expected: string): Refused {
  return {
    what: `${property}: ${found}`,
    given: vault({ ...SETTINGS, [property]: value }),
    says: [`keys: properties.${property} is ${found}; expected ${expected}`],
  };
}

tryRule(azKeyvaultPurgeProtection, {
  remedy:
    "Set enablePurgeProtection and enableRbacAuthorization to true, and softDeleteRetentionInDays to 90.",
  accepts: [
    { as: "compliant", what: "all of it", given: vault(SETTINGS) },
    {
      as: "near miss",
      what: "nothing said of soft delete, which is on then",
      given: vault({ ...SETTINGS, enableSoftDelete: undefined }),
    },
    { as: "not applicable", what: "another type", given: vault({}, "azure-native:keyvault:Key") },
  ],
  refuses: [
    fails("enablePurgeProtection", false, "false", "true"),
    fails("enablePurgeProtection", undefined, "absent", "true"),
    fails("enablePurgeProtection", UNKNOWN, "not known in preview", "true"),
    fails("enableSoftDelete", false, "false", "true"),
    fails("softDeleteRetentionInDays", 89, "89", "90 or more"),
    fails("softDeleteRetentionInDays", undefined, "absent", "90 or more"),
    fails("enableRbacAuthorization", false, "false", "true"),
    fails("enableRbacAuthorization", undefined, "absent", "true"),
    {
      what: "properties that are not known",
      given: vault(UNKNOWN),
      says: Object.keys(SETTINGS).map(
        (name) =>
          `keys: properties.${name} is not known in preview; expected ${name === "softDeleteRetentionInDays" ? "90 or more" : "true"}`,
      ),
    },
  ],
});
