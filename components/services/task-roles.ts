import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";
import { ServiceRole } from "../identity/service-role";
import type { WorkQueue } from "../pipeline/work-queue";
import { secretParameter, type Container } from "./container";
import type { ServicePlace } from "./worker-service";

export interface TaskRolesArgs {
  readonly serviceName: pulumi.Input<string>;
  readonly place: ServicePlace;
  readonly queue: WorkQueue;
  readonly metricsNamespace: pulumi.Input<string>;
  readonly containers: readonly Container[];
  /** What the program may do beside what every worker may. */
  readonly statements: readonly Statement[];
}

/** The role of a worker's program, and the one by which ECS starts it: never the same. */
export function taskRoles(
  name: string,
  args: TaskRolesArgs,
  child: pulumi.CustomResourceOptions,
): { readonly task: ServiceRole; readonly execution: ServiceRole } {
  const role = { service: "ecs-tasks.amazonaws.com", accountId: args.place.accountId };
  return {
    task: new ServiceRole(
      `${name}-task-role`,
      {
        ...role,
        roleName: pulumi.interpolate`${args.serviceName}_task_role`,
        statements: [...everyWorker(args), ...args.statements],
      },
      child,
    ),
    execution: new ServiceRole(
      `${name}-execution-role`,
      {
        ...role,
        roleName: pulumi.interpolate`${args.serviceName}_execution_role`,
        statements: executionStatements(args),
      },
      child,
    ),
  };
}

/** storage-service.md 7.1: metrics, protection from scale-in while busy, and its own queue. */
function everyWorker({ metricsNamespace, place, queue }: TaskRolesArgs): readonly Statement[] {
  return [
    {
      Sid: "OwnMetrics",
      Effect: "Allow",
      Action: ["cloudwatch:PutMetricData"],
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": metricsNamespace } },
    },
    {
      Sid: "ProtectOwnTasksFromScaleIn",
      Effect: "Allow",
      Action: ["ecs:UpdateTaskProtection"],
      Resource: pulumi.interpolate`arn:aws:ecs:${place.region}:${place.accountId}:task/${place.clusterName}/*`,
    },
    {
      Sid: "TakeOwnMessages",
      Effect: "Allow",
      Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"],
      Resource: queue.plainArn,
    },
  ];
}

/** storage-service.md 7.2, held to what this task needs. */
function executionStatements({ serviceName, place, containers }: TaskRolesArgs): readonly Statement[] {
  const secrets = [...new Set(containers.flatMap((container) => Object.values(container.secrets)))];
  const here = pulumi.interpolate`${place.region}:${place.accountId}`;
  return [
    ...pullStatements(containers),
    {
      Sid: "WriteTheRoutersLog",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: pulumi.interpolate`arn:aws:logs:${here}:log-group:${serviceName}:*`,
    },
    ...(secrets.length === 0 ? [] : secretStatements(secrets, here, place)),
  ];
}

/** An image in a private registry of ECR. */
const ECR_IMAGE = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([^@:]+)/;

/** Images are pulled from where they are: the registry is often another account's. */
function pullStatements(containers: readonly Container[]): readonly Statement[] {
  const repositories = containers.flatMap(({ image }) => {
    const [, account, region, name] = ECR_IMAGE.exec(image) ?? [];
    return account === undefined ? [] : [`arn:aws:ecr:${region}:${account}:repository/${name}`];
  });
  if (repositories.length === 0) return [];
  return [
    {
      Sid: "SignInToTheRegistry",
      Effect: "Allow",
      Action: ["ecr:GetAuthorizationToken"],
      Resource: "*",
    },
    {
      Sid: "PullImages",
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"],
      Resource: [...new Set(repositories)],
    },
  ];
}

function secretStatements(
  secrets: readonly string[],
  here: pulumi.Output<string>,
  place: ServicePlace,
): readonly Statement[] {
  return [
    {
      Sid: "FindSecrets",
      Effect: "Allow",
      Action: ["ssm:GetParameters"],
      Resource: secrets.map(
        (secret) => pulumi.interpolate`arn:aws:ssm:${here}:parameter${secretParameter(secret)}`,
      ),
    },
    {
      Sid: "ReadSecrets",
      Effect: "Allow",
      Action: ["secretsmanager:GetSecretValue"],
      // Secrets Manager adds a hyphen and six characters to each name.
      Resource: secrets.map(
        (secret) => pulumi.interpolate`arn:aws:secretsmanager:${here}:secret:${secret}-??????`,
      ),
    },
    {
      Sid: "DecryptSecrets",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: place.secretsKeyArn,
      Condition: {
        StringEquals: { "kms:ViaService": pulumi.interpolate`secretsmanager.${place.region}.amazonaws.com` },
      },
    },
  ];
}
