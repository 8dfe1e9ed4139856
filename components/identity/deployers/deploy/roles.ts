import type { DeployedStage } from "../../rights/deployed-stage";

const TASK_ROLES = [
  "-bag-indexer",
  "-bag_register",
  "-bag-replicator_azure",
  "-bag-replicator_glacier",
  "-bag-replicator_primary",
  "-bag-root-finder",
  "-bags-api",
  "-bag-tagger",
  "-bag-unpacker",
  "-bag-verifier_azure",
  "-bag-verifier_glacier",
  "-bag-verifier-pre-replication",
  "-bag-verifier_primary",
  "-bag-versioner",
  "-file-finder",
  "-file-indexer",
  "-ingests-indexer",
  "-ingests-service",
  "-notifier",
  "-replica_aggregator",
];

/** Those that read secrets have one of their own; the first is the others'. */
const EXECUTION_ROLES = [
  "",
  "-bag-indexer",
  "-bag-replicator_azure",
  "-bag-verifier_azure",
  "-file-indexer",
  "-ingests-indexer",
];

/**
 * The roles of app stacks, by the service that takes them. A deploy makes no other, and hands over no other: a role that
 * a new service needs is added here, where it is seen, and the root project deployed before it.
 */
export const appRoles = ({ stage, storageNamespace }: DeployedStage) => ({
  "ecs-tasks": [
    ...TASK_ROLES.map((service) => `${storageNamespace}${service}_task_role`),
    ...EXECUTION_ROLES.map((service) => `${storageNamespace}${service}_execution_role`),
  ],
  lambda: ["bag-test", "daily-report", "slack-alarm"].map((name) => `strongroom-${stage}-${name}`),
  scheduler: ["bag-test-daily", "daily-report-daily"].map((name) => `strongroom-${stage}-${name}`),
  states: [`strongroom-${stage}-bag-test-steps`],
});

/** AWS services whose own roles come into being when app stacks first use them. */
export const appLinkedServices = [
  "ecs.amazonaws.com",
  "ecs.application-autoscaling.amazonaws.com",
  "ops.apigateway.amazonaws.com",
  "wafv2.amazonaws.com",
];
