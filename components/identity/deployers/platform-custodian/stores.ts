import { BUCKETS, LOG_GROUPS, restoreTests, scaling, SECRETS } from "../../rights/kinds";
import { ALL, named, TAGS, words, type Works } from "../../rights/work";
import { backups, buckets, dataClusters, memory, originals, search, searchSetup } from "./names";

/**
 * What the platform keeps: what the provider calls for its resource types [Terraform provider's sources; AWS: Service
 * authorization reference]. It can be made and changed here, and not be removed, but for what comes and goes beside it:
 * plans, scans, logs, and how the databases scale and are reached. No object, row or item is read or written.
 */
export const platformStores: Works = {
  "application-autoscaling": [scaling],
  backup: [
    {
      actions: words(`CreateBackupVault ${TAGS}`),
      on: named("backup", (at) => `backup-vault:${backups(at)}`),
    },
    {
      // A plan keeps nothing itself: it comes and goes. AWS makes up its id.
      actions:
        words(`CreateBackupPlan CreateBackupSelection DeleteBackupPlan DeleteBackupSelection UpdateBackupPlan
        ${TAGS}`),
      on: named("backup", () => "backup-plan:*"),
    },
    restoreTests(({ stage }) => `strongroom_${stage}_platform_backups_restore_test*`),
  ],
  // What a vault of backups keeps them in.
  "backup-storage": [{ actions: words("MountCapsule"), on: ALL }],
  ecr: [
    {
      actions: words(`CreateRepository PutImageScanningConfiguration PutImageTagMutability PutLifecyclePolicy
        SetRepositoryPolicy ${TAGS}`),
      on: named("ecr", ({ stage }) =>
        words("catalogue thumbor workers").map((name) => `repository/strongroom-${stage}/${name}`),
      ),
    },
  ],
  guardduty: [
    { actions: words("CreateMalwareProtectionPlan"), on: ALL },
    {
      // AWS makes up its id.
      actions: words(`DeleteMalwareProtectionPlan UpdateMalwareProtectionPlan ${TAGS}`),
      on: named("guardduty", () => "malware-protection-plan/*"),
    },
  ],
  logs: [
    {
      actions: LOG_GROUPS,
      on: named("logs", (at) => [
        ...[...memory(at), search(at)].map((name) => `log-group:/strongroom/${name}/*`),
        ...[...dataClusters(at), search(at)].map((name) => `log-group:/aws/rds/cluster/${name}/*`),
        ...dataClusters(at).map((name) => `log-group:/aws/rds/proxy/${name}*`),
        `log-group:/aws/lambda/${searchSetup(at)}*`,
      ]),
    },
  ],
  rds: [
    {
      actions: words(`AddTagsToResource CreateDBCluster CreateDBClusterParameterGroup CreateDBInstance
        CreateDBSubnetGroup ModifyDBCluster ModifyDBClusterParameterGroup ModifyDBInstance ModifyDBSubnetGroup
        RemoveTagsFromResource`),
      on: named(
        "rds",
        (at) =>
          [...dataClusters(at), search(at)].flatMap((name) =>
            words("cluster cluster-pg db subgrp").map((kind) => `${kind}:${name}*`),
          ),
        // AWS's own, which an instance has beside those of its cluster.
        () => words("og:default:* pg:default.*"),
      ),
    },
    // A proxy keeps nothing, and comes and goes. AWS makes up its id, and that of its group of targets.
    { actions: words("CreateDBProxy"), on: ALL },
    {
      actions: words(`AddTagsToResource DeleteDBProxy DeregisterDBProxyTargets ModifyDBProxy
        ModifyDBProxyTargetGroup RegisterDBProxyTargets RemoveTagsFromResource`),
      on: named(
        "rds",
        () => words("db-proxy:* target-group:*"),
        (at) => dataClusters(at).flatMap((name) => [`cluster:${name}`, `db:${name}-*`]),
      ),
    },
  ],
  s3: [
    { actions: BUCKETS, on: (at) => buckets(at).map((name) => `arn:aws:s3:::${name}`) },
    // Originals are copied into the second region.
    { actions: words("PutReplicationConfiguration"), on: (at) => [`arn:aws:s3:::${originals(at)}`] },
  ],
  secretsmanager: [
    {
      actions: SECRETS,
      on: named("secretsmanager", ({ stage }) =>
        words("platform search/platform").map((name) => `secret:strongroom/${stage}/${name}/*`),
      ),
    },
    {
      // Master users', which RDS makes in the name of whoever makes the cluster [AWS: Password management with Amazon Aurora].
      actions: words("CreateSecret TagResource"),
      on: named("secretsmanager", () => "secret:rds!cluster-*"),
    },
  ],
};
