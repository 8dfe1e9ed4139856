import { words, type Properties } from "../catalogue";
import { parsed } from "./policy-document";
import { first, isSet, listAt, numberAt, repeated, textAt, textsAt } from "./values";

const CONDITIONS = words("START COMPLETE SUCCESS HEALTHY");
const FARGATE_DRIVERS = words("awslogs splunk awsfirelens");

/** The containers of a task definition's JSON; none of one that is unknown or not a list. */
export function containersOf(document: unknown): readonly unknown[] {
  const containers = parsed(document);
  return Array.isArray(containers) ? containers : [];
}

/** Whether a task definition is made for Fargate. */
export const isFargate = (inputs: Properties): boolean =>
  textsAt(inputs, "requiresCompatibilities[]").includes("FARGATE");

/** What ECS finds wrong with the containers of a task definition. */
export function containersFault(inputs: Properties): string | undefined {
  if (typeof parsed(inputs["containerDefinitions"]) !== "object") return undefined;
  const containers = containersOf(inputs["containerDefinitions"]);
  if (containers.length === 0) return "ClientException: TaskDefinition should have one container at least.";
  const twice = repeated(containers.map((container) => textAt(container, "name")));
  if (twice !== undefined) return `ClientException: Duplicate container name: ${twice}.`;
  if (containers.every((container) => listAt(container, "essential")[0] === false))
    return "ClientException: TaskDefinition must have at least one essential container.";
  return (
    first(containers, (container) => {
      const fault =
        shapeFault(container) ??
        first(listAt(container, "dependsOn[]"), (dependency) =>
          dependencyFault(dependency, container, containers),
        ) ??
        first(listAt(container, "portMappings[]"), (mapping) => portFault(mapping, inputs)) ??
        logFault(container, containers, inputs) ??
        volumeFault(container, inputs) ??
        healthFault(container) ??
        fargateFault(container, inputs);
      return fault && `ClientException: ${fault} (container ${textAt(container, "name")})`;
    }) ?? sharedFault(containers, inputs)
  );
}

function shapeFault(container: unknown): string | undefined {
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(textAt(container, "name")))
    return "Container.name: up to 255 letters, digits, hyphens and underscores.";
  if (!/^\S{1,255}$/.test(textAt(container, "image"))) return "Container.image should not be null or empty.";
  const [memory, reserved] = [numberAt(container, "memory"), numberAt(container, "memoryReservation")];
  if (memory !== undefined && reserved !== undefined && memory < reserved)
    return "'memory' must not be less than 'memoryReservation'.";
  const unnamed = [...listAt(container, "environment[]"), ...listAt(container, "secrets[]")].find(
    (entry) => textAt(entry, "name") === "",
  );
  if (unnamed !== undefined) return "an environment variable or secret has no name.";
  const values = listAt(container, "environment[].value");
  if (values.some((value) => typeof value !== "string"))
    return "the value of an environment variable is a text.";
  const secrets = textsAt(container, "secrets[].name");
  const environment = textsAt(container, "environment[].name");
  const twice = repeated(secrets) ?? secrets.find((name) => environment.includes(name));
  return twice === undefined
    ? undefined
    : `The secret name must be unique and not shared with any new or existing environment variables set on the container, such as '${twice}'.`;
}

function dependencyFault(
  dependency: unknown,
  container: unknown,
  containers: readonly unknown[],
): string | undefined {
  const [name, condition] = [textAt(dependency, "containerName"), textAt(dependency, "condition")];
  const other = containers.find((candidate) => textAt(candidate, "name") === name);
  if (other === undefined || other === container)
    return `Invalid dependency: the container '${name}' does not exist.`;
  if (!CONDITIONS.includes(condition)) return `Invalid dependency condition '${condition}'.`;
  if (condition === "HEALTHY" && !isSet(other, "healthCheck"))
    return `the condition HEALTHY on '${name}' takes a health check there.`;
  return /^(COMPLETE|SUCCESS)$/.test(condition) && listAt(other, "essential")[0] !== false
    ? `the condition ${condition} cannot be set on the essential container '${name}'.`
    : undefined;
}

function portFault(mapping: unknown, inputs: Properties): string | undefined {
  const port = numberAt(mapping, "containerPort");
  const host = numberAt(mapping, "hostPort");
  if (port === undefined ? !isSet(mapping, "containerPortRange") : port < 1 || port > 65_535)
    return `Invalid 'containerPort' setting: ${String(port)}.`;
  if (!["", "tcp", "udp"].includes(textAt(mapping, "protocol"))) return "a port's protocol is tcp or udp.";
  return inputs["networkMode"] === "awsvpc" && host !== undefined && host !== 0 && host !== port
    ? "When networkMode=awsvpc, the host ports and container ports in port mappings must match."
    : undefined;
}

