import { custodiansOf } from "../custodians";
import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { destroyingKeys, onAccount } from "../proof/action-sets";
import { meant } from "../proof/joins";
import { unrefused } from "../proof/decide";
import { guarded } from "../reading/effective-policy";
import { KEY, KEY_POLICY } from "../reading/policy-documents";
import { ofType, type StackResource } from "../reading/resource";
import { read, shown, text } from "../reading/value";
import { rule } from "../rule";

const KEYS = [KEY, "aws:kms/replicaKey:ReplicaKey"];

// On key stores, which are the account's, a key's policy has no say.
const DESTROYING = destroyingKeys.filter((action) => !onAccount.has(action));

export const kmsPolicyNoDestroy = rule({
  name: "kms-policy-no-destroy",
  why: "Whoever destroys a key destroys all that it encrypts, Object Lock or not",
  level: "mandatory",
  severity: "critical",
  framework: securityHub("KMS.3"),
  tags: ["CKV2_AWS_64"],
  remedy:
    'Give the key a policy with a Deny for Principal "*" of kms:ScheduleKeyDeletion, kms:DisableKey and kms:DeleteImportedKeyMaterial, and one of kms:PutKeyPolicy that exempts the exact ARNs of the custodian roles by ArnNotEquals on aws:PrincipalArn.',
  reads: parameters.pick({ custodianRoleArns: true, custodianProjects: true }),
  types: [KEY, KEY_POLICY, "aws:kms/replicaKey:ReplicaKey"],
  *stack(resources, settings) {
    const keys = ofType(resources, ...KEYS);
    const all = guarded(keys, ofType(resources, KEY_POLICY), (policy) => keyOf(policy, keys));
    for (const { about, statements } of all) {
      if (statements.kind !== "known") {
        yield { about, found: shown(statements), expected: "one that refuses the key's destruction" };
        continue;
      }
      const resource = () => arnOf(about);
      for (const { actions, but, whom } of [
        { actions: DESTROYING, but: [], whom: "everybody" },
        {
          actions: ["kms:PutKeyPolicy"],
          but: custodiansOf(about, settings),
          whom: "everybody but the custodian roles",
        },
      ]) {
        const open = unrefused(statements.value, { actions, resource, but });
        if (open.length > 0)
          yield {
            about,
            found: `its policy does not refuse ${open.join(", ")}`,
            expected: `a refusal to ${whom}`,
          };
      }
    }
  },
});

/** The key of this stack to which a policy is given; undefined where that is none, or might be more than one. */
function keyOf(policy: StackResource, keys: readonly StackResource[]): StackResource | undefined {
  const value = text(read(policy.props, "keyId"));
  const [key, ...others] = meant({ from: policy, property: "keyId", value }, keys, ["keyId", "arn"]);
  return others.length > 0 ? undefined : key;
}

function arnOf(about: StackResource): string {
  const arn = text(read(about.props, "arn"));
  return arn.kind === "known" ? arn.value : "arn:*:kms:*:*:key/*";
}
