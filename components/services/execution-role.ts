import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";
import { ServiceRole } from "../identity/service-role";
import { readSecrets } from "../secrets/read-secrets";
import { isSecretArn, secretParameter } from "./container";
import type { ServicePlace } from "./service-place";

export interface ExecutionRoleArgs {
  /** Physical name. */
  readonly roleName: pulumi.Input<string>;
  readonly place: ServicePlace;
  /** Images of the tasks, by their digests. */
  readonly images: readonly string[];
  /** Names of the secrets that the tasks are started with. */
  readonly secrets: readonly pulumi.Input<string>[];
  /** ARNs of secrets beside, that AWS made and named. */
  readonly awsSecretArns?: readonly pulumi.Input<string>[];
  /** Log group of the tasks' log routers. */
  readonly logGroupName: pulumi.Input<string>;
}

/**
 * The role by which ECS starts tasks: it pulls their images, writes their log routers' words and reads their secrets.
 * Services that are started with the same secrets share one; a program never has it (storage-service.md 7.2).
 */
export function executionRole(
  name: string,
  args: ExecutionRoleArgs,
  opts: pulumi.ComponentResourceOptions,
): ServiceRole {
  const { place } = args;
  const here = pulumi.interpolate`${place.region}:${place.accountId}`;
  return new ServiceRole(
    name,
    {
      roleName: args.roleName,
      service: "ecs-tasks.amazonaws.com",
      accountId: place.accountId,
      boundaryArn: place.boundaryArn,
      statements: [
        ...pullStatements(args.images),
        {
          Sid: "WriteTheRoutersLog",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: pulumi.interpolate`arn:aws:logs:${here}:log-group:${args.logGroupName}:*`,
        },
        ...secretStatements(args.secrets, here, place),
        ...awsSecretStatements(args.awsSecretArns ?? [], place),
      ],
    },
    opts,
  );
}

/** An image in a private registry of ECR. */
const ECR_IMAGE = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([^@:]+)/;

/** Images are pulled from where they are: the registry is often another account's. */
function pullStatements(images: readonly string[]): readonly Statement[] {
  const repositories = images.flatMap((image) => {
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
  secrets: readonly pulumi.Input<string>[],
  here: pulumi.Output<string>,
  place: ServicePlace,
): readonly Statement[] {
  if (secrets.length === 0) return [];
  return [
    {
      Sid: "FindSecrets",
      Effect: "Allow",
      Action: ["ssm:GetParameters"],
      Resource: secrets.map((secret) => pulumi.interpolate`arn:aws:ssm:${here}:parameter${pathOf(secret)}`),
    },
    ...readSecrets({ secretNames: secrets, secretsKeyArn: place.secretsKeyArn, place }),
  ];
}

/** The key is the same as that of our own secrets. */
const awsSecretStatements = (
  arns: readonly pulumi.Input<string>[],
  place: ServicePlace,
): readonly Statement[] =>
  arns.length === 0
    ? []
    : [
        {
          Sid: "ReadSecretsThatAwsMade",
          Effect: "Allow",
          Action: ["secretsmanager:GetSecretValue"],
          Resource: arns,
        },
        {
          Sid: "DecryptSecretsThatAwsMade",
          Effect: "Allow",
          Action: ["kms:Decrypt"],
          Resource: place.secretsKeyArn,
          Condition: {
            StringEquals: {
              "kms:ViaService": pulumi.interpolate`secretsmanager.${place.region}.amazonaws.com`,
            },
          },
        },
      ];

/** Of what has an ARN nobody asks Parameter Store: all that is named for it is a folder, in which there is nothing. */
const pathOf = (secret: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi
    .all([secret, secretParameter(secret)])
    .apply(([given, path]) => (isSecretArn(given) ? "/aws/reference/secretsmanager/" : path));
