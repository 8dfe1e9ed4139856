import * as cloudwatch from "@pulumi/aws/cloudwatch";
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

/** What Step Functions must be let do to write a log; none of it can be held to one log [AWS: Logging using CloudWatch Logs]. */
const LOG_DELIVERY = [
  "logs:CreateLogDelivery",
  "logs:GetLogDelivery",
  "logs:UpdateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:DescribeResourcePolicies",
  "logs:DescribeLogGroups",
];

/** The state machine of a bag test, with its log, and a role that may call one function. */
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
        { Sid: "DeliverItsLog", Effect: "Allow", Action: LOG_DELIVERY, Resource: "*" },
      ],
    },
    child,
  );
  const log = new cloudwatch.LogGroup(
    `${name}-steps-log`,
    {
      // With another beginning each new log would lengthen a policy that all logs share, and that has an end.
      name: pulumi.interpolate`/aws/vendedlogs/states/${machineName}`,
      retentionInDays: place.logDays,
      kmsKeyId: place.logsKeyArn,
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
      loggingConfiguration: {
        level: "ALL",
        includeExecutionData: true,
        logDestination: pulumi.interpolate`${log.arn}:*`,
      },
    },
    // Step Functions tries at once what the role may do; the function is named by its plain ARN.
    { ...child, dependsOn: [role, tasks] },
  );
}
