import { PolicyPack } from "@pulumi/policy";
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

// In the order of the control catalogue.
new PolicyPack("strongroom", {
  displayName: "Strongroom",
  policies: [
    // The vaults and their replicas
    vaultObjectLockEnabled,
    vaultLockDefaultRetention,
    vaultLockComplianceMode,
    vaultLockMinRetention,
    vaultVersioningEnabled,
    vaultLifecycleNoEarlyExpiry,
    vaultNoForceDestroy,
    // Public access
    s3PublicAccessBlock,
    // Permissions
    iamNoAdmin,
    iamNoWildcardAction,
    // Containers
    ecsImageDigestPinned,
    // The estate
    persistentProtected,
  ],
});
