import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import type { Statement } from "../identity/policy";
import { ServiceRole } from "../identity/service-role";
import { keyStatement, type UsedKey } from "../keys/key-use";
import { bundle, HANDLER, NODE_MAJOR } from "./bundle";

/** Where functions run, and what the stage has for all of them. */
export interface FunctionPlace {
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** Permission boundary of the stage. */
  readonly boundaryArn: pulumi.Input<string>;
  /** Key of the region that encrypts the environment. */
  readonly dataKey: UsedKey;
  /** Key of the region that encrypts the log; CloudWatch Logs must be among its services. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days that the log is kept: one of CloudWatch's own steps. */
  readonly logDays: pulumi.Input<number>;
  /** Topic of the region where it is told when the function fails. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

export interface NodeFunctionArgs {
  /** Physical name, of the role too: at most 64 letters, digits, hyphens and underscores, unique in the account. */
  readonly functionName: pulumi.Input<string>;
  readonly description: string;
  /** Absolute path of the TypeScript file that exports `handler`. */
  readonly entry: string;
  /** 128 to 10,240; Lambda refuses others. The share of a processor grows with it. */
  readonly memoryMiB: number;
  /** 1 to 900; Lambda refuses others. */
  readonly timeoutSeconds: number;
  /** What the handler reads from its environment. Never a secret: a secret's name. */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** What it may do beside writing its log. */
  readonly statements: readonly Statement[];
  readonly place: FunctionPlace;
  /** Private subnets from which it reaches the world, and the groups that it is in there; without them it is in no VPC. */
  readonly network?: {
    readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
    readonly securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
  };
  /** How many may run at a time, for one that must run alone; without it as many as are called. */
  readonly reservedConcurrency?: number;
  /** Queue for events that failed three times, encrypted with the place's data key; without it they are given up. */
  readonly deadLetters?: { readonly arn: pulumi.Input<string>; readonly plainArn: pulumi.Input<string> };
}

/** Metrics of all our functions are in this namespace, with the function's name as dimension `service`. */
export const METRICS_NAMESPACE = "Strongroom";

/** Every metric name of the AWS Lambda Powertools comes with this dimension. */
export const METRICS_DIMENSION = "service";

/**
 * Lines of a function's log that tell of a failure: errors that the code logged or threw, and Lambda's own reports of a
 * run that was cut off [AWS: Configuring JSON and plain text log formats; Lambda Telemetry API].
 */
export const FAILURE_LINES =
  '{ $.level = "ERROR" || $.level = "FATAL" || $.record.status = "timeout" || $.record.status = "error" || $.record.status = "failure" }';

/** How often Lambda tries an event again that it was given to run by itself, and how long it keeps one. */
const EVENTS = { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 3600 };

/**
 * A Lambda function of ours in TypeScript, with its own log, role and alarm. An event that failed twice more goes to the
 * dead letters, or without any is given up: every failure alarms, and what runs on a schedule does the work the next time.
 */
