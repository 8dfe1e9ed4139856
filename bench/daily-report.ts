import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { Client } from "@opensearch-project/opensearch";
import { dateOf, windowStart } from "../functions/daily-report/days";
import { pageOf } from "../functions/daily-report/page/page";
import { ingestsInWindow } from "../functions/daily-report/search";
import { sectionOf } from "../functions/daily-report/section";
import { eachKindAt, hoursAgo, ingest, uuid } from "../tests/functions/daily-report/made-up";
import { indexAll, makeIngestsIndex } from "../tests/functions/daily-report/ingests-index";
import { startOpenSearch } from "../tests/servers/opensearch";

const INDEX = "storage_ingests";
const COUNT = 100_000;
const PAGE_SIZES = [1000, 2000, 5000, 10_000];
const ROUNDS = 3;

/** How long the daily report takes over 100,000 ingests of a real OpenSearch of three nodes, by the size of its pages. */
async function main(): Promise<void> {
  const cluster = await startOpenSearch({ nodes: 3 });
  try {
    const client = cluster.client();
    await makeIngestsIndex(client, INDEX);
    const now = new Date();
    const kinds = Object.values(eachKindAt(now));
    const documents = Array.from({ length: COUNT }, (_, number) =>
      ingest({
        ...(number % 50 === 0 ? kinds[(number / 50) % kinds.length] : {}),
        id: uuid(number),
        lastModifiedDate: hoursAgo(1 + number / COUNT, now),
      }),
    );
    await indexAll(client, INDEX, documents);
    say(`${COUNT} ingests, Node ${process.versions.node}; a process for each run`);
    for (let round = 0; round < ROUNDS; round++)
      for (const size of PAGE_SIZES) {
        const args = ["--require", "sucrase/register/ts", __filename, cluster.url, String(size)];
        const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: path.join(__dirname, "..") });
        say(`pages of ${String(size).padStart(6)}: ${stdout.toString()}${stderr.toString()}`);
      }
  } finally {
    await cluster.stop();
  }
}

/** One report, in a process of its own, whose peak memory is the report's. */
async function one(url: string, pageSize: number): Promise<void> {
  const client = new Client({ node: url });
  const [now, timeZone] = [new Date(), "Europe/London"];
  const idle = process.resourceUsage().maxRSS;
  const begun = performance.now();
  const window = { start: windowStart(now, timeZone), timeZone };
  const section = await sectionOf("Production", ingestsInWindow(client, INDEX, window, pageSize), now);
  const read = performance.now();
  const page = pageOf([section], {
    date: dateOf(now, timeZone),
    windowStart: window.start,
    now,
    timeZone,
    region: "eu-west-1",
    inspectorUrl: undefined,
  });
  const made = performance.now();
  const peak = process.resourceUsage().maxRSS;
  const [seconds, mebibytes] = [
    (from: number, to: number) => ((to - from) / 1000).toFixed(1),
    (kibibytes: number) => (kibibytes / 1024).toFixed(0),
  ];
  process.stdout.write(
    `${seconds(begun, read)} s to read and sort, ${seconds(read, made)} s for a page of ${(page.length / 1e6).toFixed(1)} MB; peak ${mebibytes(peak)} MiB, ${mebibytes(idle)} before it`,
  );
  await client.close();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const [url, pageSize] = process.argv.slice(2);
(url === undefined ? main() : one(url, Number(pageSize))).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
