import * as fs from "node:fs";
import { dateOf, windowStart } from "./days";
import { pageOf } from "./page/page";
import { sectionOf } from "./section";

/**
 * Makes the page of ingests in a file, an index document as JSON a line, without any cloud:
 * `node --require sucrase/register/ts functions/daily-report/preview.ts INGESTS.jsonl > page.html`
 */
async function preview(file: string, now: Date): Promise<string> {
  const lines = fs.readFileSync(file, "utf8").split("\n").filter(Boolean);
  const found = lines.map((line, number) => {
    const source: unknown = JSON.parse(line);
    return { id: `line ${number + 1}`, source };
  });
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const section = await sectionOf("Preview", onePage(found), now);
  return pageOf([section], {
    date: dateOf(now, timeZone),
    windowStart: windowStart(now, timeZone),
    now,
    timeZone,
    region: "eu-west-1",
    inspectorUrl: undefined,
  });
}

async function* onePage<Item>(items: readonly Item[]): AsyncGenerator<readonly Item[]> {
  yield items;
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error("give the file with the ingests");
preview(file, new Date()).then(
  (page) => process.stdout.write(page),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
