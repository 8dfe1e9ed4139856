import type { Message, PostOptions } from "../slack/post";
import type { LookUps } from "./aws";
import type { Flood } from "./flood";
import { kindOf } from "./kinds";
import { lookInto } from "./look-into";
import type { Entry, Messages, Subject } from "./messages";
import type { Notice } from "./notice";
import { alarmPage } from "./pages";
import type { Stories } from "./stories";
import { begin, beginningTold, end, off, withoutTeller, type Hearing, type Story, type Turn } from "./story";

/** What telling takes. */
export interface World {
  readonly stories: Stories;
  readonly flood: Flood;
  readonly lookUps: LookUps;
  readonly dashboardsUrl: string | undefined;
  readonly messages: Messages;
  readonly post: (message: Message, options?: PostOptions) => Promise<{ readonly messageId?: string }>;
  readonly now: () => Date;
  /** The same in all tries of one run. */
  readonly teller: string;
}

/**
 * Tells people of what AWS told, unless they know it: once when it's delivered twice, in the thread of its beginning when
 * it goes on or ends, together with others when there are very many.
 * @returns what was said
 * @throws when Slack or the table does not answer; the next try goes on from there
 */
export async function tell(notice: Notice, world: World): Promise<Turn["say"]> {
  const hearing: Hearing = {
    id: notice.id,
    at: notice.at.getTime(),
    now: world.now().getTime(),
    teller: world.teller,
  };
  const take = notice.turn === "ended" ? end : begin;
  const turn = await change(notice, world, (story) => take(story, hearing));
  await say(turn, notice, hearing, world);
  return turn.say;
}

const change = (notice: Notice, { stories, now }: World, decide: (story: Story | undefined) => Turn) =>
  stories.change(notice.key, now(), decide);

async function say(
  { say: what, story }: Turn,
  notice: Notice,
  hearing: Hearing,
  world: World,
): Promise<void> {
  if (!story) return;
  const { since, keptBack, thread } = story;
  const subject = subjectOf(notice);
  const { messages } = world;
  switch (what) {
    case "nothing":
      return;
    case "beginning":
    case "flapping":
      return tellBeginning(what, story, notice, hearing, world);
    case "end":
      return tellEnd(story, notice, world);
    case "lasts":
      await answer(messages.lasts(subject, new Date(since), world.now(), keptBack), thread, world);
      return;
    case "flapping changed": {
      const message = messages.flaps(subject, story.beginnings.length, story.state === "on", notice.at);
      if (thread !== undefined) await world.post(message, { update: thread }).catch(unlessGone);
    }
  }
}

/** Tells of a beginning; and of the end when that came before people knew of the beginning. */
async function tellBeginning(
  what: "beginning" | "flapping",
  story: Story,
  notice: Notice,
  hearing: Hearing,
  world: World,
): Promise<void> {
  const { stories } = world;
  const how = await orLetOthers(story, notice, world, () => postBeginning(what, story, notice, world));
  const { story: told } = await stories.change(notice.key, world.now(), (now) =>
    now?.beganBy === story.beganBy ? { say: "nothing", story: beginningTold(now, how) } : { say: "nothing" },
  );
  const ended = told?.ended;
  if (ended === undefined) return;
  const over = { ...hearing, at: ended, now: world.now().getTime() };
  const turn = await change(notice, world, (now) =>
    now?.beganBy === story.beganBy ? end(now, over) : { say: "nothing" },
  );
  await say(turn, { ...notice, at: new Date(ended) }, over, world);
}

async function postBeginning(
  what: "beginning" | "flapping",
  story: Story,
  notice: Notice,
  world: World,
): Promise<{ thread?: string; gathered: boolean }> {
  const subject = subjectOf(notice);
  if (subject.level !== "critical" && (await world.flood.isOneTooMany(world.now()))) {
    await gather("began", notice, world);
    return { gathered: true };
  }
  const message =
    what === "flapping"
      ? world.messages.flaps(subject, story.beginnings.length, true, notice.at)
      : world.messages.began(await tellingOf(notice, world), notice.at);
  const { messageId } = await world.post(message);
  return { gathered: false, ...(messageId === undefined ? {} : { thread: messageId }) };
}

async function tellEnd(story: Story, notice: Notice, world: World): Promise<void> {
  const subject = subjectOf(notice);
  const { since, keptBack, thread, gathered } = story;
  await orLetOthers(story, notice, world, async () => {
    if (gathered) return gather("ended", notice, world);
    const message = world.messages.ended(subject, new Date(since), notice.at, keptBack);
    await answer(message, thread, world, { alsoToChannel: true });
  });
  await change(notice, world, (now) =>
    now?.beganBy === story.beganBy ? { say: "nothing", story: off(now) } : { say: "nothing" },
  );
}

/** When it fails, whoever tries next need not wait until this one must have died. */
async function orLetOthers<Result>(
  { beganBy }: Story,
  notice: Notice,
  world: World,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    await change(notice, world, (now) =>
      now?.beganBy === beganBy && now.teller === world.teller
        ? { say: "nothing", story: withoutTeller(now) }
        : { say: "nothing" },
    );
    throw error;
  }
}

function gather(turn: Entry["turn"], notice: Notice, world: World): Promise<void> {
  const { flood, teller, now, post, messages } = world;
  const { level, title, pages } = subjectOf(notice);
  const entry = { level, turn, title, url: pages[0]?.url };
  return flood.gather(notice.key, entry, teller, now, (entries, threadOf) =>
    answer(messages.many(entries), threadOf, { post }),
  );
}

/** Slack's words for a message that somebody has deleted [Slack: chat.postMessage and chat.update, errors]. */
const GONE = /\b(thread_not_found|cannot_reply_to_message|message_not_found)\b/;
const isGone = (error: unknown): boolean => error instanceof Error && GONE.test(error.message);

/** Nobody misses news of a message that somebody has deleted. */
function unlessGone(error: unknown): void {
  if (!isGone(error)) throw error;
}

/** Answers in a thread, or by a message of its own where there is none any more. */
async function answer(
  message: Message,
  thread: string | undefined,
  { post }: Pick<World, "post">,
  options: PostOptions = {},
): Promise<{ readonly messageId?: string }> {
  if (thread === undefined) return post(message);
  return post(message, { ...options, threadOf: thread }).catch((error: unknown) => {
    if (isGone(error)) return post(message);
    throw error;
  });
}

const tellingOf = async ({ about }: Notice, { lookUps, dashboardsUrl }: World) =>
  "alarm" in about ? lookInto(about.alarm, lookUps, dashboardsUrl) : about.telling;

function subjectOf({ about }: Notice): Subject {
  if ("telling" in about) return about.telling;
  const { alarm } = about;
  const { title, level } = kindOf(alarm);
  return {
    title,
    level,
    whatToDo: alarm.description.whatToDo,
    pages: [alarmPage(alarm.region, alarm.name)],
    from: [alarm.region, alarm.name],
  };
}
