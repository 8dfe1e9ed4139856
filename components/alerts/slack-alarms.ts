import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { NodeFunction, type FunctionPlace } from "../functions/node-function";
import type { Statement } from "../identity/policy";
import { keyStatement } from "../keys/key-use";
import { readSecrets } from "../secrets/read-secrets";
import { listen, type AlarmSource } from "./alarm-source";
import { AlarmDeadLetters } from "./dead-letters";
import { ruleNames, serviceEvents } from "./service-events";

export interface SlackAlarmsArgs {
  /** Physical name of the function, and the beginning of its queue's and rules': at most 56 characters. */
  readonly functionName: string;
  /** What messages begin with, so that one channel may have more than one stage. */
  readonly stage: string;
  /** Topics of every region that has alarms; at least one. */
  readonly topics: readonly AlarmSource[];
  /** Secret that says where in Slack (functions/slack/destination.ts). */
  readonly slackSecret: string;
  readonly secretsKeyArn: pulumi.Input<string>;
  /** Table of what was told, with `alarm` as its key and `expires` as its end; encrypted with the place's data key. */
  readonly threads: { readonly name: pulumi.Input<string>; readonly arn: pulumi.Input<string> };
  /** Log groups that it may read, in every region: what alarms' descriptions name; `*` stands for any text. */
  readonly logGroups: readonly pulumi.Input<string>[];
  /** OpenSearch Dashboards with the services' logs, `https://…/_dashboards`; without it CloudWatch is linked. */
  readonly dashboardsUrl?: pulumi.Input<string>;
  /** Its alarm topic is people's e-mail: that Slack is not told cannot be told in Slack. */
  readonly place: FunctionPlace;
}

const ENTRY = path.resolve(__dirname, "../../functions/slack-alarm/index.ts");

/** A quarter of a processor [AWS: Configure Lambda function memory]; a message is mostly waiting. */
const MEMORY_MIB = 512;
/** Slack has 25 seconds for a message; when alarms come in a flood, one run waits for others (functions/slack-alarm/flood.ts). */
const TIMEOUT_SECONDS = 300;

/** Tells Slack of every alarm of a stage, and of what AWS services tell by events; what it cannot tell is told by e-mail. */
export class SlackAlarms extends pulumi.ComponentResource {
  readonly functionName: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: SlackAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:alerts:SlackAlarms", name, {}, opts);
    if (args.topics.length === 0) throw new pulumi.ResourceError("topics: at least one is needed", this);
    const child = { parent: this };
    const { functionName, place } = args;
    const deadLetters = new AlarmDeadLetters(
      `${name}-dead-letters`,
      {
        queueName: `${functionName}_dlq`,
        functionName,
        region: place.region,
        accountId: place.accountId,
        keyArn: place.dataKey.keyArn,
        senders: {
          topicArns: args.topics.filter(({ elsewhere }) => !elsewhere).map(({ arn }) => arn),
          ruleArns: ruleNames(functionName).map(
            (rule) => pulumi.interpolate`arn:aws:events:${place.region}:${place.accountId}:rule/${rule}`,
          ),
        },
        alarmTopicArn: place.alarmTopicArn,
      },
      child,
    );
    const made = new NodeFunction(
      name,
      {
        functionName,
        description: "Tells Slack of alarms",
        entry: ENTRY,
        memoryMiB: MEMORY_MIB,
        timeoutSeconds: TIMEOUT_SECONDS,
        environment: {
          STAGE: args.stage,
          SLACK_SECRET: args.slackSecret,
          THREADS_TABLE: args.threads.name,
          ...(args.dashboardsUrl === undefined ? {} : { DASHBOARDS_URL: args.dashboardsUrl }),
        },
        statements: tellingStatements(args),
        place,
        deadLetters,
      },
      child,
    );
    const deadLettersArn = deadLetters.arn;
    for (const source of args.topics)
      listen(`${name}-${source.name}`, { source, function: made, deadLettersArn }, child);
    serviceEvents(name, { function: made, functionName, deadLettersArn }, child);
    this.functionName = made.functionName;
    this.roleName = made.roleName;
    this.registerOutputs({ functionName: this.functionName });
  }
}

/** It remembers what it told, and looks into what alarms are about, in whatever region they are. */
function tellingStatements(args: SlackAlarmsArgs): readonly Statement[] {
  const { place, threads, slackSecret, secretsKeyArn, logGroups } = args;
  return [
    ...readSecrets({ secretNames: [slackSecret], secretsKeyArn, place }),
    {
      Sid: "RememberWhatWasTold",
      Effect: "Allow",
      Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
      Resource: threads.arn,
    },
    keyStatement({
      sid: "DecryptWhatWasTold",
      actions: ["kms:Decrypt"],
      key: place.dataKey,
      place,
      condition: {
        StringEquals: { "kms:ViaService": pulumi.interpolate`dynamodb.${place.region}.amazonaws.com` },
      },
    }),
    {
      Sid: "CountDeadLetters",
      Effect: "Allow",
      Action: ["sqs:GetQueueAttributes"],
      Resource: pulumi.interpolate`arn:aws:sqs:*:${place.accountId}:*_dlq`,
    },
    {
      Sid: "ReadMetrics",
      Effect: "Allow",
      Action: ["cloudwatch:GetMetricData"],
      Resource: "*",
    },
    ...(logGroups.length === 0
      ? []
      : [
          {
            Sid: "ReadLogs",
            Effect: "Allow",
            Action: ["logs:FilterLogEvents"],
            Resource: logGroups.map(
              (group) => pulumi.interpolate`arn:aws:logs:*:${place.accountId}:log-group:${group}:*`,
            ),
          } as const,
        ]),
  ];
}
