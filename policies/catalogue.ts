import type { Rule } from "./rule";
import { archiveComplianceCopy } from "./rules/archive-compliance-copy";
import { azBlobSoftDeleteVersioning } from "./rules/az-blob-soft-delete-versioning";
import { azContainerImmutable } from "./rules/az-container-immutable";
import { azImmutabilityLocked } from "./rules/az-immutability-locked";
import { azImmutabilityStrength } from "./rules/az-immutability-strength";
import { azKeyvaultPurgeProtection } from "./rules/az-keyvault-purge-protection";
import { azLegalHoldKept } from "./rules/az-legal-hold-kept";
import { azLifecycleNoEarlyDelete } from "./rules/az-lifecycle-no-early-delete";
import { azRbacNoDestructiveRoles } from "./rules/az-rbac-no-destructive-roles";
import { azResourceLock } from "./rules/az-resource-lock";
import { azStorageCmk } from "./rules/az-storage-cmk";
import { azStorageEntraOnly } from "./rules/az-storage-entra-only";
import { azStorageGeoRedundant } from "./rules/az-storage-geo-redundant";
import { azStorageNetworkDeny } from "./rules/az-storage-network-deny";
import { azStorageNoPublicBlob } from "./rules/az-storage-no-public-blob";
import { azStorageTls } from "./rules/az-storage-tls";
import { dynamodbRecoverable } from "./rules/dynamodb-recoverable";
import { ecrImmutableTags } from "./rules/ecr-immutable-tags";
import { ecrScanOnPush } from "./rules/ecr-scan-on-push";
import { ecsContainerNonRoot } from "./rules/ecs-container-non-root";
import { ecsContainerNotPrivileged } from "./rules/ecs-container-not-privileged";
import { ecsContainerReadonlyRoot } from "./rules/ecs-container-readonly-root";
import { ecsDeploymentCircuitBreaker } from "./rules/ecs-deployment-circuit-breaker";
import { ecsExecDisabledInProd } from "./rules/ecs-exec-disabled-in-prod";
import { ecsImageDigestPinned } from "./rules/ecs-image-digest-pinned";
import { ecsImageTrustedRegistry } from "./rules/ecs-image-trusted-registry";
import { ecsLogConfiguration } from "./rules/ecs-log-configuration";
import { ecsNoPlaintextSecrets } from "./rules/ecs-no-plaintext-secrets";
import { ecsNoPublicIp } from "./rules/ecs-no-public-ip";
import { ecsTaskRolesSeparate } from "./rules/ecs-task-roles-separate";
import { efsEncryptedAndBackedUp } from "./rules/efs-encrypted-and-backed-up";
import { estateNoEscapeHatchTypes } from "./rules/estate-no-escape-hatch-types";
import { estateNoIgnoredGuardedChanges } from "./rules/estate-no-ignored-guarded-changes";
import { estateRegionAllowed } from "./rules/estate-region-allowed";
import { estateRequiredTags } from "./rules/estate-required-tags";
import { iamCustodianUnreachable } from "./rules/iam-custodian-unreachable";
import { iamNoAdmin } from "./rules/iam-no-admin";
import { iamNoKmsDestruction } from "./rules/iam-no-kms-destruction";
import { iamNoPrivilegeEscalation } from "./rules/iam-no-privilege-escalation";
import { iamNoUsers } from "./rules/iam-no-users";
import { iamNoVaultDestruction } from "./rules/iam-no-vault-destruction";
import { iamNoVaultReconfiguration } from "./rules/iam-no-vault-reconfiguration";
import { iamNoWildcardAction } from "./rules/iam-no-wildcard-action";
import { iamNoWildcardResource } from "./rules/iam-no-wildcard-resource";
import { iamPassRoleScoped } from "./rules/iam-pass-role-scoped";
import { iamPermissionsBoundary } from "./rules/iam-permissions-boundary";
import { iamPolicyKnownAtPreview } from "./rules/iam-policy-known-at-preview";
import { iamTrustConfusedDeputy } from "./rules/iam-trust-confused-deputy";
import { iamTrustKnownPrincipals } from "./rules/iam-trust-known-principals";
import { kmsGrantsNarrow } from "./rules/kms-grants-narrow";
import { kmsKeyLifecycle } from "./rules/kms-key-lifecycle";
import { kmsPolicyNoDestroy } from "./rules/kms-policy-no-destroy";
import { lambdaNoEnvSecrets } from "./rules/lambda-no-env-secrets";
import { lambdaNoPublicInvoke } from "./rules/lambda-no-public-invoke";
import { lambdaRuntimeSupported } from "./rules/lambda-runtime-supported";
import { logGroupRetention } from "./rules/log-group-retention";
import { messagingEncrypted } from "./rules/messaging-encrypted";
import { oidcProviderPinned } from "./rules/oidc-provider-pinned";
import { oidcTrustPinned } from "./rules/oidc-trust-pinned";
import { opensearchAccessControl } from "./rules/opensearch-access-control";
import { opensearchEncrypted } from "./rules/opensearch-encrypted";
import { opensearchHighlyAvailable } from "./rules/opensearch-highly-available";
import { persistentProtected } from "./rules/persistent-protected";
import { rdsEncrypted } from "./rules/rds-encrypted";
import { rdsManagedCredentials } from "./rules/rds-managed-credentials";
import { rdsMultiAz } from "./rules/rds-multi-az";
import { rdsPrivate } from "./rules/rds-private";
import { rdsRecoverable } from "./rules/rds-recoverable";
import { resourcePolicyConfusedDeputy } from "./rules/resource-policy-confused-deputy";
import { resourcePolicyKnownAccounts } from "./rules/resource-policy-known-accounts";
import { resourcePolicyNoPublicPrincipal } from "./rules/resource-policy-no-public-principal";
import { s3AccessLogging } from "./rules/s3-access-logging";
import { s3KmsCmk } from "./rules/s3-kms-cmk";
import { s3NoAclGrants } from "./rules/s3-no-acl-grants";
import { s3NoDeprecatedShapes } from "./rules/s3-no-deprecated-shapes";
import { s3PolicyTlsOnly } from "./rules/s3-policy-tls-only";
import { s3PublicAccessBlock } from "./rules/s3-public-access-block";
import { sqsDeadLetterQueue } from "./rules/sqs-dead-letter-queue";
import { sqsDlqAlarm } from "./rules/sqs-dlq-alarm";
import { vaultCrossRegionReplica } from "./rules/vault-cross-region-replica";
import { vaultDenyDestruction } from "./rules/vault-deny-destruction";
import { vaultDenyReconfiguration } from "./rules/vault-deny-reconfiguration";
import { vaultDenyWeakRetentionOnWrite } from "./rules/vault-deny-weak-retention-on-write";
import { vaultInventoryComplete } from "./rules/vault-inventory-complete";
import { vaultLifecycleNoEarlyExpiry } from "./rules/vault-lifecycle-no-early-expiry";
import { vaultLockComplianceMode } from "./rules/vault-lock-compliance-mode";
import { vaultLockDefaultRetention } from "./rules/vault-lock-default-retention";
import { vaultLockMinRetention } from "./rules/vault-lock-min-retention";
import { vaultMfaDelete } from "./rules/vault-mfa-delete";
import { vaultNameConvention } from "./rules/vault-name-convention";
import { vaultNoForceDestroy } from "./rules/vault-no-force-destroy";
import { vaultObjectLockEnabled } from "./rules/vault-object-lock-enabled";
import { vaultObjectWritesLocked } from "./rules/vault-object-writes-locked";
import { vaultOffsiteCloudCopy } from "./rules/vault-offsite-cloud-copy";
import { vaultReplicationComplete } from "./rules/vault-replication-complete";
import { vaultReplicationMetrics } from "./rules/vault-replication-metrics";
import { vaultReplicationNoDeleteMarkers } from "./rules/vault-replication-no-delete-markers";
import { vaultRetentionFloor } from "./rules/vault-retention-floor";
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
      vaultRetentionFloor,
      archiveComplianceCopy,
      vaultVersioningEnabled,
      vaultLifecycleNoEarlyExpiry,
      vaultNoForceDestroy,
      vaultObjectWritesLocked,
      vaultNameConvention,
      vaultInventoryComplete,
      vaultMfaDelete,
    ],
  },
  {
    title: "What a vault's own policy refuses",
    rules: [vaultDenyDestruction, vaultDenyReconfiguration, vaultDenyWeakRetentionOnWrite, s3PolicyTlsOnly],
  },
  {
    title: "Replication and the second cloud",
    rules: [
      vaultCrossRegionReplica,
      vaultReplicationComplete,
      vaultReplicationNoDeleteMarkers,
      vaultReplicationMetrics,
      vaultOffsiteCloudCopy,
    ],
  },
  {
    title: "Public access and resource policies",
    rules: [
      s3PublicAccessBlock,
      s3NoAclGrants,
      s3NoDeprecatedShapes,
      s3AccessLogging,
      resourcePolicyNoPublicPrincipal,
      resourcePolicyKnownAccounts,
      resourcePolicyConfusedDeputy,
    ],
  },
  { title: "Encryption and keys", rules: [s3KmsCmk, kmsKeyLifecycle, kmsPolicyNoDestroy, kmsGrantsNarrow] },
  {
    title: "What identities may do",
    rules: [
      iamNoAdmin,
      iamNoWildcardAction,
      iamNoWildcardResource,
      iamNoVaultDestruction,
      iamNoVaultReconfiguration,
      iamNoKmsDestruction,
      iamCustodianUnreachable,
      iamNoPrivilegeEscalation,
      iamPassRoleScoped,
      iamPermissionsBoundary,
      iamNoUsers,
      iamPolicyKnownAtPreview,
    ],
  },
  {
    title: "Who may become whom",
    rules: [iamTrustKnownPrincipals, iamTrustConfusedDeputy, oidcTrustPinned, oidcProviderPinned],
  },
  { title: "Queues and topics", rules: [sqsDeadLetterQueue, sqsDlqAlarm, messagingEncrypted] },
  {
    title: "Containers, functions and logs",
    rules: [
      ecsImageDigestPinned,
      ecsImageTrustedRegistry,
      ecsContainerNonRoot,
      ecsContainerReadonlyRoot,
      ecsContainerNotPrivileged,
      ecsNoPlaintextSecrets,
      ecsLogConfiguration,
      ecsTaskRolesSeparate,
      ecsExecDisabledInProd,
      ecsDeploymentCircuitBreaker,
      ecsNoPublicIp,
      ecrImmutableTags,
      ecrScanOnPush,
      lambdaNoPublicInvoke,
      lambdaRuntimeSupported,
      lambdaNoEnvSecrets,
      logGroupRetention,
    ],
  },
  {
    title: "Data stores",
    rules: [
      opensearchHighlyAvailable,
      opensearchEncrypted,
      opensearchAccessControl,
      rdsEncrypted,
      rdsRecoverable,
      rdsPrivate,
      rdsManagedCredentials,
      rdsMultiAz,
      efsEncryptedAndBackedUp,
      dynamodbRecoverable,
    ],
  },
  {
    title: "Azure: the second cloud",
    rules: [
      azStorageTls,
      azStorageNoPublicBlob,
      azStorageEntraOnly,
      azStorageNetworkDeny,
      azContainerImmutable,
      azImmutabilityLocked,
      azImmutabilityStrength,
      azLegalHoldKept,
      azStorageGeoRedundant,
      azBlobSoftDeleteVersioning,
      azLifecycleNoEarlyDelete,
      azStorageCmk,
      azKeyvaultPurgeProtection,
      azRbacNoDestructiveRoles,
      azResourceLock,
    ],
  },
  {
    title: "The estate",
    rules: [
      persistentProtected,
      estateNoIgnoredGuardedChanges,
      estateNoEscapeHatchTypes,
      estateRegionAllowed,
      estateRequiredTags,
    ],
  },
];

export const rules: readonly Rule[] = catalogue.flatMap((section) => section.rules);
