import { secRule17a4 } from "../frameworks";
import { classifying, parameters } from "../parameters";
import { destroying } from "../proof/action-sets";
import { BUCKET } from "../reading/buckets";
import { BUCKET_POLICY } from "../reading/policy-documents";
import { rule } from "../rule";
import { vaultRefusals } from "../vault-refusal";

export const vaultDenyDestruction = rule({
  name: "vault-deny-destruction",
  why: "A refusal in the bucket's own policy holds for whoever may do everything, now or later",
  level: "mandatory",
  severity: "critical",
  framework: secRule17a4("(f)(2)(i)(B)"),
  tags: ["Security Hub S3.6"],
  remedy:
    'Give the bucket one BucketPolicy with a Deny for Principal "*" of these actions on bucket and objects; in the profile lawful-deletion it may exempt the exact ARN of the break-glass role by ArnNotEquals on aws:PrincipalArn.',
  reads: parameters.pick({ ...classifying, lockProfile: true, breakGlassRoleArns: true }),
  types: [BUCKET_POLICY, BUCKET],
  *stack(resources, settings) {
    yield* vaultRefusals(resources, settings, {
      actions: destroying,
      but: () => (settings.lockProfile === "lawful-deletion" ? settings.breakGlassRoleArns : []),
      title: "the break-glass role",
    });
  },
});
