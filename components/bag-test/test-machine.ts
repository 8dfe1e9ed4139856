import * as sfn from "@pulumi/aws/sfn";
import * as pulumi from "@pulumi/pulumi";
import type { FunctionPlace, NodeFunction } from "../functions/node-function";
import { ServiceRole } from "../identity/service-role";
import { bagTestDefinition } from "./definition";

export interface TestMachineArgs {
  /** Physical name. */
  readonly machineName: pulumi.Input<string>;
  /** What does its tasks. */
  readonly function: NodeFunction;
  /** How long an ingest may take. */
  readonly limitSeconds: number;
  readonly place: FunctionPlace;
}

/**
 * The state machine of a bag test, and its role, which may call one function. Step Functions keeps what each run did for 90
 * days, and the function logs it: a log of its own would take rights on the log deliveries of the whole account.
 */
export function testMachine(
  name: string,
  { machineName, function: tasks, limitSeconds, place }: TestMachineArgs,
  child: pulumi.CustomResourceOptions,
): sfn.StateMachine {
  const role = new ServiceRole(
    `${name}-steps`,
    {
      roleName: pulumi.interpolate`${machineName}-steps`,
      service: "states.amazonaws.com",
      accountId: place.accountId,
      boundaryArn: place.boundaryArn,
      statements: [
        {
          Sid: "CallTheFunction",
          Effect: "Allow",
          Action: ["lambda:InvokeFunction"],
          Resource: tasks.plainArn,
        },
      ],
    },
    child,
  );
  return new sfn.StateMachine(
    `${name}-machine`,
    {
      name: machineName,
      type: "STANDARD",
      roleArn: role.arn,
      definition: tasks.plainArn.apply((arn) => JSON.stringify(bagTestDefinition(arn, limitSeconds))),
    },
    // Step Functions tries at once what the role may do; the function is named by its plain ARN.
    { ...child, dependsOn: [role, tasks] },
  );
}