const isRouter = (container: unknown): boolean => isSet(container, "firelensConfiguration");

function logFault(
  container: unknown,
  containers: readonly unknown[],
  inputs: Properties,
): string | undefined {
  const driver = textAt(container, "logConfiguration.logDriver");
  if (driver === "awsfirelens" && !containers.some(isRouter))
    return "the log driver awsfirelens takes a log router (firelensConfiguration) in the task.";
  if (driver === "awsfirelens" && isRouter(container)) return "a log router cannot log through itself.";
  if (driver === "awslogs")
    for (const option of words("awslogs-group awslogs-region"))
      if (!isSet(container, `logConfiguration.options.${option}`))
        return `Log driver awslogs requires options: ${option}.`;
  if (!isFargate(inputs)) return undefined;
  if (driver !== "" && !FARGATE_DRIVERS.includes(driver))
    return `Fargate does not support the log driver ${driver}.`;
  if (driver === "awslogs" && !isSet(inputs, "executionRoleArn"))
    return "Fargate requires task definition to have execution role ARN to support log driver awslogs.";
  return isSet(container, "secrets") && !isSet(inputs, "executionRoleArn")
    ? "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'."
    : undefined;
}

function volumeFault(container: unknown, inputs: Properties): string | undefined {
  const volumes = textsAt(inputs, "volumes[].name");
  const unknown = textsAt(container, "mountPoints[].sourceVolume").find((name) => !volumes.includes(name));
  return unknown === undefined ? undefined : `Unknown volume '${unknown}'.`;
}

/** [docs.aws.amazon.com: HealthCheck of a container definition]; each in its range, in seconds or times. */
const HEALTH: Readonly<Record<string, readonly [number, number]>> = {
  interval: [5, 300],
  timeout: [2, 60],
  retries: [1, 10],
  startPeriod: [0, 300],
};

function healthFault(container: unknown): string | undefined {
  if (!isSet(container, "healthCheck")) return undefined;
  const [kind = "", ...command] = textsAt(container, "healthCheck.command[]");
  if (!/^CMD(-SHELL)?$/.test(kind) || command.length === 0)
    return "healthCheck.command begins with CMD or CMD-SHELL, and a command follows.";
  const odd = Object.entries(HEALTH).find(([property, [least, most]]) => {
    const value = numberAt(container, `healthCheck.${property}`);
    return value !== undefined && (value < least || value > most);
  });
  return odd && `healthCheck.${odd[0]} is ${odd[1][0]} to ${odd[1][1]}.`;
}

function fargateFault(container: unknown, inputs: Properties): string | undefined {
  if (!isFargate(inputs)) return undefined;
  const stop = numberAt(container, "stopTimeout");
  if (stop !== undefined && (stop < 2 || stop > 120))
    return `stopTimeout is 2 to 120 seconds on Fargate, got ${stop}`;
  const refused = words("privileged links hostname dnsServers extraHosts devices").find(
    (property) => isSet(container, property) && listAt(container, property)[0] !== false,
  );
  return refused === undefined ? undefined : `Fargate compatible task definitions do not support ${refused}`;
}

/** Containers of a task share its ports (awsvpc) and its one log router. */
function sharedFault(containers: readonly unknown[], inputs: Properties): string | undefined {
  if (containers.filter(isRouter).length > 1)
    return "ClientException: At most one container may have a firelensConfiguration.";
  const types = containers.flatMap((container) => textsAt(container, "firelensConfiguration.type"));
  const odd = types.find((type) => type !== "fluentbit" && type !== "fluentd");
  if (odd !== undefined)
    return `ClientException: firelensConfiguration.type is fluentbit or fluentd, not ${odd}.`;
  if (inputs["networkMode"] !== "awsvpc") return undefined;
  const ports = containers.flatMap((container) =>
    listAt(container, "portMappings[]").map(
      (mapping) => `${numberAt(mapping, "containerPort")}/${textAt(mapping, "protocol") || "tcp"}`,
    ),
  );
  const twice = repeated(ports);
  return twice === undefined
    ? undefined
    : `ClientException: The port ${twice} is mapped by more than one container of the task.`;
}
