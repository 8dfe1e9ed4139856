import { divider, escaped, header, link, section as text, type Block, type Mrkdwn } from "../slack/blocks";
import { cutPlain } from "../slack/cut";
import type { Message } from "../slack/post";
import { MESSAGE_CHARACTERS } from "../slack/within-limits";
import { longDate } from "./days";
import type { Reported, Section } from "./section";
import { badStatuses, statuses } from "./statuses";

export interface MessageSettings {
  /** Day of the report, `2026-06-12`, and the first day of its window. */
  readonly date: string;
  readonly windowStart: string;
  readonly inspectorUrl: string | undefined;
  /** The page by a link that anybody may follow, for some hours. */
  readonly sharedUrl: string;
  /** The page in S3's console, for whoever is signed in to AWS. */
  readonly consoleUrl: string;
}

/** Ingests that are named of each bad status (storage-service.md 10.5). */
const NAMED = 15;

/** Characters of a section's text, and of a bag's name: an external identifier has no limit of its own. */
const SECTION_CHARACTERS = 2900;
const BAG_CHARACTERS = 120;

const numbers = new Intl.NumberFormat("en-GB");

/** The report as it is told in Slack; fewer ingests are named where all of them would be too much for one message. */
export function messageOf(sections: readonly Section[], settings: MessageSettings): Message {
  for (let named = NAMED; ; named--) {
    const blocks = blocksOf(sections, settings, named);
    const isShort = JSON.stringify(blocks).length <= MESSAGE_CHARACTERS;
    if (isShort || named === 0) return { text: title(sections, settings), blocks };
  }
}

function title(sections: readonly Section[], { date }: MessageSettings): string {
  const isWell = sections.every(
    ({ ingests, unreadable }) =>
      unreadable.length === 0 && badStatuses.every(({ id }) => ingests[id].length === 0),
  );
  return `${isWell ? ":white_check_mark:" : ":interrobang:"} Ingests, ${longDate(date)}`;
}

function blocksOf(sections: readonly Section[], settings: MessageSettings, named: number): readonly Block[] {
  return [
    header(title(sections, settings)),
    // Before the lists: whatever is cut, it is not the way to all of it.
    text(
      `${link(settings.sharedUrl, "Full report")} (for some hours) or, at any time, ${link(settings.consoleUrl, "in S3")} for those signed in to AWS`,
    ),
    ...sections.flatMap((section) => [divider(), ...sectionBlocks(section, settings, named)]),
  ];
}

function sectionBlocks(
  section: Section,
  { inspectorUrl, windowStart }: MessageSettings,
  named: number,
): readonly Block[] {
  const { title, ingests, unreadable } = section;
  const counts = statuses
    .filter(({ id }) => ingests[id].length > 0)
    .map(({ id, title, tone }) => {
      const count = `${numbers.format(ingests[id].length)} ${title}`;
      return tone === "bad" ? `*${count}*` : count;
    });
  if (unreadable.length > 0) counts.unshift(`*${numbers.format(unreadable.length)} could not be read*`);
  const summary = counts.length > 0 ? counts.join(", ") : "no ingests";
  const lists = badStatuses.flatMap(({ id, title }) =>
    list(
      title,
      ingests[id].map((ingest) => ingestLine(ingest, inspectorUrl)),
      named,
    ),
  );
  const unknown = list(
    "could not be read",
    unreadable.map(({ id }) => code(id)),
    named,
  );
  return [text(`*${escaped(title)}* since ${longDate(windowStart)}\n${summary}`), ...unknown, ...lists];
}

/** Some lines below a title, and how many more there are; over several blocks where one is too short. */
function list(title: string, lines: readonly Mrkdwn[], named: number): readonly Block[] {
  if (lines.length === 0 || named === 0) return [];
  const left = lines.length - named;
  const shown = lines.slice(0, named).map((line) => `• ${line}`);
  const texts = [`*${title.charAt(0).toUpperCase()}${title.slice(1)}*`];
  for (const line of [...shown, ...(left > 0 ? [`and ${numbers.format(left)} more`] : [])]) {
    const longer = `${texts.at(-1)}\n${line}`;
    if (longer.length <= SECTION_CHARACTERS) texts.splice(-1, 1, longer);
    else texts.push(line);
  }
  return texts.map(text);
}

function ingestLine(
  { id, space, externalIdentifier, version }: Reported,
  inspectorUrl: string | undefined,
): Mrkdwn {
  const bag = [space, externalIdentifier, version].filter(Boolean).join("/");
  const shownId =
    inspectorUrl === undefined ? code(id) : link(inspectorUrl.replace("{id}", encodeURIComponent(id)), id);
  return `${shownId} ${escaped(cutPlain(bag, BAG_CHARACTERS))}`;
}

/** Text in a fixed width, in which only a grave accent would mean something. */
const code = (id: string): Mrkdwn => `\`${escaped(cutPlain(id.replaceAll("`", "'"), BAG_CHARACTERS))}\``;
