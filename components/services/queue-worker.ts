import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import type { Statement } from "../identity/policy";
import type { Container } from "./container";
import { executionRole } from "./execution-role";
import { FargateService } from "./fargate-service";
import type { ServicePlace } from "./service-place";

/** A queue that lasts, as another stack tells of it. */
export interface WorkedQueue {
  readonly name: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
  /** Key that encrypts its messages. */
  readonly keyArn: pulumi.Input<string>;
}

export interface QueueWorkerArgs {
  /** Physical name of the service, and the beginning of all others': up to 48 letters, digits and hyphens. */
  readonly serviceName: string;
  /** What it does, for whoever reads an alarm. */
  readonly does: string;
  readonly place: ServicePlace;
  readonly alarmTopicArn: pulumi.Input<string>;
  readonly program: Pick<Container, "image" | "user" | "environment" | "secrets" | "command">;
  readonly size: { readonly cpu: number; readonly memoryMiB: number };
  readonly queue: WorkedQueue;
  readonly tasks: {
    /** So many are there when there is no work, too. */
    readonly min: number;
    readonly max: number;
    /** Seconds without work after which one beyond is taken away. */
    readonly idleSeconds: number;
  };
  /** Seconds that a message may wait before somebody is told, and what to do then. */
  readonly lag: { readonly seconds: number; readonly whatToDo: string };
  /** What it may do beside taking messages of its queue. */
  readonly statements: readonly Statement[];
  readonly securityGroupIds: pulumi.Input<readonly pulumi.Input<string>[]>;
}

/** Seconds to end in what it has in hand; Fargate gives no more. */
const STOP_SECONDS = 120;

/** Minutes in a row for which a message must have waited: a deployment alone is none of people's business. */
const LATE_MINUTES = 3;

/** A service that works off one queue: as many tasks as there is work for, and an alarm when it comes too late. */
export class QueueWorker extends pulumi.ComponentResource {
  readonly serviceName: pulumi.Output<string>;
  readonly lagAlarmArn: pulumi.Output<string>;

  constructor(name: string, args: QueueWorkerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:services:QueueWorker", name, {}, opts);
    const child = { parent: this };
    const { serviceName, place, program, queue, tasks } = args;
    if (tasks.min > tasks.max)
      throw new pulumi.ResourceError(
        `tasks: no more at least than at most, got ${tasks.min} to ${tasks.max}`,
        this,
      );
    const logGroupName = `/strongroom/${serviceName}`;
    const log = new cloudwatch.LogGroup(
      `${name}-log`,
      { name: logGroupName, retentionInDays: place.logDays, kmsKeyId: place.logsKeyArn },
      child,
    );
    const execution = executionRole(
      `${name}-execution`,
      {
        roleName: `${serviceName}_execution_role`,
        place,
        images: [program.image],
        secrets: [...new Set(Object.values(program.secrets))],
        logGroupName,
      },
      child,
    );
    const service = new FargateService(
      name,
      {
        serviceName,
        place,
        size: args.size,
        spot: false,
        containers: [containerOf(args, logGroupName)],
        tasks: {
          queueName: queue.name,
          minTasks: tasks.min,
          maxTasks: tasks.max,
          idleSeconds: tasks.idleSeconds,
        },
        executionRoleArn: execution.arn,
        statements: [...queueStatements(args), ...args.statements],
        securityGroupIds: args.securityGroupIds,
        after: [log, execution],
      },
      child,
    );
    this.serviceName = service.serviceName;
    this.lagAlarmArn = lagAlarm(name, args, logGroupName, child).arn;
    this.registerOutputs({ serviceName: this.serviceName });
  }
}

const containerOf = ({ program, place }: QueueWorkerArgs, group: string): Container => ({
  ...program,
  name: "worker",
  essential: true,
  withoutCapabilities: true,
  stopSeconds: STOP_SECONDS,
  logs: { driver: "awslogs", group, region: place.region, stream: "worker" },
});

/** To take messages of its own queue, and to say when they are done. */
const queueStatements = ({ queue, place }: QueueWorkerArgs): readonly Statement[] => [
  {
    Sid: "WorkOffItsQueue",
    Effect: "Allow",
    Action: [
      "sqs:ReceiveMessage",
      "sqs:DeleteMessage",
      "sqs:ChangeMessageVisibility",
      "sqs:GetQueueAttributes",
    ],
    Resource: queue.arn,
  },
  {
    Sid: "ReadItsMessages",
    Effect: "Allow",
    Action: ["kms:Decrypt"],
    Resource: queue.keyArn,
    Condition: {
      StringEquals: { "kms:ViaService": pulumi.interpolate`sqs.${place.region}.amazonaws.com` },
    },
  },
];

const lagAlarm = (
  name: string,
  { serviceName, does, queue, lag, alarmTopicArn }: QueueWorkerArgs,
  logGroupName: string,
  child: pulumi.CustomResourceOptions,
): cloudwatch.MetricAlarm =>
  alarm(
    `${name}-lag`,
    {
      alarmName: `${serviceName}_lag`,
      text: {
        says: `${serviceName}: a message has waited for more than ${lag.seconds} s`,
        whatToDo: lag.whatToDo,
        service: { name: serviceName, does },
        log: { group: logGroupName },
      },
      metric: {
        namespace: "AWS/SQS",
        name: "ApproximateAgeOfOldestMessage",
        dimensions: { QueueName: queue.name },
        statistic: "Maximum",
        periodSeconds: 60,
      },
      when: { comparison: "above", threshold: lag.seconds, periods: LATE_MINUTES, missing: "good" },
      topicArn: alarmTopicArn,
    },
    child,
  );
