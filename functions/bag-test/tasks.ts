import * as z from "zod";
import { ApiTrouble } from "./api-trouble";
import { bagArchive } from "./archive";
import { EXTERNAL_IDENTIFIER, SPACE } from "./bag";
import type { Ingest } from "./ingest";
import { begunAt, Input, type Run, type TaskOf } from "./run";
import { lastWords, secondsBetween, stepsOf } from "./steps";
import type { StorageApi } from "./storage-api";

/** What the test talks to. */
export interface World {
  readonly api: StorageApi;
  readonly infraBucket: string;
  /** Puts an object into that bucket. */
  readonly put: (key: string, body: Buffer) => Promise<void>;
  readonly limitSeconds: number;
  readonly now: () => Date;
}

/** The folder of the infra bucket that unpackers may read. */
const FOLDER = "test_bags";

/** Puts a new bag where it can be fetched, and asks for its ingest. */
export async function begin({ execution, startedAt, input }: TaskOf<"begin">, world: World): Promise<Run> {
  const run = begunAt(startedAt);
  const given = Input.safeParse(input);
  if (!given.success)
    return { ...run, over: true, why: `the execution's input: ${z.prettifyError(given.error)}` };
  const key = `${FOLDER}/${execution}.tar.gz`;
  await world.put(key, await bagArchive({ id: execution, startedAt: new Date(startedAt) }));
  return unlessInTrouble(
    async () => {
      const there = () => world.api.hasBag(SPACE, EXTERNAL_IDENTIFIER);
      const ingestType = given.data.ingestType ?? ((await there()) ? "update" : "create");
      const { id: ingestId } = await world.api.createIngest({
        type: ingestType,
        space: SPACE,
        externalIdentifier: EXTERNAL_IDENTIFIER,
        bucket: world.infraBucket,
        key,
      });
      return { ...run, ingestType, ingestId };
    },
    ({ message }) => ({ ...run, over: true, why: message }),
  );
}

/** How the ingest stands now. An API that cannot answer just now is asked again the next time. */
export async function look({ run }: TaskOf<"look">, world: World): Promise<Run> {
  const outOfTime = secondsBetween(new Date(run.startedAt), world.now()) >= world.limitSeconds;
  const seen = await unlessInTrouble(
    async () => standingOf(run, await world.api.ingest(run.ingestId)),
    ({ message, passes }) => ({ ...run, over: !passes, why: message }),
  );
  return seen.over || !outOfTime
    ? seen
    : { ...seen, over: true, why: `not at its end after ${world.limitSeconds / 60} minutes; ${seen.why}` };
}

function standingOf(run: Run, { status, bag, events, createdDate }: Ingest): Run {
  const { why: _before, ...known } = run;
  const last = events.reduce((latest, { createdDate: at }) => (at > latest ? at : latest), createdDate);
  const stored = status.id === "succeeded";
  return {
    ...known,
    over: stored || status.id === "failed",
    stored,
    seconds: secondsBetween(new Date(run.startedAt), last),
    steps: [...stepsOf(events, createdDate)],
    ...(bag.info.version === undefined ? {} : { version: bag.info.version }),
    ...(stored ? {} : { why: `the ingest is ${status.id}: ${lastWords(events) ?? "nothing has begun"}` }),
  };
}

/** The API's own faults are what is tested; any other error is an error. */
async function unlessInTrouble(
  act: () => Promise<Run>,
  inTrouble: (trouble: ApiTrouble) => Run,
): Promise<Run> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof ApiTrouble) return inTrouble(error);
    throw error;
  }
}
