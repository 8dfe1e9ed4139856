import { ALARMS, backupPlans, BUCKETS, LOG_GROUPS, restoreTests, RULES, SECRETS } from "../../rights/kinds";
import { ALL, named, TAGS, words, type Works } from "../../rights/work";

/**
 * What the web service keeps, and what watches it. It can be made and changed here, and not be removed, but for alarms,
 * logs, topics and the plan of backups. No object or row is read or written.
 */
export const webserviceStores: Works = {
  backup: [
    ...backupPlans(({ stage }) => `strongroom-${stage}-*`),
    restoreTests(({ stage }) => `strongroom_${stage}_backups_restore_test*`),
  ],
  // What a vault of backups keeps them in.
  "backup-storage": [{ actions: words("MountCapsule"), on: ALL }],
  cloudwatch: [
    {
      actions: ALARMS,
      on: named("cloudwatch", ({ stage }) =>
        words("backups_* webservice_* web-blocked-surge").map((name) => `alarm:strongroom-${stage}-${name}`),
      ),
    },
  ],
  ecr: [
    {
      actions: words(`CreateRepository PutImageScanningConfiguration PutImageTagMutability PutLifecyclePolicy
        SetRepositoryPolicy ${TAGS}`),
      on: named("ecr", ({ stage }) => `repository/strongroom-${stage}/webservice`),
    },
  ],
  events: [{ actions: RULES, on: named("events", ({ stage }) => `rule/strongroom-${stage}-backups-failed`) }],
  logs: [
    {
      actions: LOG_GROUPS,
      on: named("logs", ({ stage }) => [`log-group:/aws/rds/cluster/strongroom-${stage}-webservice*`]),
    },
  ],
  rds: [
    {
      actions: words(`AddTagsToResource CreateDBCluster CreateDBClusterParameterGroup CreateDBInstance
        CreateDBSubnetGroup ModifyDBCluster ModifyDBClusterParameterGroup ModifyDBInstance ModifyDBSubnetGroup
        RemoveTagsFromResource`),
      on: named(
        "rds",
        ({ stage }) =>
          words("cluster cluster-pg db subgrp").map((kind) => `${kind}:strongroom-${stage}-webservice*`),
        // AWS's own, which an instance has beside those of its cluster.
        () => words("og:default:* pg:default.*"),
      ),
    },
  ],
  s3: [
    {
      actions: BUCKETS,
      on: ({ stage, accountId }) =>
        [
          `strongroom-${stage}-media-${accountId}`,
          `strongroom-${stage}-checks-${accountId}`,
          `aws-waf-logs-strongroom-${stage}-edge-${accountId}`,
        ].map((name) => `arn:aws:s3:::${name}`),
    },
  ],
  secretsmanager: [
    {
      actions: SECRETS,
      on: named("secretsmanager", ({ stage }) => `secret:strongroom/${stage}/webservice/*`),
    },
    {
      // The master user's, which RDS makes in the name of whoever makes the cluster [AWS: Password management with Amazon Aurora].
      actions: words("CreateSecret TagResource"),
      on: named("secretsmanager", () => "secret:rds!cluster-*"),
    },
  ],
  sns: [
    {
      actions: words(`CreateTopic DeleteTopic SetTopicAttributes ${TAGS}`),
      on: named("sns", ({ stage }) => `strongroom-${stage}-edge-alarms`),
    },
  ],
};
