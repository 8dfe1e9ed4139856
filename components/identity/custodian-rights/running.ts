import { ALL, named, TAGS, words, type Works } from "../rights/work";
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
      actions: words(`DeleteAlarms PutMetricAlarm ${TAGS}`),
      on: named(
        "cloudwatch",
        ({ stage }) =>
          [
            `archive-vault-${stage}-*`,
            `strongroom-${stage}-break-glass-used`,
            `strongroom-${stage}-logging_*`,
            `strongroom-${stage}-reporting_*`,
            `strongroom-${stage}-backups_*`,
            `strongroom-${stage}-webservice_*`,
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
  events: [
    {
      actions: words(`DeleteRule PutRule PutTargets RemoveTargets ${TAGS}`),
      on: named("events", ({ stage }) => `rule/strongroom-${stage}-backups-failed`),
    },
  ],
  lambda: [
    {
      actions: words(`CreateFunction DeleteFunction DeleteFunctionConcurrency PutFunctionConcurrency
        UpdateFunctionCode UpdateFunctionConfiguration ${TAGS}`),
      on: named("lambda", (at) => baseFunctions(at).map((name) => `function:${name}`)),
    },
    {
      actions: words("InvokeFunction"),
      on: named("lambda", (at) => setUpFunctions(at).map((name) => `function:${name}`)),
    },
  ],
  logs: [
    {
      actions: words(`AssociateKmsKey CreateLogGroup PutRetentionPolicy ${TAGS}`),
      on: named("logs", ({ stage }) => `log-group:/strongroom/${stage}/trail*`),
    },
    {
      actions: words(`AssociateKmsKey CreateLogGroup DeleteLogGroup PutRetentionPolicy ${TAGS}`),
      on: named(
        "logs",
        ({ stage }) => [
          `log-group:/strongroom/${stage}/vpc-flow*`,
          `log-group:/strongroom/strongroom-${stage}-*`,
          `log-group:/aws/rds/cluster/strongroom-${stage}-*`,
          "log-group:RDSOSMetrics*",
        ],
        (at) => baseFunctions(at).map((name) => `log-group:/aws/lambda/${name}*`),
      ),
    },
    {
      // Who asked the web service for what, as its firewall writes it down.
      actions: words(`AssociateKmsKey CreateLogGroup PutRetentionPolicy ${TAGS}`),
      on: named("logs", ({ stage }) => `log-group:aws-waf-logs-strongroom-${stage}-web*`),
    },
    {
      // What tells of the break-glass role is found in the trail.
      actions: words("DeleteMetricFilter PutMetricFilter"),
      on: named("logs", ({ stage }) => `log-group:/strongroom/${stage}/trail*`),
    },
    // For the logs of the search clusters, and of the web service's firewall.
    { actions: words("CreateLogDelivery DeleteResourcePolicy PutResourcePolicy"), on: ALL },
  ],
  scheduler: [
    {
      actions: words("CreateSchedule DeleteSchedule UpdateSchedule"),
      on: named("scheduler", (at) => baseSchedules(at).map((name) => `schedule/default/${name}`)),
    },
  ],
  sns: [
    {
      actions: words(`CreateTopic DeleteTopic SetTopicAttributes ${TAGS}`),
      on: named("sns", ({ stage }) =>
        words("alarms edge-alarms").map((topic) => `strongroom-${stage}-${topic}`),
      ),
    },
  ],
};
