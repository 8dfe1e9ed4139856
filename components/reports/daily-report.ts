import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import { behindNat, networkStatements, type PrivateSubnets } from "../functions/behind-nat";
import {
  FAILURE_LINES,
  METRICS_DIMENSION,
  METRICS_NAMESPACE,
  NodeFunction,
  type FunctionPlace,
} from "../functions/node-function";
import { FunctionSchedule } from "../functions/schedule";
import type { Statement } from "../identity/policy";
import { keyStatement, type UsedKey } from "../keys/key-use";
import { readSecrets } from "../secrets/read-secrets";

export interface DailyReportArgs {
  /** Physical name of the function, its role and its schedule: at most 58 characters. */
  readonly functionName: pulumi.Input<string>;
  /** What the report has a section for, each with its index of ingests: at least one. */
  readonly indices: readonly { readonly title: string; readonly index: pulumi.Input<string> }[];
  /** Names of the secrets with the cluster's host, its port, the reader that signs in there, and Slack's destination. */
  readonly secrets: Readonly<Record<"host" | "port" | "user" | "password" | "slack", pulumi.Input<string>>>;
  /** Key that encrypts the secrets. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /** Bucket of the reports, and the key that encrypts them. */
  readonly bucket: { readonly name: pulumi.Input<string>; readonly key: UsedKey };
  /** Time zone of the report's dates, and of the hour at which it comes: `Europe/London`. */
  readonly timeZone: pulumi.Input<string>;
  /** Where people look at one ingest: a URL with `{id}` in it. Without it ids lead nowhere. */
  readonly inspectorUrl?: string | undefined;
  /** Private subnets, and the security groups whose members the cluster answers. */
  readonly network: PrivateSubnets & { readonly clusterClientGroupIds: pulumi.Input<readonly string[]> };
  readonly place: FunctionPlace;
}

/** 06:00 (storage-service.md 10.5), so that it is there when people come. */
const EVERY_MORNING = "cron(0 6 * * ? *)";

/** Periods of an hour without a report after which one was missed: the day in autumn that has 25, and one for a slow report. */
const HOURS = 26;
const HOUR_SECONDS = 3600;

/**
 * Tells Slack each morning what was stored, what failed and what has stalled, with a page of all of it. A report that
 * fails alarms, and so does one that never came.
 */
export class DailyReport extends pulumi.ComponentResource {
  readonly functionName: pulumi.Output<string>;

  constructor(name: string, args: DailyReportArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:reports:DailyReport", name, {}, opts);
    if (args.indices.length === 0)
      throw new pulumi.ResourceError("indices: at least one, or there is nothing to report", this);
    if (args.inspectorUrl !== undefined && !args.inspectorUrl.includes("{id}"))
      throw new pulumi.ResourceError(`inspectorUrl: a URL with {id} in it, got ${args.inspectorUrl}`, this);
    const child = { parent: this };
    const { secrets, network, place } = args;
    const made = new NodeFunction(
      name,
      {
        functionName: args.functionName,
        description: "Reports each morning what was stored, what failed and what has stalled",
        entry: path.join(__dirname, "../../functions/daily-report/index.ts"),
        memoryMiB: 1024,
        timeoutSeconds: 300,
        environment: {
          INDICES: pulumi.jsonStringify([...args.indices]),
          REPORT_BUCKET: args.bucket.name,
          TIME_ZONE: args.timeZone,
          ...(args.inspectorUrl === undefined ? {} : { INSPECTOR_URL: args.inspectorUrl }),
          HOST_SECRET: secrets.host,
          PORT_SECRET: secrets.port,
          USER_SECRET: secrets.user,
          PASSWORD_SECRET: secrets.password,
          SLACK_SECRET: secrets.slack,
        },
        statements: [
          ...readSecrets({
            secretNames: Object.values(secrets),
            secretsKeyArn: args.secretsKeyArn,
            place,
          }),
          ...reportStatements(args),
          ...networkStatements(place),
        ],
        place,
        network: behindNat(
          name,
          {
            ...network,
            calls: "the cluster, AWS and Slack",
            groupIds: network.clusterClientGroupIds,
          },
          child,
        ),
      },
      child,
    );
    new FunctionSchedule(
      name,
      {
        scheduleName: pulumi.interpolate`${args.functionName}-daily`,
        function: made,
        expression: EVERY_MORNING,
        timeZone: args.timeZone,
        place,
      },
      child,
    );
    missedAlarm(name, args, child);
    this.functionName = made.functionName;
    this.registerOutputs({ functionName: this.functionName });
  }
}

/** It writes reports, and reads them only because a link that it signs may do no more than itself. */
function reportStatements({ bucket, place }: DailyReportArgs): readonly Statement[] {
  return [
    {
      Sid: "WriteReportsAndSignLinks",
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:GetObject"],
      Resource: pulumi.interpolate`arn:aws:s3:::${bucket.name}/*`,
    },
    keyStatement({
      sid: "EncryptReports",
      actions: ["kms:GenerateDataKey", "kms:Decrypt"],
      key: bucket.key,
      place,
      condition: { StringEquals: { "kms:ViaService": pulumi.interpolate`s3.${place.region}.amazonaws.com` } },
    }),
  ];
}

/** Silence is no good news: the metric comes only with a report that was sent. */
function missedAlarm(
  name: string,
  { functionName, place }: DailyReportArgs,
  child: pulumi.CustomResourceOptions,
): void {
  alarm(
    `${name}-missed`,
    {
      alarmName: pulumi.interpolate`${functionName}_missed`,
      text: {
        says: pulumi.interpolate`No daily report was sent for ${HOURS} hours`,
        whatToDo: pulumi.interpolate`the log of ${functionName} says how far the last run came; a log without a run since yesterday means that its schedule ${functionName}-daily did not call it. When that is mended, send it at once: aws lambda invoke --function-name ${functionName} /dev/null`,
        log: { group: pulumi.interpolate`/aws/lambda/${functionName}`, pattern: FAILURE_LINES },
      },
      metric: {
        namespace: METRICS_NAMESPACE,
        name: "ReportSent",
        dimensions: { [METRICS_DIMENSION]: functionName },
        statistic: "Sum",
        periodSeconds: HOUR_SECONDS,
      },
      when: { comparison: "below", threshold: 1, periods: HOURS, missing: "bad" },
      topicArn: place.alarmTopicArn,
    },
    child,
  );
}
