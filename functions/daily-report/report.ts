import type { Client } from "@opensearch-project/opensearch";
import type { Message } from "../slack/post";
import { dateOf, windowStart } from "./days";
import { messageOf } from "./message";
import { pageOf } from "./page/page";
import { s3ConsoleUrl } from "./s3-console-url";
import { ingestsInWindow } from "./search";
import { sectionOf, type Section } from "./section";
import type { Settings } from "./settings";
import { badStatuses, statuses } from "./statuses";

/** What the report reads and writes. */
export interface World {
  readonly search: Pick<Client, "search">;
  readonly store: {
    put(key: string, html: string): Promise<void>;
    /** A link that is good for some hours, to anybody. */
    sharedUrl(key: string): Promise<string>;
  };
  readonly post: (message: Message) => Promise<unknown>;
  readonly count: (name: string, value: number) => void;
  readonly now: Date;
}

/**
 * Makes the day's report: the page, then the message that leads to it. It counts itself as sent when both are there.
 * @throws when anything is missing: a report on a part of the ingests is none
 */
export async function sendReport(settings: Settings, world: World): Promise<void> {
  const { timeZone, region, reportBucket, inspectorUrl } = settings;
  const { now } = world;
  const [date, start] = [dateOf(now, timeZone), windowStart(now, timeZone)];
  const sections: Section[] = [];
  for (const { title, index } of settings.indices)
    sections.push(await sectionOf(title, ingestsInWindow(world.search, index, { start, timeZone }), now));
  const shown = { date, windowStart: start, inspectorUrl };
  const key = `${date}.html`;
  await world.store.put(key, pageOf(sections, { ...shown, now, timeZone, region }));
  const links = {
    sharedUrl: await world.store.sharedUrl(key),
    consoleUrl: s3ConsoleUrl(region, reportBucket, key),
  };
  await world.post(messageOf(sections, { ...shown, ...links }));
  countAll(sections, world.count);
}

function countAll(sections: readonly Section[], count: World["count"]): void {
  const sum = (of: (section: Section) => number) =>
    sections.reduce((total, section) => total + of(section), 0);
  count(
    "IngestsReported",
    sum(({ ingests }) => statuses.reduce((total, { id }) => total + ingests[id].length, 0)),
  );
  count(
    "IngestsThatNeedAttention",
    sum(({ ingests }) => badStatuses.reduce((total, { id }) => total + ingests[id].length, 0)),
  );
  count(
    "DocumentsUnreadable",
    sum(({ unreadable }) => unreadable.length),
  );
  count("ReportSent", 1);
}
