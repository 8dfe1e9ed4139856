import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import { networkStatements } from "../functions/behind-nat";
import {
  METRICS_DIMENSION,
  METRICS_NAMESPACE,
  NodeFunction,
  type FunctionPlace,
} from "../functions/node-function";
import { FunctionSchedule } from "../functions/schedule";
import { readSecrets } from "../secrets/read-secrets";

export interface QueueWatchArgs {
  /** Physical name of the function, its role, and the beginning of its schedule's and alarms'. */
  readonly functionName: string;
  /** RabbitMQ's management API: host and port. */
  readonly host: pulumi.Input<string>;
  readonly apiPort: pulumi.Input<number>;
  /** Who looks at the queues, and the name of the secret with the password. */
  readonly user: { readonly name: pulumi.Input<string>; readonly passwordSecret: pulumi.Input<string> };
  /** Key that encrypts that secret. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /** Names of the queues that it counts. */
  readonly queues: readonly string[];
  readonly network: {
    readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
    /** Those that let it call RabbitMQ and AWS. */
    readonly securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
  };
  readonly place: FunctionPlace;
}

/** Begins when there are more than so many messages in a queue through all of so many hours. */
export interface QueueAlarmArgs {
  /** Physical name of the function that counts. */
  readonly functionName: string;
  readonly queue: string;
  readonly moreThan: number;
  /** 1 to 168. */
  readonly hours: number;
  readonly says: string;
  readonly whatToDo: string;
  readonly topicArn: pulumi.Input<string>;
}

/** Of an alarm's metric: an alarm that looks further back than a day takes whole hours [AWS: Alarm evaluation]. */
const HOUR_SECONDS = 3600;

/**
 * Counts what waits in RabbitMQ's queues and tells when it waits too long: RabbitMQ 4 in Amazon MQ gives CloudWatch no
 * metric of a single queue. How old a message is nobody can ask without taking it, which marks it as delivered before;
 * that a queue was never empty for so long says as much.
 */
export class QueueWatch extends pulumi.ComponentResource {
  constructor(name: string, args: QueueWatchArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:message-broker:QueueWatch", name, {}, opts);
    const child = { parent: this };
    const { functionName, place } = args;
    const counts = new NodeFunction(
      name,
      {
        functionName,
        description: "Counts what waits in the queues of RabbitMQ",
        entry: path.resolve(__dirname, "../../functions/queue-watch/index.ts"),
        memoryMiB: 256,
        timeoutSeconds: 60,
        environment: {
          API_URL: pulumi.interpolate`https://${args.host}:${args.apiPort}`,
          USER: args.user.name,
          PASSWORD_SECRET: args.user.passwordSecret,
          QUEUES: args.queues.join(" "),
        },
        statements: [
          ...readSecrets({
            secretNames: [args.user.passwordSecret],
            secretsKeyArn: args.secretsKeyArn,
            place,
          }),
          ...networkStatements(place),
        ],
        network: args.network,
        place,
      },
      child,
    );
    new FunctionSchedule(
      name,
      { scheduleName: `${functionName}-times`, function: counts, expression: "rate(5 minutes)", place },
      child,
    );
    this.registerOutputs({});
  }
}

/** Tells people that a queue is not worked off. */
export function queueAlarm(
  name: string,
  { functionName, queue, moreThan, hours, says, whatToDo, topicArn }: QueueAlarmArgs,
  child: pulumi.CustomResourceOptions,
): void {
  alarm(
    name,
    {
      alarmName: `${functionName}_${queue}`,
      text: { says, whatToDo, service: { name: functionName, does: "counts what waits in the queues" } },
      metric: {
        namespace: METRICS_NAMESPACE,
        name: "QueuedMessages",
        dimensions: { [METRICS_DIMENSION]: functionName, queue },
        statistic: "Minimum",
        periodSeconds: HOUR_SECONDS,
      },
      // A function that counts nothing has an alarm of its own.
      when: { comparison: "above", threshold: moreThan, periods: hours, missing: "asBefore" },
      topicArn,
    },
    child,
  );
}
