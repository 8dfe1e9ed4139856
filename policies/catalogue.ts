import type { Rule } from "./rule";
import { ecsImageDigestPinned } from "./rules/ecs-image-digest-pinned";
import { iamNoAdmin } from "./rules/iam-no-admin";
import { iamNoWildcardAction } from "./rules/iam-no-wildcard-action";
import { persistentProtected } from "./rules/persistent-protected";
import { s3PublicAccessBlock } from "./rules/s3-public-access-block";
import { vaultLifecycleNoEarlyExpiry } from "./rules/vault-lifecycle-no-early-expiry";
import { vaultLockComplianceMode } from "./rules/vault-lock-compliance-mode";
import { vaultLockDefaultRetention } from "./rules/vault-lock-default-retention";
import { vaultLockMinRetention } from "./rules/vault-lock-min-retention";
import { vaultNoForceDestroy } from "./rules/vault-no-force-destroy";
import { vaultObjectLockEnabled } from "./rules/vault-object-lock-enabled";
import { vaultVersioningEnabled } from "./rules/vault-versioning-enabled";

/** The rules in the order and under the headings of the control catalogue. */
export const catalogue: readonly { readonly title: string; readonly rules: readonly Rule[] }[] = [
  {
    title: "The vault and its replica",
    rules: [
      vaultObjectLockEnabled,
      vaultLockDefaultRetention,
      vaultLockComplianceMode,
      vaultLockMinRetention,
      vaultVersioningEnabled,
      vaultLifecycleNoEarlyExpiry,
      vaultNoForceDestroy,
    ],
  },
  { title: "Public access and resource policies", rules: [s3PublicAccessBlock] },
  { title: "What identities may do", rules: [iamNoAdmin, iamNoWildcardAction] },
  { title: "Containers, functions and logs", rules: [ecsImageDigestPinned] },
  { title: "The estate", rules: [persistentProtected] },
];

export const rules: readonly Rule[] = catalogue.flatMap((section) => section.rules);
