import { secRule17a4 } from "../frameworks";
import { classifying, parameters } from "../parameters";
import { destroying } from "../proof/action-sets";
import { breakGlassOf } from "../proof/custody";
import { vaultGrants, vaultGrantTypes } from "../reading/identity-grants";
import { rule } from "../rule";

export const iamNoVaultDestruction = rule({
  name: "iam-no-vault-destruction",
  why: "A vault's policy is the second wall: the first is that nobody is allowed what it refuses",
  level: "mandatory",
  severity: "critical",
  framework: secRule17a4("(f)(2)(i)(B)"),
  tags: ["CKV_AWS_289"],
  remedy: "Take the actions away, or take the names of vaults out of the statement's resources.",
  reads: parameters.pick({ ...classifying, lockProfile: true, breakGlassRoleArns: true }),
  types: vaultGrantTypes,
  *stack(resources, settings) {
    const but = breakGlassOf(settings);
    const expected =
      but.length > 0 ? `only ${but.join(", ")} to be allowed that` : "nobody to be allowed that";
    for (const grant of vaultGrants(resources, settings, { actions: destroying, but }))
      yield { ...grant, expected };
  },
});
