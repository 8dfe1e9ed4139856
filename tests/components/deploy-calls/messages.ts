import { arnIn, own, text, type CallsByType } from "./calls";

/** What carries messages, is started by them, and shows how all of it goes. */
export const messagesCalls: CallsByType = {
  "aws:cloudwatch/dashboard:Dashboard": {
    service: "cloudwatch",
    make: "PutDashboard",
    read: "GetDashboard",
    change: "PutDashboard",
    remove: "DeleteDashboards",
    // A dashboard is in no region.
    on: (thing, { accountId }) => [
      `arn:aws:cloudwatch::${accountId}:dashboard/${text(thing, "dashboardName")}`,
    ],
  },
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
    service: "lambda",
    make: "PutFunctionEventInvokeConfig",
    read: "GetFunctionEventInvokeConfig",
    change: "PutFunctionEventInvokeConfig",
    remove: "DeleteFunctionEventInvokeConfig",
    on: (thing, at) => [arnIn("lambda", `function:${text(thing, "functionName")}`, at)],
  },
  "aws:lambda/permission:Permission": {
    service: "lambda",
    make: "AddPermission",
    read: "GetPolicy",
    remove: "RemovePermission",
    on: (thing, at) => [arnIn("lambda", `function:${text(thing, "function")}`, at)],
  },
  "aws:sfn/stateMachine:StateMachine": {
    service: "states",
    make: "CreateStateMachine TagResource",
    read: "DescribeStateMachine ListStateMachineVersions ListTagsForResource ValidateStateMachineDefinition",
    change: "UpdateStateMachine UntagResource",
    remove: "DeleteStateMachine",
    passes: [{ role: "roleArn", to: "states.amazonaws.com" }],
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    service: "sns",
    make: "Subscribe",
    read: "GetSubscriptionAttributes",
    change: "SetSubscriptionAttributes",
    remove: "Unsubscribe",
    on: (thing) => [...own(thing), text(thing, "topic")],
  },
  "aws:sqs/queue:Queue": {
    service: "sqs",
    make: "CreateQueue SetQueueAttributes TagQueue",
    read: "GetQueueAttributes GetQueueUrl ListQueueTags",
    change: "SetQueueAttributes UntagQueue",
    remove: "DeleteQueue",
  },
};
