import { ofAccount } from "../../rights/deployed-stage";
import {
  ALARMS,
  BUCKETS,
  LASTING_LOG_GROUPS,
  LOG_GROUPS,
  RULES,
  SECRETS,
  securityGroups,
} from "../../rights/kinds";
import { ALL, named, TAGS, words, type Works } from "../../rights/work";

const zones = () => ["arn:aws:route53:::hostedzone/*"];

/**
 * How the web service is reached, by what webservice/base has: what the provider calls for its resource types [Terraform
 * provider's sources; AWS: Service authorization reference]. What stands behind its listeners is the app stack's.
 */
export const webserviceEntrance: Works = {
  acm: [
    { actions: words("RequestCertificate"), on: ALL },
    {
      actions: words("AddTagsToCertificate RemoveTagsFromCertificate UpdateCertificateOptions"),
      on: named("acm", () => "certificate/*"),
    },
  ],
  ec2: [securityGroups],
  elasticloadbalancing: [
    {
      actions: words(`AddTags CreateListener CreateLoadBalancer ModifyListener ModifyListenerAttributes
        ModifyLoadBalancerAttributes RemoveTags SetIpAddressType SetSecurityGroups SetSubnets`),
      on: named("elasticloadbalancing", ({ stage }) =>
        ["loadbalancer/app", "listener/app"].map((kind) => `${kind}/strongroom-${stage}-web*`),
      ),
    },
    // For the firewall before it.
    { actions: words("SetWebAcl"), on: ALL },
  ],
  // Who asked for what, as the firewall writes it down.
  logs: [
    {
      actions: LASTING_LOG_GROUPS,
      on: named("logs", ({ stage }) => `log-group:aws-waf-logs-strongroom-${stage}-web*`),
    },
    { actions: words("CreateLogDelivery PutResourcePolicy"), on: ALL },
  ],
  route53: [
    {
      // Names of the site, and the proof of their certificates: what is there can be led elsewhere, and nothing else touched.
      actions: words("ChangeResourceRecordSets"),
      on: zones,
      when: {
        "ForAllValues:StringEquals": {
          "route53:ChangeResourceRecordSetsActions": ["CREATE", "UPSERT"],
          "route53:ChangeResourceRecordSetsRecordTypes": ["A", "CNAME"],
        },
      },
    },
  ],
  wafv2: [
    {
      actions: words(`AssociateWebACL CreateWebACL PutLoggingConfiguration UpdateWebACL ${TAGS}`),
      on: (at) => [
        ofAccount(at, "wafv2", `regional/webacl/strongroom-${at.stage}-web/*`),
        ofAccount(at, "wafv2", "regional/managedruleset/*"),
        ofAccount(at, "elasticloadbalancing", `loadbalancer/app/strongroom-${at.stage}-web/*`),
      ],
    },
  ],
};

/**
 * What the web service keeps, and what watches it. It can be made and changed here, and not be removed, but for alarms,
 * logs, topics and the plan of backups. No object or row is read or written.
 */
export const webserviceStores: Works = {
  backup: [
    {
      actions: words(`CreateBackupVault ${TAGS}`),
      on: named("backup", ({ stage }) => `backup-vault:strongroom-${stage}-*`),
    },
    {
      // A plan keeps nothing itself: it comes and goes. AWS makes up its id.
      actions:
        words(`CreateBackupPlan CreateBackupSelection DeleteBackupPlan DeleteBackupSelection UpdateBackupPlan
        ${TAGS}`),
      on: named("backup", () => "backup-plan:*"),
    },
    {
      // Nor does one that tries whether the newest can be restored.
      actions: words(`CreateRestoreTestingPlan CreateRestoreTestingSelection DeleteRestoreTestingPlan
        DeleteRestoreTestingSelection UpdateRestoreTestingPlan UpdateRestoreTestingSelection ${TAGS}`),
      on: named("backup", ({ stage }) => `restore-testing-plan:strongroom_${stage}_*`),
    },
  ],
  // What a vault of backups keeps them in.
  "backup-storage": [{ actions: words("MountCapsule"), on: ALL }],
  cloudwatch: [
    {
      actions: ALARMS,
      on: named("cloudwatch", ({ stage }) =>
        words("backups webservice").map((name) => `alarm:strongroom-${stage}-${name}_*`),
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
      on: named("logs", ({ stage }) => [
        `log-group:/aws/rds/cluster/strongroom-${stage}-webservice*`,
        "log-group:RDSOSMetrics*",
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
