import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

export interface ApiAlarmsArgs {
  /** What the alarms' names begin with: `storage-api-storage-prod` gives `storage-api-storage-prod-5xx-alarm`. */
  readonly prefix: pulumi.Input<string>;
  readonly topicArn: pulumi.Input<string>;
  /** Refused requests in five minutes that are still no reason to look. Default 100. */
  readonly clientErrorsPerFiveMinutes?: number;
}

/** The stage of the API that is watched. */
export interface WatchedStage {
  readonly apiName: pulumi.Input<string>;
  readonly stageName: pulumi.Input<string>;
}

const CLIENT_ERRORS = 100;

/** Tells of the first answer with a fault of ours (storage-service.md 8.1), and of many with a fault of the callers'. */
export function apiAlarms(
  name: string,
  { prefix, topicArn, clientErrorsPerFiveMinutes = CLIENT_ERRORS }: ApiAlarmsArgs,
  { apiName, stageName }: WatchedStage,
  child: pulumi.CustomResourceOptions,
): void {
  const alarm = (
    kind: "4xx" | "5xx",
    period: number,
    threshold: number,
    alarmDescription: pulumi.Input<string>,
  ) =>
    new cloudwatch.MetricAlarm(
      `${name}-${kind}`,
      {
        name: pulumi.interpolate`${prefix}-${kind}-alarm`,
        alarmDescription,
        namespace: "AWS/ApiGateway",
        metricName: `${kind.toUpperCase()}Error`,
        dimensions: { ApiName: apiName, Stage: stageName },
        statistic: "Sum",
        period,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanThreshold",
        threshold,
        treatMissingData: "notBreaching",
        alarmActions: [topicArn],
      },
      child,
    );
  alarm(
    "5xx",
    60,
    0,
    pulumi.interpolate`${apiName} answered with a server error: look at its access log and at the services' logs`,
  );
  alarm(
    "4xx",
    300,
    clientErrorsPerFiveMinutes,
    pulumi.interpolate`${apiName} refused more than ${clientErrorsPerFiveMinutes} requests in five minutes: its access log says whose`,
  );
}
