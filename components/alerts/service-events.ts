import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import type * as pulumi from "@pulumi/pulumi";
import type { NodeFunction } from "../functions/node-function";
import { failedBackups } from "./failed-backups";

/** Events of AWS services that people are told of. */
interface Watched {
  readonly description: string;
  readonly pattern: object;
}

/** By the rules' names in the program; their physical names are the function's and these. */
const watched: Readonly<Record<string, Watched>> = {
  tasks: {
    description: "A service cannot start tasks, or is steady again",
    pattern: {
      source: ["aws.ecs"],
      "detail-type": ["ECS Service Action"],
      detail: { eventName: ["SERVICE_TASK_START_IMPAIRED", "SERVICE_STEADY_STATE"] },
    },
  },
  backups: {
    description: "A backup, or its copy, was not made, or a restore failed",
    pattern: failedBackups,
  },
};

export interface ServiceEventsArgs {
  readonly function: NodeFunction;
  /** Its physical name. */
  readonly functionName: string;
  /** Queue for what EventBridge cannot deliver. */
  readonly deadLettersArn: pulumi.Input<string>;
}

/** How long and how often EventBridge tries to call a function that cannot be called just now. */
const RETRY = { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 };

/** Physical names of the rules, for policies. */
export const ruleNames = (functionName: string): readonly string[] =>
  Object.keys(watched).map((role) => `${functionName}-${role}`);

/** Calls a function with the events of AWS services that no metric tells of. */
export function serviceEvents(
  name: string,
  { function: called, functionName, deadLettersArn }: ServiceEventsArgs,
  child: pulumi.CustomResourceOptions,
): void {
  for (const [role, { description, pattern }] of Object.entries(watched)) {
    const rule = new cloudwatch.EventRule(
      `${name}-${role}`,
      { name: `${functionName}-${role}`, description, eventPattern: JSON.stringify(pattern) },
      child,
    );
    // Without it EventBridge would lose every event, and say nothing.
    const admitted = new lambda.Permission(
      `${name}-${role}-permission`,
      {
        statementId: `events-${role}`,
        action: "lambda:InvokeFunction",
        function: called.functionName,
        principal: "events.amazonaws.com",
        sourceArn: rule.arn,
      },
      child,
    );
    new cloudwatch.EventTarget(
      `${name}-${role}-target`,
      {
        targetId: "slack",
        rule: rule.name,
        arn: called.arn,
        retryPolicy: RETRY,
        deadLetterConfig: { arn: deadLettersArn },
      },
      { ...child, dependsOn: [admitted] },
    );
  }
}
