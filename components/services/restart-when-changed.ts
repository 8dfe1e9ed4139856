import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import type { NodeFunction } from "../functions/node-function";
import type { Statement } from "../identity/policy";
import type { ServicePlace } from "./service-place";

/** Secrets, and the services that must start anew when one of them changes: ECS reads a secret when a task starts. */
export interface SecretReaders {
  /** Names of the secrets. */
  readonly secretNames: readonly string[];
  /** Physical names of services in the migrations' cluster. */
  readonly serviceNames: readonly string[];
}

export interface RestartArgs {
  /** Physical name of the function, with which the rules' names begin. */
  readonly functionName: string;
  readonly called: NodeFunction;
  /** What the function is called with in a deploy. */
  readonly request: Readonly<Record<string, unknown>>;
  /** By words that the rules' names end with. */
  readonly readers: Readonly<Record<string, SecretReaders>>;
}

/** Calls that give a secret another current value; a trail of the account must write them down [AWS: Secrets Manager events in CloudTrail]. */
const CHANGES = ["PutSecretValue", "UpdateSecret", "UpdateSecretVersionStage"] as const;

/** How long and how often EventBridge tries to call a function that cannot be called just now. */
const RETRY = { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 };

/** Has the function run again when a secret has changed, and then start anew whatever read the old value. */
export function restartWhenChanged(
  name: string,
  { functionName, called, request, readers }: RestartArgs,
  child: pulumi.CustomResourceOptions,
): void {
  for (const [word, { secretNames, serviceNames }] of Object.entries(readers)) {
    const rule = new cloudwatch.EventRule(
      `${name}-${word}-changed`,
      {
        name: `${functionName}-${word}`,
        description: `A secret has changed that is read by ${serviceNames.join(", ")}`,
        eventPattern: JSON.stringify(changesOf(secretNames)),
      },
      child,
    );
    // Without it EventBridge would lose every event, and say nothing.
    const admitted = new lambda.Permission(
      `${name}-${word}-permission`,
      {
        statementId: `changed-${word}`,
        action: "lambda:InvokeFunction",
        function: called.functionName,
        principal: "events.amazonaws.com",
        sourceArn: rule.arn,
      },
      child,
    );
    new cloudwatch.EventTarget(
      `${name}-${word}-target`,
      {
        targetId: "restart",
        rule: rule.name,
        arn: called.arn,
        input: pulumi.jsonStringify({ ...request, thenRestart: [...serviceNames] }),
        retryPolicy: RETRY,
      },
      { ...child, dependsOn: [admitted] },
    );
  }
}

/** Callers name a secret, or give its ARN, which ends with a hyphen and characters of AWS's own. */
const changesOf = (secretNames: readonly string[]) => ({
  source: ["aws.secretsmanager"],
  "detail-type": ["AWS API Call via CloudTrail"],
  detail: {
    eventSource: ["secretsmanager.amazonaws.com"],
    eventName: CHANGES,
    errorCode: [{ exists: false }],
    requestParameters: {
      secretId: secretNames.flatMap((secret) => [secret, { wildcard: `arn:aws:*:secret:${secret}-*` }]),
    },
  },
});

/** To start these services anew. ECS knows no narrower right than to update a service. */
export function restartRights(
  { region, accountId, clusterName }: ServicePlace,
  readers: RestartArgs["readers"],
): readonly Statement[] {
  const services = [...new Set(Object.values(readers).flatMap(({ serviceNames }) => serviceNames))];
  if (services.length === 0) return [];
  return [
    {
      Sid: "StartAnewWhatReadsSecrets",
      Effect: "Allow",
      Action: ["ecs:UpdateService"],
      Resource: services.map(
        (service) => pulumi.interpolate`arn:aws:ecs:${region}:${accountId}:service/${clusterName}/${service}`,
      ),
    },
  ];
}
