import type { Request } from "./request";

/** How a task stands. */
export interface Standing {
  readonly ended: boolean;
  /** Why ECS says that it ended. */
  readonly reason?: string | undefined;
  /** What the container that migrates ended with; nothing where it never began. */
  readonly exitCode?: number | undefined;
  /** Why ECS says that the container did not begin. */
  readonly containerReason?: string | undefined;
}

/** The tasks of a cluster, and what they say. */
export interface Tasks {
  /** @throws when ECS does not start it, with ECS's own words */
  readonly start: (request: Request) => Promise<string>;
  /** Nothing while ECS does not know it yet. */
  readonly standing: (request: Request, taskArn: string) => Promise<Standing | undefined>;
  readonly stop: (request: Request, taskArn: string, reason: string) => Promise<void>;
  /** The last lines of its container, the oldest first. */
  readonly lastWords: (request: Request, taskArn: string) => Promise<readonly string[]>;
  /** Has a service start its tasks anew, as its deployment says: they read all their secrets again. */
  readonly restart: (request: Request, serviceName: string) => Promise<void>;
}

/** How long is waited for a task, and how. */
export interface Patience {
  /** Waits for a moment. */
  readonly wait: () => Promise<void>;
  /** Milliseconds that are left. */
  readonly left: () => number;
}

export interface Migrated {
  readonly taskArn: string;
}

/** Characters of the last words that an error shows; Lambda and the engine pass on a few thousand. */
const WORDS_MAX = 2000;

/**
 * Runs the migrations' task, once, and waits for its end. What takes longer than there is time is stopped: nothing may
 * go on migrating behind a deploy that has failed. Services start anew after it only when it ended well.
 * @throws when it did not end well, with the last words of its container
 */
export async function migrate(request: Request, tasks: Tasks, patience: Patience): Promise<Migrated> {
  const taskArn = await tasks.start(request);
  const standing = await untilEnded(request, taskArn, tasks, patience);
  if (standing?.exitCode === 0) {
    for (const service of request.thenRestart) await tasks.restart(request, service);
    return { taskArn };
  }
  const said = standing ? endOf(standing) : await stopped(request, taskArn, tasks);
  throw new Error(`the migrations ${said}. Task ${idOf(taskArn)}; ${await wordsOf(request, taskArn, tasks)}`);
}

/** The last part of a task's ARN. */
export const idOf = (taskArn: string): string => taskArn.split("/").at(-1) ?? taskArn;

async function untilEnded(
  request: Request,
  taskArn: string,
  tasks: Tasks,
  { wait, left }: Patience,
): Promise<Standing | undefined> {
  while (left() > 0) {
    const standing = await tasks.standing(request, taskArn);
    if (standing?.ended === true) return standing;
    await wait();
  }
  return undefined;
}

async function stopped(request: Request, taskArn: string, tasks: Tasks): Promise<string> {
  await tasks.stop(request, taskArn, "The deploy's time for migrations is over");
  return "were not done in the time that a deploy has for them, and were stopped: run a long one by hand, in steps, before the deploy";
}

function endOf({ exitCode, reason, containerReason }: Standing): string {
  const why = [reason, containerReason].filter(Boolean).join(": ");
  return exitCode === undefined
    ? `did not begin (${why || "ECS does not say why"})`
    : `failed: their container ended with ${exitCode}${why === "" ? "" : ` (${why})`}`;
}

async function wordsOf(request: Request, taskArn: string, tasks: Tasks): Promise<string> {
  try {
    const words = (await tasks.lastWords(request, taskArn)).join("\n");
    return words === "" ? "it said nothing" : `its last words:\n${words.slice(-WORDS_MAX)}`;
  } catch (error) {
    // Why it failed matters more than that its words are not to be had.
    return `its words cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
