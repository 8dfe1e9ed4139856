import * as z from "zod";

/** What was told of one thing, from its beginning on. Times are milliseconds since 1970. */
export const Story = z.object({
  state: z.enum(["on", "off"]),
  /** The notice by which it began, and when. */
  beganBy: z.string(),
  since: z.number(),
  /** Whether people know of the beginning. */
  told: z.boolean(),
  /** Message of the beginning; none where Slack gave no id, or it was told together with others. */
  thread: z.string().optional(),
  /** Told together with others: its end is, too. */
  gathered: z.boolean(),
  /** When it ended, be it told or not. */
  ended: z.number().optional(),
  /** Who tells of it just now, and until when nobody else may: then it must have died. */
  teller: z.string().optional(),
  tellerUntil: z.number().optional(),
  /** Notices of it that nobody was told. */
  keptBack: z.number(),
  /** When something was last said of it. */
  lastSaid: z.number(),
  /** Its beginnings within the last hour. */
  beginnings: z.array(z.number()),
  /** It comes and goes, which was told. */
  flaps: z.boolean(),
});
export type Story = z.infer<typeof Story>;

/** What is to be said, when the story is written down. */
export type Say = "beginning" | "flapping" | "flapping changed" | "lasts" | "end" | "nothing";

export interface Turn {
  readonly say: Say;
  /** The story from now on; nothing when it stays as it is. */
  readonly story?: Story;
}

/** Who hears it, when, and of what. */
export interface Hearing {
  readonly id: string;
  readonly at: number;
  readonly now: number;
  /** The same in all tries of one run. */
  readonly teller: string;
}

const HOUR_MS = 3_600_000;
/** Beginnings within an hour that are told; with one more it flaps. */
const TOLD_AN_HOUR = 3;
/** Longer than a run can take. */
export const TELLING_MS = 330_000;

/** Something began. */
export function begin(story: Story | undefined, hearing: Hearing): Turn {
  if (story?.beganBy === hearing.id)
    return story.told || isTakenByOther(story, hearing)
      ? { say: "nothing" }
      : { say: story.flaps ? "flapping" : "beginning", story: { ...story, ...takenBy(hearing) } };
  if (story?.state === "on" && (story.ended === undefined || hearing.at <= story.ended))
    return hearing.at < story.since ? { say: "nothing" } : goesOn(story, hearing);
  return opens(story, hearing);
}

/** It lasts, and is told again: said at most once an hour. */
function goesOn(story: Story, { now }: Hearing): Turn {
  const next = { ...story, keptBack: story.keptBack + 1 };
  return story.told && !story.flaps && now - story.lastSaid >= HOUR_MS
    ? { say: "lasts", story: { ...next, lastSaid: now } }
    : { say: "nothing", story: next };
}

function opens(before: Story | undefined, hearing: Hearing): Turn {
  const { id, at, now } = hearing;
  const beginnings = [...(before?.beginnings ?? []).filter((time) => now - time < HOUR_MS), now];
  const flaps = beginnings.length > TOLD_AN_HOUR;
  const endedSince = before?.ended !== undefined && before.ended >= at ? { ended: before.ended } : {};
  const fresh: Story = {
    state: "on",
    beganBy: id,
    since: at,
    told: false,
    gathered: false,
    ...endedSince,
    ...takenBy(hearing),
    keptBack: 0,
    lastSaid: now,
    beginnings,
    flaps,
  };
  if (!flaps) return { say: "beginning", story: fresh };
  if (!before?.flaps) return { say: "flapping", story: fresh };
  const { teller: _teller, tellerUntil: _until, ...quiet } = fresh;
  return {
    say: "flapping changed",
    story: { ...quiet, told: true, ...threadOf(before), keptBack: before.keptBack + 1 },
  };
}

/** Something ended. */
export function end(story: Story | undefined, hearing: Hearing): Turn {
  const { at } = hearing;
  if (!story) return { say: "nothing", story: endedUnheard(hearing) };
  if (story.state === "off")
    return { say: "nothing", story: { ...story, ended: Math.max(at, story.ended ?? 0) } };
  if (at < story.since) return { say: "nothing" };
  // Whoever tells of the beginning tells of the end as well.
  if (!story.told) return { say: "nothing", story: { ...story, ended: at } };
  if (story.flaps)
    return { say: "flapping changed", story: { ...off(story), ended: at, keptBack: story.keptBack + 1 } };
  if (story.ended !== undefined && isTakenByOther(story, hearing)) return { say: "nothing" };
  return { say: "end", story: { ...story, ended: at, ...takenBy(hearing) } };
}

/** The beginning was told, by a message that may be answered. */
export const beginningTold = (story: Story, how: { thread?: string; gathered: boolean }): Story => ({
  ...withoutTeller(story),
  told: true,
  ...how,
});

/** The end was told. */
export const off = (story: Story): Story => ({ ...withoutTeller(story), state: "off" });

/** Telling failed: the next try is anybody's. */
export function withoutTeller(story: Story): Story {
  const { teller: _teller, tellerUntil: _until, ...rest } = story;
  return rest;
}

const takenBy = ({ teller, now }: Hearing) => ({ teller, tellerUntil: now + TELLING_MS });

const isTakenByOther = (story: Story, { teller, now }: Hearing): boolean =>
  story.teller !== undefined && story.teller !== teller && (story.tellerUntil ?? 0) > now;

const threadOf = ({ thread }: Story) => (thread === undefined ? {} : { thread });

/** An end whose beginning may be on its way still. */
const endedUnheard = ({ at, now }: Hearing): Story => ({
  state: "off",
  beganBy: "",
  since: at,
  told: false,
  gathered: false,
  ended: at,
  keptBack: 0,
  lastSaid: now,
  beginnings: [],
  flaps: false,
});
