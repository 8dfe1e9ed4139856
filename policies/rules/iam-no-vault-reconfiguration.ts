import { secRule17a4 } from "../frameworks";
import { classifying, parameters } from "../parameters";
import { reconfiguring } from "../proof/action-sets";
import { vaultGrants, vaultGrantTypes } from "../reading/identity-grants";
import { rule } from "../rule";

export const iamNoVaultReconfiguration = rule({
  name: "iam-no-vault-reconfiguration",
  why: "Whoever changes a vault's lock, lifecycle or policy decides what becomes of all that it keeps",
  level: "mandatory",
  severity: "critical",
  framework: secRule17a4("(f)(2)(i)(B)"),
  tags: ["CKV_AWS_289"],
  remedy: "Take the actions away, or take the names of vaults out of the statement's resources.",
  reads: parameters.pick({ ...classifying, custodianRoleArns: true }),
  types: vaultGrantTypes,
  *stack(resources, settings) {
    const but = settings.custodianRoleArns;
    for (const grant of vaultGrants(resources, settings, { actions: reconfiguring, but }))
      yield { ...grant, expected: `only ${but.join(", ")} to be allowed that` };
  },
});
