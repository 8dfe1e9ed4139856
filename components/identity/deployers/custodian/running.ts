import { ALARMS, FUNCTIONS, LASTING_LOG_GROUPS, LOG_GROUPS, SCHEDULES } from "../../rights/kinds";
import { ALL, named, TAGS, words, type Works } from "../../rights/work";
import { baseFunctions, baseSchedules, setUpFunctions } from "./roles";

/**
 * What runs in base stacks, watches and tells: what the provider calls for their resource types [Terraform provider's
 * sources; AWS: Service authorization reference]. Functions, schedules and alarms come and go with what they are for; the
 * cluster, the trail and the trail's log stay.
 */
export const runningWork: Works = {
  cloudtrail: [
    {
      actions: words("AddTags CreateTrail RemoveTags StartLogging UpdateTrail"),
      on: named("cloudtrail", ({ stage }) => `trail/strongroom-${stage}-trail`),
    },
  ],
  cloudwatch: [
    {
      actions: ALARMS,
      on: named(
        "cloudwatch",
        ({ stage }) =>
          [
            `archive-vault-${stage}-*`,
            `strongroom-${stage}-break-glass-used`,
            `strongroom-${stage}-backups_vault_changed`,
            `strongroom-${stage}-secrets_not_rotated`,
            `strongroom-${stage}-logging_*`,
            `strongroom-${stage}-reporting_*`,
          ].map((name) => `alarm:${name}`),
        (at) => baseFunctions(at).map((name) => `alarm:${name}_*`),
      ),
    },
  ],
  ecs: [
    {
      actions: words(`CreateCluster PutClusterCapacityProviders UpdateCluster ${TAGS}`),
      on: named("ecs", ({ stage }) => `cluster/strongroom-${stage}`),
    },
  ],
  lambda: [
    {
      actions: FUNCTIONS,
      on: named("lambda", (at) => baseFunctions(at).map((name) => `function:${name}`)),
    },
    {
      actions: words("InvokeFunction"),
      on: named("lambda", (at) => setUpFunctions(at).map((name) => `function:${name}`)),
    },
  ],
  logs: [
    {
      actions: LASTING_LOG_GROUPS,
      on: named("logs", ({ stage }) => `log-group:/strongroom/${stage}/trail*`),
    },
    {
      actions: LOG_GROUPS,
      on: named(
        "logs",
        ({ stage }) => [
          `log-group:/strongroom/${stage}/vpc-flow*`,
          `log-group:/strongroom/strongroom-${stage}-*`,
          // Of all databases: the account has one.
          "log-group:RDSOSMetrics*",
        ],
        (at) => baseFunctions(at).map((name) => `log-group:/aws/lambda/${name}*`),
      ),
    },
    {
      // What tells of the break-glass role is found in the trail.
      actions: words("DeleteMetricFilter PutMetricFilter"),
      on: named("logs", ({ stage }) => `log-group:/strongroom/${stage}/trail*`),
    },
    // For the logs of the search clusters.
    { actions: words("DeleteResourcePolicy PutResourcePolicy"), on: ALL },
  ],
  scheduler: [
    {
      actions: SCHEDULES,
      on: named("scheduler", (at) => baseSchedules(at).map((name) => `schedule/default/${name}`)),
    },
  ],
  sns: [
    {
      actions: words(`CreateTopic DeleteTopic SetTopicAttributes ${TAGS}`),
      on: named("sns", ({ stage }) => `strongroom-${stage}-alarms`),
    },
  ],
};
