import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { hasUnknown } from "../properties";
import { arn } from "./arn";
import { containersFault, containersOf, isFargate } from "./ecs-containers";
import { missingForStart } from "./ecs-start";
import { roleArn } from "./refers";
import { FILE_SYSTEM, TASK_DEFINITION } from "./tokens";
import { isSet, listAt, neighbours, numberAt, textAt } from "./values";

/** Everything but the tags makes a new revision. */
const SHAPE =
  words(`containerDefinitions cpu enableFaultInjection ephemeralStorage executionRoleArn family ipcMode
  memory networkMode pidMode placementConstraints proxyConfiguration requiresCompatibilities runtimePlatform
  taskRoleArn volumes`);

/** Amazon ECS task definitions: each is a revision of its family, and has the family's name as its id. */
export const ecsTask: Readonly<Record<string, ResourceType>> = {
  [TASK_DEFINITION]: {
    inputs: [...SHAPE, ...words("skipDestroy tags trackLatest")],
    required: words("containerDefinitions family"),
    id: ({ text }) => text("family"),
    apartBy: "arn",
    computed: {
      revision,
      arn: (making) => `${familyArn(making)}:${revision(making)}`,
      arnWithoutRevision: familyArn,
    },
    defaults: { skipDestroy: false, trackLatest: false, enableFaultInjection: false },
    replacedBy: SHAPE,
    limits: {
      family: { like: /^[A-Za-z0-9_-]{1,255}$/, says: "up to 255 letters, digits, hyphens and underscores" },
      networkMode: { among: words("awsvpc bridge host none") },
      "requiresCompatibilities[]": { among: words("EC2 FARGATE EXTERNAL MANAGED_INSTANCES") },
      "ephemeralStorage.sizeInGib": { from: 21, to: 200 },
      "runtimePlatform.cpuArchitecture": { among: words("X86_64 ARM64") },
      pidMode: { among: words("host task") },
      ipcMode: { among: words("host task none") },
    },
    refers: [
      roleArn("executionRoleArn"),
      roleArn("taskRoleArn"),
      { at: "volumes[].efsVolumeConfiguration.fileSystemId", to: [FILE_SYSTEM] },
    ],
    documents: [{ property: "containerDefinitions", max: 65_536, kind: "json" }],
    refuseInputs: (inputs) => fargateFault(inputs) ?? containersFault(inputs) ?? sizesFault(inputs),
    refuseMaking: missingForStart,
  },
};

function familyArn(making: Making): string {
  return arn("ecs", making, `task-definition/${making.text("family")}`);
}

/** One more than the family's latest, and never one that this program has had. */
function revision(making: Making): number {
  const own = making.before?.outputs["revision"];
  if (typeof own === "number") return own;
  const others = neighbours(TASK_DEFINITION, { ...making, id: "" })
    .filter(({ inputs }) => inputs["family"] === making.inputs["family"])
    .map(({ outputs }) => Number(outputs["revision"]));
  return Math.max(making.generation, ...others.map((number) => number + 1));
}

/** MiB of memory that Fargate offers for each number of CPU units [docs.aws.amazon.com: Fargate task CPU and memory]. */
const FARGATE_MEMORY: Readonly<Record<number, readonly number[]>> = {
  256: [512, 1024, 2048],
  512: steps(1024, 4096, 1024),
  1024: steps(2048, 8192, 1024),
  2048: steps(4096, 16_384, 1024),
  4096: steps(8192, 30_720, 1024),
  8192: steps(16_384, 61_440, 4096),
  16_384: steps(32_768, 122_880, 8192),
};

function steps(from: number, to: number, by: number): readonly number[] {
  return Array.from({ length: (to - from) / by + 1 }, (_, at) => from + at * by);
}

function fargateFault(inputs: Properties): string | undefined {
  if (!isFargate(inputs) || hasUnknown(inputs["cpu"]) || hasUnknown(inputs["memory"])) return undefined;
  if (textAt(inputs, "networkMode") !== "awsvpc" && !hasUnknown(inputs["networkMode"]))
    return "ClientException: Fargate only supports network mode 'awsvpc'.";
  const cpu = units(inputs["cpu"], "vCPU");
  const memory = units(inputs["memory"], "GB");
  if (!isSet(inputs, "cpu"))
    return "ClientException: Fargate requires that 'cpu' be defined at the task level.";
  if (!isSet(inputs, "memory"))
    return "ClientException: Fargate requires that 'memory' be defined at the task level.";
  if (!FARGATE_MEMORY[cpu]?.includes(memory))
    return `ClientException: No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory.`;
  if (isSet(inputs, "placementConstraints"))
    return "ClientException: Placement constraints are not supported with Fargate.";
  return listAt(inputs, "volumes[].hostPath").length > 0
    ? "ClientException: Fargate does not support host paths (volumes[].hostPath)."
    : undefined;
}

/** `512`, `.5 vCPU` or `2 GB` as CPU units or MiB. */
function units(value: unknown, larger: string): number {
  const [, number = "", unit] = /^([\d.]+)\s*(\w+)?$/.exec(typeof value === "string" ? value : "") ?? [];
  return unit?.toLowerCase() === larger.toLowerCase() ? Number(number) * 1024 : Number(number || "NaN");
}

/** The containers of a task share what the task has. */
function sizesFault(inputs: Properties): string | undefined {
  const containers = containersOf(inputs["containerDefinitions"]);
  const sum = (amount: (container: unknown) => number | undefined) =>
    containers.reduce<number>((total, container) => total + (amount(container) ?? 0), 0);
  const cpu = sum((container) => numberAt(container, "cpu"));
  const memory = sum(
    (container) => numberAt(container, "memoryReservation") ?? numberAt(container, "memory"),
  );
  if (cpu > units(inputs["cpu"], "vCPU"))
    return `ClientException: The sum of the containers' cpu (${cpu}) exceeds the task's.`;
  if (memory > units(inputs["memory"], "GB"))
    return `ClientException: Invalid setting for container: the containers reserve ${memory} MiB of memory, more than the task has.`;
  const bare = containers.find(
    (container) => !isSet(container, "memory") && !isSet(container, "memoryReservation"),
  );
  return bare !== undefined && !isSet(inputs, "memory")
    ? `ClientException: Invalid setting for container '${textAt(bare, "name")}'. At least one of 'memory' or 'memoryReservation' must be specified.`
    : undefined;
}
