import { custodiansOf } from "../custodians";
import { cisAws } from "../frameworks";
import { classifying, parameters } from "../parameters";
import { reconfiguring } from "../proof/action-sets";
import { BUCKET } from "../reading/buckets";
import { BUCKET_POLICY } from "../reading/policy-documents";
import { rule } from "../rule";
import { vaultRefusals } from "../vault-refusal";

export const vaultDenyReconfiguration = rule({
  name: "vault-deny-reconfiguration",
  why: "Whoever may change a vault's settings may undo what they protect",
  level: "mandatory",
  severity: "critical",
  framework: cisAws("5.8"),
  tags: ["CKV_AWS_93"],
  remedy:
    'Give the bucket one BucketPolicy with a Deny for Principal "*" of these actions on the bucket, which exempts the exact ARNs of the custodian roles by ArnNotEquals on aws:PrincipalArn.',
  reads: parameters.pick({ ...classifying, custodianRoleArns: true, custodianProjects: true }),
  types: [BUCKET_POLICY, BUCKET],
  *stack(resources, settings) {
    yield* vaultRefusals(resources, settings, {
      actions: reconfiguring,
      but: (vault) => custodiansOf(vault, settings),
      title: "the custodian roles",
    });
  },
});
