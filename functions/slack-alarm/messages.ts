import { chunk } from "es-toolkit/array";
import { context, escaped, fields, header, link, section, type Block, type Mrkdwn } from "../slack/blocks";
import { cutPlain } from "../slack/cut";
import type { Message } from "../slack/post";
import { lasting } from "./durations";
import { levels, worst, type Level } from "./level";
import type { Page, Telling } from "./notice";

/** Characters of a log line that are shown, and of all lines together: the whole message has its limit too. */
const LINE_CHARACTERS = 300;
const LINES_CHARACTERS = 2400;
/** Of a message about many: characters of a title, of all lines together, and lines of a block. */
const TITLE_CHARACTERS = 120;
const MANY_CHARACTERS = 7500;
const LINES_A_BLOCK = 8;

/** What is known of a thing without looking into it. */
export interface Subject {
  readonly level: Level;
  readonly title: string;
  readonly whatToDo?: string | undefined;
  readonly pages: readonly Page[];
  readonly from: readonly string[];
}

/** One of many that are told together. */
export interface Entry {
  readonly level: Level;
  readonly turn: "began" | "ended";
  readonly title: string;
  /** Where there is more of it. */
  readonly url?: string | undefined;
}

/** The messages of one stage. */
export class Messages {
  constructor(private readonly stage: string) {}

  /** Something began, or happened. */
  began(telling: Telling, at: Date): Message {
    const { level, title, says, whatToDo, facts, lines, gaps } = telling;
    const mention = level === "critical" ? "<!channel> " : "";
    return this.#message(level, title, [
      section(`${mention}${escaped(says)}`),
      ...(Object.keys(facts).length === 0
        ? []
        : [fields(Object.entries(facts).map(([label, value]) => `*${escaped(label)}*\n${escaped(value)}`))]),
      ...advice(whatToDo),
      ...(lines.length === 0 ? [] : [section(codeBlock(lines))]),
      ...(gaps.length === 0 ? [] : [context(escaped(`Not known: ${gaps.join("; ")}`))]),
      foot(telling, at),
    ]);
  }

  /** It ended; `keptBack` more notices of it came in between. */
  ended({ title, from }: Subject, since: Date, at: Date, keptBack: number): Message {
    const after = `after ${lasting(at.getTime() - since.getTime())}`;
    const text = `${levels.info.emoji} *Ended* ${after}: [${this.stage}] ${escaped(title)}${also(keptBack)}`;
    return { text, blocks: [section(text), foot({ pages: [], from }, at)] };
  }

  /** It lasts, and was told again. */
  lasts({ title, level }: Subject, since: Date, at: Date, keptBack: number): Message {
    const text = `${levels[level].emoji} *Still* [${this.stage}] ${escaped(title)}, for ${lasting(at.getTime() - since.getTime())}${also(keptBack)}`;
    return { text, blocks: [section(text)] };
  }

  /** It comes and goes: told once, and kept up to date. */
  flaps(subject: Subject, times: number, isOn: boolean, at: Date): Message {
    const { level, title, whatToDo } = subject;
    const now = isOn ? `${levels[level].emoji} It is on` : `${levels.info.emoji} It has ended`;
    return this.#message(level, `Comes and goes: ${title}`, [
      section(
        `It began *${times} times* within an hour. Nothing more is told of it until it has been quiet for a while; this message says how it is.\n${now} as of ${when(at)}.`,
      ),
      ...advice(whatToDo),
      foot(subject, at),
    ]);
  }

  /** Many things at once. */
  many(entries: readonly Entry[]): Message {
    const began = entries.filter(({ turn }) => turn === "began");
    const level = worst(began.map(({ level }) => level));
    const title =
      began.length > 0
        ? `${began.length} more ${began.length === 1 ? "alarm" : "alarms"}`
        : `${entries.length} ${entries.length === 1 ? "alarm has" : "alarms have"} ended`;
    const lines = withinCharacters(worstFirst(entries).map(entryLine), MANY_CHARACTERS);
    const left = entries.length - lines.length;
    return this.#message(level, title, [
      ...chunk(lines, LINES_A_BLOCK).map((some) => section(some.join("\n"))),
      ...(left === 0 ? [] : [context(`and ${left} more`)]),
      context("Many alarms at once are told together. What is critical is always told by itself"),
    ]);
  }

  #message(level: Level, title: string, blocks: readonly Block[]): Message {
    const text = `${levels[level].emoji} [${this.stage}] ${title}`;
    return { text: escaped(text), blocks: [header(text), ...blocks] };
  }
}

const advice = (whatToDo: string | undefined): readonly Block[] =>
  whatToDo === undefined ? [] : [section(`*What to do:* ${escaped(whatToDo)}`)];

const also = (keptBack: number): string =>
  keptBack === 0 ? "" : `. ${keptBack} more ${keptBack === 1 ? "notice was" : "notices were"} kept back`;

/** In the reader's own time zone. */
const when = (at: Date): Mrkdwn =>
  `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} {time_secs}|${at.toISOString()}>`;

const foot = ({ pages, from }: Pick<Subject, "pages" | "from">, at: Date): Block =>
  context([...pages.map(({ url, label }) => link(url, label)), ...from.map(escaped), when(at)].join("  ·  "));

function codeBlock(lines: readonly string[]): Mrkdwn {
  const shown = lines.map((line) => cutPlain(line.replaceAll("```", "'''"), LINE_CHARACTERS));
  return `\`\`\`${escaped(cutPlain(shown.join("\n"), LINES_CHARACTERS))}\`\`\``;
}

const rankOf = ({ level, turn }: Entry): number => (turn === "began" ? levels[level].rank : -1);
const worstFirst = (entries: readonly Entry[]) =>
  entries.toSorted((one, other) => rankOf(other) - rankOf(one));

function entryLine({ level, turn, title, url }: Entry): Mrkdwn {
  const name = cutPlain(title, TITLE_CHARACTERS);
  const shown = url === undefined ? escaped(name) : link(url, name);
  return turn === "began" ? `${levels[level].emoji} ${shown}` : `${levels.info.emoji} ended: ${shown}`;
}

/** As many lines from the first on as have so many characters together. */
function withinCharacters(lines: readonly string[], most: number): string[] {
  let characters = 0;
  return lines.filter((line) => (characters += line.length) <= most);
}
