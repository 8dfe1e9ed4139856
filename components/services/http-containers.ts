import type { Container } from "./container";
import type { HttpMigrations, HttpServiceArgs } from "./http-service-args";

/** Seconds to end in, longer than the load balancer lets requests end in; Spot gives no more (W36). */
const STOP_SECONDS = 120;

/** The process alone is asked: three failures, and ECS starts another task. */
const LIVE = { intervalSeconds: 15, timeoutSeconds: 5, retries: 3, startSeconds: 60 };

/** What the names of the migrations' log streams begin with. */
export const MIGRATIONS_STREAM = "migrate";

/** The container that answers requests. */
export function webContainer(args: HttpServiceArgs, logGroupName: string): Container {
  const { program, sidecars = [] } = args;
  return {
    ...confined(args, logGroupName, "web"),
    name: "web",
    environment: program.environment,
    secrets: program.secrets ?? {},
    ports: [program.port],
    // What stands beside it is there before the first request, and until the last one is told.
    ...(sidecars.length > 0 ? { startsAfter: sidecars.map(({ name }) => name) } : {}),
    health: { command: program.liveCheck, ...LIVE },
  };
}

/** The same image, which migrates and ends. */
export function migratingContainer(
  args: HttpServiceArgs,
  { command, environment, secrets }: HttpMigrations,
  logGroupName: string,
): Container {
  const { program } = args;
  return {
    ...confined(args, logGroupName, MIGRATIONS_STREAM),
    name: "migrate",
    command,
    environment: { ...program.environment, ...environment },
    secrets: secrets ?? program.secrets ?? {},
  };
}

const confined = ({ program, place }: HttpServiceArgs, group: string, stream: string) => ({
  image: program.image,
  user: program.user,
  essential: true,
  withoutCapabilities: true as const,
  stopSeconds: STOP_SECONDS,
  ...(program.scratch ? { scratch: program.scratch } : {}),
  logs: { driver: "awslogs", group, region: place.region, stream } as const,
});
