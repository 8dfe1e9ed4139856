import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { changingKeys, destroyingKeys } from "../proof/action-sets";
import { identityTypes } from "../proof/attachments";
import { type Grant, grantsToIdentities } from "../reading/identity-grants";
import { notForAwsServices } from "../proof/vault-proof";
import type { StackResource } from "../reading/resource";
import { rule } from "../rule";

export const iamNoKmsDestruction = rule({
  name: "iam-no-kms-destruction",
  why: "Object Lock keeps bytes; without their key they are lost all the same",
  level: "mandatory",
  severity: "critical",
  framework: securityHub("KMS.3"),
  remedy: "Take the actions away; a key's policy and its names are for custodians alone.",
  reads: parameters.pick({ custodianRoleArns: true }),
  types: identityTypes,
  *stack(resources, { custodianRoleArns }) {
    for (const grant of grantsOnKeys(resources, destroyingKeys, []))
      yield { ...grant, expected: "nobody to be allowed that" };
    for (const grant of grantsOnKeys(resources, changingKeys, custodianRoleArns))
      yield { ...grant, expected: `only ${custodianRoleArns.join(", ")} to be allowed that` };
  },
});

function grantsOnKeys(
  resources: readonly StackResource[],
  actions: readonly string[],
  but: readonly string[],
): Iterable<Grant> {
  return grantsToIdentities(resources, {
    actions,
    but,
    what: "a key",
    resources: () => ["arn:aws:kms:*"],
    contexts: (action) => (action === "kms:CreateGrant" ? notForAwsServices : [{}]),
  });
}
