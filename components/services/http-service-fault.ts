import { containerFault } from "./container-fault";
import type { Container } from "./container";
import type { HttpServiceArgs } from "./http-service-args";
import { READY_PATH } from "./http-targets";
import type { Canary } from "./rollout";

/** Target groups' names have at most 32 characters, and `-green` at their end. */
const NAME = /^[a-zA-Z0-9]([a-zA-Z0-9-]{0,24}[a-zA-Z0-9])?$/;
const HOST_NAME = /^(?=.{4,128}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;
/** Values that the conditions of a listener's rule have at most [AWS: Quotas for your Application Load Balancers]. */
const HOST_NAMES_MAX = 5;

const PAGE = /^\/\S*$/;

/** Minutes that a new revision is watched for once it has all requests (W26). */
const BAKE = { least: 10, most: 15 };

/** What a service cannot be made with, in one line that says how to mend it. */
export function httpServiceFault(
  args: HttpServiceArgs,
  containers: readonly Container[],
): string | undefined {
  const { serviceName, hostNames, tasks, rollout, program, entrance } = args;
  if (!NAME.test(serviceName))
    return `serviceName: at most 26 letters, digits and hyphens, no hyphen at either end, got ${serviceName}`;
  return (
    hostNamesFault(hostNames) ??
    containers.map(containerFault).find((fault) => fault !== undefined) ??
    (program.liveCheck.some((word) => word.includes(READY_PATH))
      ? `liveCheck: asks for ${READY_PATH}, which says how the database is too: one outage would end every task. Ask for /healthz/live`
      : undefined) ??
    (isWhole(entrance.priority, 1, 50_000)
      ? undefined
      : `entrance.priority: 1 to 50000, got ${entrance.priority}`) ??
    (isWhole(tasks.min, 1, tasks.max)
      ? undefined
      : `tasks: at least 1, and no more at least than at most, got ${tasks.min} to ${tasks.max}`) ??
    (tasks.requestsPerMinute > 0
      ? undefined
      : `tasks.requestsPerMinute: more than 0, got ${tasks.requestsPerMinute}`) ??
    smokeTestFault(args) ??
    (rollout === "rolling" ? undefined : canaryFault(rollout))
  );
}

const EXAMPLE = 'hostNames: give the public names that the service answers to, as ["images.example.org"]';

function hostNamesFault(hostNames: readonly string[]): string | undefined {
  if (hostNames.length === 0) return `${EXAMPLE}: got none`;
  if (hostNames.length > HOST_NAMES_MAX)
    return `${EXAMPLE}: at most ${HOST_NAMES_MAX} for one rule of a load balancer, got ${hostNames.length}`;
  const wild = hostNames.find((name) => name.includes("*"));
  if (wild !== undefined)
    return `${EXAMPLE}: got ${JSON.stringify(wild)}, by which it would answer to names that are not its own. Write each name out`;
  const odd = hostNames.find((name) => !HOST_NAME.test(name));
  return odd === undefined
    ? undefined
    : `${EXAMPLE}: whole, in small letters, without scheme, port or path, got ${JSON.stringify(odd)}`;
}

function smokeTestFault({ smokeTest, rollout }: HttpServiceArgs): string | undefined {
  if (smokeTest === undefined) return undefined;
  if (rollout === "rolling")
    return "smokeTest: takes a canary, for without one visitors meet a new task as soon as anybody can. Leave it out, or give rollout";
  const odd = smokeTest.pages.find((page) => !PAGE.test(page));
  return odd === undefined
    ? undefined
    : `smokeTest.pages: paths with a slash before each and no blank, as "/", got ${JSON.stringify(odd)}`;
}

function canaryFault({ percent, minutes, bakeMinutes }: Canary): string | undefined {
  if (!(percent >= 0.1 && percent < 100)) return `rollout.percent: 0.1 to less than 100, got ${percent}`;
  if (!isWhole(minutes, 1, 1440)) return `rollout.minutes: 1 to 1440, got ${minutes}`;
  return isWhole(bakeMinutes, BAKE.least, BAKE.most)
    ? undefined
    : `rollout.bakeMinutes: ${BAKE.least} to ${BAKE.most}, long enough for the alarms of five minutes to begin, got ${bakeMinutes}`;
}

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;
