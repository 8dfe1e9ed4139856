import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { KEY } from "../reading/policy-documents";
import type { Resource } from "../reading/resource";
import { count, flag, is, isAtLeast, read, shown, text } from "../reading/value";
import { rule } from "../rule";

export const kmsKeyLifecycle = rule({
  name: "kms-key-lifecycle",
  why: "What a key encrypts is lost with the key, and readable to nobody while the key is disabled",
  level: "mandatory",
  severity: "critical",
  framework: securityHub("KMS.4"),
  tags: ["CKV_AWS_7", "CKV_AWS_227"],
  remedy:
    "Set enableKeyRotation on a Key that encrypts, do not disable it, and leave deletionWindowInDays at minKmsDeletionWindowDays or more.",
  reads: parameters.pick({ minKmsDeletionWindowDays: true }),
  types: [KEY, "aws:kms/replicaKey:ReplicaKey", "aws:kms/externalKey:ExternalKey"],
  *resource({ type, props }, { minKmsDeletionWindowDays }) {
    const rotation = flag(read(props, "enableKeyRotation"));
    // A replica rotates with its primary, and imported material is nothing that AWS could rotate; nor are pairs of keys.
    if (type === KEY && !isPair(props) && !is(rotation, true))
      yield { found: `enableKeyRotation is ${shown(rotation)}`, expected: "true" };
    const name = type === KEY ? "isEnabled" : "enabled";
    const on = flag(read(props, name));
    if (on.kind !== "missing" && !is(on, true)) yield { found: `${name} is ${shown(on)}`, expected: "true" };
    const days = count(read(props, "deletionWindowInDays"));
    // Where it is not said KMS waits for 30 days, its longest.
    if (days.kind !== "missing" && !isAtLeast(days, minKmsDeletionWindowDays))
      yield {
        found: `deletionWindowInDays is ${shown(days)}`,
        expected: `${minKmsDeletionWindowDays} or more`,
      };
  },
});

/** Whether it is a pair of keys that signs, of which AWS rotates none [AWS: Rotate AWS KMS keys]. */
const isPair = (props: Resource["props"]): boolean =>
  is(text(read(props, "keyUsage")), "SIGN_VERIFY") &&
  ["ECC_NIST_P256", "ECC_NIST_P384", "ECC_NIST_P521"].some((spec) =>
    is(text(read(props, "customerMasterKeySpec")), spec),
  );
