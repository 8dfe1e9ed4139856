import { ofAccount } from "../../rights/deployed-stage";
import { appFunctions } from "./functions";
import { ALARMS, DASHBOARDS, LOG_GROUPS, RULES, SCHEDULES } from "../../rights/kinds";
import { ALL, named, TAGS, words, type Works } from "../../rights/work";

/**
 * What carries messages, starts, watches and guards: what the provider calls for the resource types of app stacks [Terraform
 * provider's sources; AWS: Service authorization reference]. What base stacks are made of (networks, tables, buckets,
 * keys, domains, secrets, user pools, load balancers, trails) is not here: a deploy of app stacks changes nothing that
 * lasts.
 */
export const tellingWork: Works = {
  budgets: [
    {
      actions: words(`ModifyBudget ${TAGS}`),
      on: named("budgets", ({ stage }) => `budget/strongroom-${stage}-monthly-*`),
    },
  ],
  cloudwatch: [
    {
      actions: ALARMS,
      on: named(
        "cloudwatch",
        ({ storageNamespace }) => [`alarm:${storageNamespace}_*`, `alarm:storage-api-${storageNamespace}-*`],
        (at) => appFunctions(at).map((name) => `alarm:${name}_*`),
      ),
    },
    {
      actions: DASHBOARDS,
      on: named("cloudwatch", ({ stage }) => `dashboard/strongroom-${stage}-archive`),
    },
  ],
  events: [
    {
      actions: RULES,
      on: named("events", ({ stage }) => `rule/strongroom-${stage}-slack-alarm-*`),
    },
  ],
  logs: [
    {
      actions: LOG_GROUPS,
      on: named(
        "logs",
        ({ storageNamespace }) =>
          [`${storageNamespace}-*`, `aws-waf-logs-${storageNamespace}-*`].map((name) => `log-group:${name}`),
        (at) => appFunctions(at).map((name) => `log-group:/aws/lambda/${name}*`),
      ),
    },
    // Of the log of the API's firewall.
    { actions: words("CreateLogDelivery DeleteLogDelivery PutResourcePolicy"), on: ALL },
  ],
  scheduler: [
    {
      actions: SCHEDULES,
      on: named("scheduler", ({ stage }) =>
        ["bag-test", "daily-report"].map((name) => `schedule/default/strongroom-${stage}-${name}-*`),
      ),
    },
  ],
  sns: [
    {
      actions: words(`CreateTopic DeleteTopic SetSubscriptionAttributes SetTopicAttributes Subscribe
        Unsubscribe ${TAGS}`),
      on: named("sns", ({ stage, storageNamespace }) => [
        `${storageNamespace}_*`,
        // Slack listens to the base stacks' topics, too.
        `strongroom-${stage}-alarms*`,
        `strongroom-${stage}-edge-alarms*`,
        `strongroom-${stage}-platform-edge-alarms*`,
      ]),
    },
  ],
  sqs: [
    {
      actions: words("CreateQueue DeleteQueue SetQueueAttributes TagQueue UntagQueue"),
      on: named("sqs", ({ stage, storageNamespace }) => [
        `${storageNamespace}_*`,
        `strongroom-${stage}-slack-alarm*`,
      ]),
    },
  ],
  states: [
    {
      actions: words(`CreateStateMachine DeleteStateMachine UpdateStateMachine ${TAGS}`),
      on: named("states", ({ stage }) => `stateMachine:strongroom-${stage}-bag-test`),
    },
    // Once deployed, the archive is tried (docs/bag-test.md): the workflow starts the test and waits for its end.
    {
      actions: words("StartExecution"),
      on: named("states", ({ stage }) => `stateMachine:strongroom-${stage}-bag-test`),
    },
    {
      actions: words("DescribeExecution"),
      on: named("states", ({ stage }) => `execution:strongroom-${stage}-bag-test:*`),
    },
  ],
  wafv2: [
    {
      actions: words(`AssociateWebACL CreateWebACL DeleteLoggingConfiguration DeleteWebACL DisassociateWebACL
        PutLoggingConfiguration UpdateWebACL ${TAGS}`),
      on: (at) => [
        ofAccount(at, "wafv2", `regional/webacl/${at.storageNamespace}-*`),
        ofAccount(at, "wafv2", "regional/managedruleset/*"),
        "arn:aws:apigateway:*::/restapis/*/stages/*",
      ],
    },
  ],
};
