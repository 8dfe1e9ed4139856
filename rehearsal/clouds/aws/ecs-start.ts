import type { Making } from "../catalogue";
import { containersOf } from "./ecs-containers";
import { trusts } from "./policy-document";
import { DATABASE, DB_CLUSTER, LOG_GROUP, PARAMETER, SECRET } from "./tokens";
import { first, listAt, textAt, textsAt } from "./values";

/**
 * What a task of this definition could not start for. ECS itself accepts such a definition and lets every task fail;
 * the simulation runs no tasks, so that it says it here.
 */
export function missingForStart(making: Making): string | undefined {
  const { inputs, text, cloud } = making;
  const containers = containersOf(inputs["containerDefinitions"]);
  return (
    first(["executionRoleArn", "taskRoleArn"], (role) =>
      text(role) === "" || trusts(text(role), "ecs-tasks.amazonaws.com", cloud)
        ? undefined
        : `ClientException: ECS was unable to assume the role '${text(role)}' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions.`,
    ) ??
    first(
      containers.flatMap((container) => [
        ...textsAt(container, "secrets[].valueFrom"),
        ...textsAt(container, "logConfiguration.secretOptions[].valueFrom"),
        ...textsAt(container, "repositoryCredentials.credentialsParameter"),
      ]),
      (valueFrom) => secretFault(valueFrom, making),
    ) ??
    first(containers, (container) => logGroupFault(container, making))
  );
}

/** Under this name Parameter Store hands out a secret of Secrets Manager. */
const SECRET_BY_NAME = "/aws/reference/secretsmanager/";

/** A secret by its ARN (with a JSON key, stage and version after it) or, behind the prefix, its name; or a parameter by its ARN or name. */
function secretFault(valueFrom: string, { account, region, cloud }: Making): string | undefined {
  const parts = valueFrom.split(":");
  const isArn = valueFrom.startsWith("arn:");
  if (isArn && parts[4] !== account) return undefined;
  const isSecret = isArn && parts[2] === "secretsmanager";
  if (isSecret && isKeptByRds(parts.slice(0, 7).join(":"), cloud)) return undefined;
  const byName = valueFrom.startsWith(SECRET_BY_NAME) ? valueFrom.slice(SECRET_BY_NAME.length) : undefined;
  const found = isSecret
    ? cloud.named([SECRET], parts.slice(0, 7).join(":"))
    : byName !== undefined
      ? cloud.named([SECRET], byName)
      : cloud
          .named([PARAMETER], valueFrom)
          .filter((parameter) => parameter.account === account && parameter.region === region);
  return found.length > 0
    ? undefined
    : `ResourceInitializationError: unable to pull secrets or registry auth: ${valueFrom} does not exist`;
}

/** The secret of a master user, which RDS makes, names and changes by itself. */
const isKeptByRds = (secretArn: string, cloud: Making["cloud"]): boolean =>
  [DB_CLUSTER, DATABASE].some((type) =>
    cloud
      .all(type)
      .some(({ outputs }) => textsAt(outputs, "masterUserSecrets[].secretArn").includes(secretArn)),
  );

function logGroupFault(container: unknown, { account, cloud }: Making): string | undefined {
  if (textAt(container, "logConfiguration.logDriver") !== "awslogs") return undefined;
  const [options] = listAt(container, "logConfiguration.options");
  const [group, region] = [textAt(options, "awslogs-group"), textAt(options, "awslogs-region")];
  const exists = cloud
    .named([LOG_GROUP], group)
    .some((found) => found.account === account && found.region === region);
  return exists || textAt(options, "awslogs-create-group") === "true"
    ? undefined
    : `ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group ${group} (${region})`;
}
