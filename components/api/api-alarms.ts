import * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import type { AlarmText } from "../alerts/alarm-text";

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
  /** Its access log. */
  readonly accessLogGroupName: pulumi.Input<string>;
}

const CLIENT_ERRORS = 100;

/** Tells of the first answer with a fault of ours (storage-service.md 8.1), and of many with a fault of the callers'. */
export function apiAlarms(
  name: string,
  { prefix, topicArn, clientErrorsPerFiveMinutes = CLIENT_ERRORS }: ApiAlarmsArgs,
  { apiName, stageName, accessLogGroupName }: WatchedStage,
  child: pulumi.CustomResourceOptions,
): void {
  const watch = (kind: "4xx" | "5xx", periodSeconds: number, threshold: number, text: AlarmText) =>
    alarm(
      `${name}-${kind}`,
      {
        alarmName: pulumi.interpolate`${prefix}-${kind}-alarm`,
        text,
        metric: {
          namespace: "AWS/ApiGateway",
          name: `${kind.toUpperCase()}Error`,
          dimensions: { ApiName: apiName, Stage: stageName },
          statistic: "Sum",
          periodSeconds,
        },
        when: { comparison: "above", threshold, missing: "good" },
        topicArn,
      },
      child,
    );
  watch("5xx", 60, 0, {
    says: pulumi.interpolate`${apiName} answered with a server error`,
    whatToDo:
      "the lines of the access log say on which path: integrationError is the load balancer's or the service's, errorType API Gateway's own. Then read the logs of the service that answers that path, and see whether its tasks run",
    log: { group: accessLogGroupName, pattern: '{ $.status = "5*" }' },
  });
  watch("4xx", 300, clientErrorsPerFiveMinutes, {
    says: pulumi.interpolate`${apiName} refused more than ${clientErrorsPerFiveMinutes} requests in five minutes`,
    whatToDo:
      "the lines of the access log say whose (clientId, ip) and why (errorType, firewallAnswer). A client that was changed lately is the most frequent reason; an attack is kept off by the firewall",
    log: { group: accessLogGroupName, pattern: '{ $.status = "4*" }' },
  });
}