export class NodeFunction extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** The ARN as its name tells it: known in a preview, for policies. */
  readonly plainArn: pulumi.Output<string>;
  readonly functionName: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: NodeFunctionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:functions:NodeFunction", name, {}, opts);
    const child = { parent: this };
    const { region, accountId } = args.place;
    this.plainArn = pulumi.interpolate`arn:aws:lambda:${region}:${accountId}:function:${args.functionName}`;
    const logGroupName = pulumi.interpolate`/aws/lambda/${args.functionName}`;
    const logGroup = new cloudwatch.LogGroup(
      `${name}-log`,
      { name: logGroupName, retentionInDays: args.place.logDays, kmsKeyId: args.place.logsKeyArn },
      child,
    );
    const role = new ServiceRole(
      `${name}-execution`,
      {
        roleName: args.functionName,
        service: "lambda.amazonaws.com",
        accountId,
        boundaryArn: args.place.boundaryArn,
        statements: [
          ...ownStatements(args.place, this.plainArn, logGroupName),
          ...deadLetterStatements(args),
          ...args.statements,
        ],
      },
      child,
    );
    const made = new lambda.Function(
      `${name}-function`,
      {
        name: args.functionName,
        description: args.description,
        role: role.arn,
        runtime: `nodejs${NODE_MAJOR}.x`,
        architectures: ["arm64"],
        handler: HANDLER,
        code: bundle(args.entry),
        memorySize: args.memoryMiB,
        timeout: args.timeoutSeconds,
        environment: {
          variables: {
            POWERTOOLS_SERVICE_NAME: args.functionName,
            POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
            ...args.environment,
          },
        },
        kmsKeyArn: args.place.dataKey.keyArn,
        loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
        ...(args.network ? { vpcConfig: args.network } : {}),
        ...(args.reservedConcurrency === undefined
          ? {}
          : { reservedConcurrentExecutions: args.reservedConcurrency }),
      },
      // Lambda tries at once whether the role can be taken and can decrypt the environment.
      { ...child, dependsOn: [role] },
    );
    if (args.deadLetters)
      new lambda.FunctionEventInvokeConfig(
        `${name}-events`,
        {
          functionName: made.name,
          ...EVENTS,
          destinationConfig: { onFailure: { destination: args.deadLetters.arn } },
        },
        { ...child, dependsOn: [role] },
      );
    errorAlarm(name, args, child);
    this.arn = made.arn;
    this.functionName = made.name;
    this.roleArn = role.arn;
    this.roleName = role.roleName;
    this.registerOutputs({ arn: this.arn, roleArn: this.roleArn });
  }
}

/** What every function may do: write its own log, and read its own environment. */
function ownStatements(
  place: FunctionPlace,
  functionArn: pulumi.Output<string>,
  logGroupName: pulumi.Output<string>,
): readonly Statement[] {
  return [
    {
      Sid: "WriteItsOwnLog",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: pulumi.interpolate`arn:aws:logs:${place.region}:${place.accountId}:log-group:${logGroupName}:*`,
    },
    keyStatement({
      sid: "ReadItsOwnEnvironment",
      actions: ["kms:Decrypt"],
      key: place.dataKey,
      place,
      condition: { StringEquals: { "kms:EncryptionContext:aws:lambda:FunctionArn": functionArn } },
    }),
  ];
}

/** Lambda sends dead letters in the function's own role. */
function deadLetterStatements({ deadLetters, place }: NodeFunctionArgs): readonly Statement[] {
  if (!deadLetters) return [];
  return [
    {
      Sid: "SendDeadLetters",
      Effect: "Allow",
      Action: ["sqs:SendMessage"],
      Resource: deadLetters.plainArn,
    },
    keyStatement({
      sid: "EncryptDeadLetters",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      key: place.dataKey,
      place,
      condition: {
        StringEquals: { "kms:ViaService": pulumi.interpolate`sqs.${place.region}.amazonaws.com` },
      },
    }),
  ];
}

function errorAlarm(
  name: string,
  { functionName, description, place }: NodeFunctionArgs,
  child: pulumi.CustomResourceOptions,
): void {
  alarm(
    `${name}-errors`,
    {
      alarmName: pulumi.interpolate`${functionName}_errors`,
      text: {
        says: pulumi.interpolate`${functionName} failed`,
        whatToDo:
          "its log says why, and what to mend. Lambda tries an event twice more, and what runs on a schedule does the work the next time",
        service: { name: functionName, does: description },
        log: { group: pulumi.interpolate`/aws/lambda/${functionName}`, pattern: FAILURE_LINES },
      },
      metric: {
        namespace: "AWS/Lambda",
        name: "Errors",
        dimensions: { FunctionName: functionName },
        statistic: "Sum",
        periodSeconds: 60,
      },
      when: { comparison: "above", threshold: 0, missing: "good" },
      topicArn: place.alarmTopicArn,
    },
    child,
  );
}
