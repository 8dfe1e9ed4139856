import * as scheduler from "@pulumi/aws/scheduler";
import type * as pulumi from "@pulumi/pulumi";
import type { FunctionPlace } from "../functions/node-function";
import { ServiceRole } from "../identity/service-role";

export interface DailyRunArgs {
  /** Physical name, of the role too: at most 64 letters, digits and -_. */
  readonly scheduleName: pulumi.Input<string>;
  readonly machine: {
    readonly arn: pulumi.Input<string>;
    /** The ARN as its name tells it: known in a preview, for policies. */
    readonly plainArn: pulumi.Input<string>;
  };
  /** Once a day: `cron(0 5 * * ? *)`. */
  readonly expression: string;
  /** Time zone of the expression, `Europe/London`. */
  readonly timeZone: pulumi.Input<string>;
  readonly place: FunctionPlace;
}

/** How long and how often Scheduler tries to start what cannot be started just now. */
const RETRY = { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 };

/** Starts an execution of the state machine every day. */
export function dailyRun(
  name: string,
  { scheduleName, machine, expression, timeZone, place }: DailyRunArgs,
  child: pulumi.CustomResourceOptions,
): void {
  const role = new ServiceRole(
    `${name}-starter`,
    {
      roleName: scheduleName,
      service: "scheduler.amazonaws.com",
      accountId: place.accountId,
      boundaryArn: place.boundaryArn,
      statements: [
        {
          Sid: "StartTheTest",
          Effect: "Allow",
          Action: ["states:StartExecution"],
          Resource: machine.plainArn,
        },
      ],
    },
    child,
  );
  new scheduler.Schedule(
    `${name}-schedule`,
    {
      name: scheduleName,
      scheduleExpression: expression,
      scheduleExpressionTimezone: timeZone,
      flexibleTimeWindow: { mode: "OFF" },
      // Without an input Scheduler would give its own event, and the test refuses what it does not know.
      target: { arn: machine.arn, roleArn: role.arn, retryPolicy: RETRY, input: "{}" },
    },
    { ...child, dependsOn: [role] },
  );
}
