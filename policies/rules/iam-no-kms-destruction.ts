import { securityHub } from "../frameworks";
import { parameters, type Settings } from "../parameters";
import { changingKeys, destroyingKeys } from "../proof/action-sets";
import { identityTypes } from "../proof/attachments";
import { type Forbidden, type Grant, grantsToIdentities } from "../reading/identity-grants";
import { notForAwsServices } from "../proof/vault-proof";
import type { Statement } from "../reading/document";
import type { StackResource } from "../reading/resource";
import { rule } from "../rule";

export const iamNoKmsDestruction = rule({
  name: "iam-no-kms-destruction",
  why: "Object Lock keeps bytes; without their key they are lost all the same",
  level: "mandatory",
  severity: "critical",
  framework: securityHub("KMS.3"),
  remedy: "Take the actions away; a key's policy and its names are for custodians alone.",
  reads: parameters.pick({ custodianRoleArns: true, keyGrantors: true }),
  types: identityTypes,
  *stack(resources, { custodianRoleArns, keyGrantors }) {
    for (const grant of grantsOnKeys(resources, { actions: destroyingKeys, but: [] }))
      yield { ...grant, expected: "nobody to be allowed that" };
    const changing = { actions: changingKeys, but: custodianRoleArns, unless: grantsItsOneKey(keyGrantors) };
    for (const grant of grantsOnKeys(resources, changing))
      yield { ...grant, expected: `only ${custodianRoleArns.join(", ")} to be allowed that` };
  },
});

function grantsOnKeys(
  resources: readonly StackResource[],
  forbidden: Pick<Forbidden, "actions" | "but" | "unless">,
): Iterable<Grant> {
  return grantsToIdentities(resources, {
    ...forbidden,
    what: "a key",
    resources: () => ["arn:aws:kms:*"],
    contexts: (action) => (action === "kms:CreateGrant" ? notForAwsServices : [{}]),
  });
}

/** Whether a statement lets one of a key's grantors grant that key, and do nothing else. */
const grantsItsOneKey =
  (keyGrantors: Settings<"keyGrantors">["keyGrantors"]) =>
  (arn: string | undefined, { actions, conditions }: Statement): boolean =>
    isOnly(actions.patterns, "kms:CreateGrant") &&
    !actions.complement &&
    conditions.some(
      ({ operator, qualifier, ifExists, key, values }) =>
        key === "kms:resourcealiases" &&
        operator === "stringequals" &&
        qualifier === "foranyvalue" &&
        !ifExists &&
        values.kind === "known" &&
        values.value.every((alias) => keyGrantors[alias]?.some((grantor) => grantor === arn)),
    );

const isOnly = (patterns: readonly string[], one: string): boolean =>
  patterns.length === 1 && patterns[0] === one;
