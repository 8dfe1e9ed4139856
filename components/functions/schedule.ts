import * as scheduler from "@pulumi/aws/scheduler";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../identity/service-role";
import type { FunctionPlace, NodeFunction } from "./node-function";

export interface FunctionScheduleArgs {
  /** Physical name, of the role too: at most 64 letters, digits and -_. */
  readonly scheduleName: pulumi.Input<string>;
  readonly function: NodeFunction;
  /** `rate(1 day)`, `cron(0 7 1 * ? *)` [AWS: Schedule types in EventBridge Scheduler]. */
  readonly expression: string;
  /** Time zone of the expression, `Europe/London`; default UTC. */
  readonly timeZone?: pulumi.Input<string>;
  /** What the function is called with: JSON text; without it Scheduler's own event. */
  readonly input?: pulumi.Input<string>;
  readonly place: FunctionPlace;
}

/** How long and how often Scheduler tries to call a function that cannot be called just now. */
const RETRY = { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 };

/** Calls a function at set times. */
export class FunctionSchedule extends pulumi.ComponentResource {
  constructor(name: string, args: FunctionScheduleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:functions:FunctionSchedule", name, {}, opts);
    const child = { parent: this };
    const role = new ServiceRole(
      `${name}-caller`,
      {
        roleName: args.scheduleName,
        service: "scheduler.amazonaws.com",
        accountId: args.place.accountId,
        boundaryArn: args.place.boundaryArn,
        statements: [
          {
            Sid: "CallTheFunction",
            Effect: "Allow",
            Action: ["lambda:InvokeFunction"],
            Resource: args.function.plainArn,
          },
        ],
      },
      child,
    );
    new scheduler.Schedule(
      `${name}-schedule`,
      {
        name: args.scheduleName,
        scheduleExpression: args.expression,
        ...(args.timeZone === undefined ? {} : { scheduleExpressionTimezone: args.timeZone }),
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: args.function.arn,
          roleArn: role.arn,
          retryPolicy: RETRY,
          ...(args.input === undefined ? {} : { input: args.input }),
        },
      },
      { ...child, dependsOn: [role] },
    );
    this.registerOutputs({});
  }
}
