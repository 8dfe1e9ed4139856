/** How often the ingest is looked at: often enough for a test of minutes, and few enough for Step Functions' 25,000 events. */
const LOOK_EVERY_SECONDS = 30;

/** Beyond the ingest's own limit: for the first task and the last, each of which may try for some minutes. */
const SPARE_SECONDS = 1800;

/** Failures of Lambda itself, not of the function [AWS: Handling transient Lambda service exceptions]. */
const RETRY = [
  {
    ErrorEquals: [
      "Lambda.ClientExecutionTimeoutException",
      "Lambda.ServiceException",
      "Lambda.AWSLambdaException",
      "Lambda.SdkClientException",
      "Lambda.TooManyRequestsException",
    ],
    IntervalSeconds: 2,
    MaxAttempts: 6,
    BackoffRate: 2,
  },
];

/**
 * The state machine of a bag test, in Amazon States Language: begin, look until it is over, end. Whatever fails on the
 * way comes to the end as well, which tells of it, and makes the execution fail.
 * @param limitSeconds for the ingest; the function keeps to it, and Step Functions cuts off what goes far beyond it
 */
export function bagTestDefinition(functionArn: string, limitSeconds: number) {
  const called = (payload: Readonly<Record<string, string>>) => ({
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Parameters: { FunctionName: functionArn, Payload: payload },
    OutputPath: "$.Payload",
    Retry: RETRY,
  });
  const caught = (resultPath: string) => ({
    Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: resultPath, Next: "End" }],
  });
  return {
    Comment: "Stores a test bag by the storage API, and says how long each step took",
    StartAt: "Begin",
    TimeoutSeconds: limitSeconds + SPARE_SECONDS,
    States: {
      Begin: {
        ...called({
          task: "begin",
          "execution.$": "$$.Execution.Name",
          "startedAt.$": "$$.Execution.StartTime",
          "input.$": "$",
        }),
        ...caught("$"),
        Next: "Over?",
      },
      "Over?": {
        Type: "Choice",
        Choices: [{ Variable: "$.over", BooleanEquals: true, Next: "End" }],
        Default: "Wait",
      },
      Wait: { Type: "Wait", Seconds: LOOK_EVERY_SECONDS, Next: "Look" },
      Look: { ...called({ task: "look", "run.$": "$" }), ...caught("$.trouble"), Next: "Over?" },
      End: {
        ...called({ task: "end", "startedAt.$": "$$.Execution.StartTime", "seen.$": "$" }),
        Next: "Stored?",
      },
      "Stored?": {
        Type: "Choice",
        Choices: [{ Variable: "$.succeeded", BooleanEquals: true, Next: "Stored" }],
        Default: "Failed",
      },
      Stored: { Type: "Succeed" },
      Failed: { Type: "Fail", Error: "BagTestFailed", CausePath: "$.summary" },
    },
  };
}
