import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { DAY_MS } from "../../../functions/retention-keeper/days";
import { keepRetention, type Outcome } from "../../../functions/retention-keeper/keep";
import type { Settings } from "../../../functions/retention-keeper/settings";
import type { Jobs, JobState, RenewalJob, Store } from "../../../functions/retention-keeper/store";

export const NOW = new Date("2026-06-01T06:00:00Z");
export const VAULT = "archive-vault-pro-primary-111122223333";

export const daysFromNow = (days: number): Date => new Date(NOW.getTime() + days * DAY_MS);

export const settings: Settings = {
  accountId: "111122223333",
  vault: VAULT,
  inventoryBucket: "inventories",
  inventory: "retention",
  lockDays: 180,
  renewEveryDays: 90,
  floorDays: 90,
  batchRoleArn: "arn:aws:iam::111122223333:role/keeper-batch",
};

/** A bucket that is a map. */
export class MemoryStore implements Store {
  readonly objects = new Map<string, Buffer>();

  put(key: string, content: string | Buffer): void {
    this.objects.set(key, Buffer.from(content));
  }

  text(key: string): string | undefined {
    return this.objects.get(key)?.toString("utf8");
  }

  async foldersBelow(prefix: string): Promise<readonly string[]> {
    const folders = (await this.keysBelow(prefix)).map((key) => key.slice(prefix.length).split("/"));
    return [...new Set(folders.filter(({ length }) => length > 1).map(([folder]) => `${folder}/`))];
  }

  async keysBelow(prefix: string): Promise<readonly string[]> {
    return [...this.objects.keys()].filter((key) => key.startsWith(prefix));
  }

  async read(key: string): Promise<Readable | undefined> {
    const content = this.objects.get(key);
    return content && Readable.from([content]);
  }

  async write(key: string, text: string): Promise<void> {
    this.put(key, text);
  }

  async writeLines(key: string, lines: AsyncIterable<string>) {
    let text = "";
    for await (const line of lines) text += line;
    if (text === "") return undefined;
    this.put(key, text);
    return { key, etag: `etag-${text.length}`, versionId: "1" };
  }
}

/** Remembers what was ordered; two orders with one token are one job, as for S3. */
export class FakeJobs implements Jobs {
  readonly ordered: RenewalJob[] = [];
  readonly states = new Map<string, JobState>();

  async create(job: RenewalJob): Promise<string | undefined> {
    if (this.ordered.some(({ token }) => token === job.token)) return undefined;
    this.ordered.push(job);
    const jobId = `job-${this.ordered.length}`;
    this.states.set(jobId, { ended: undefined, failedTasks: 0 });
    return jobId;
  }

  async stateOf(jobId: string): Promise<JobState | undefined> {
    return this.states.get(jobId);
  }
}

/** A line of an inventory: a current version with a lock in compliance mode, where nothing else is said. */
export interface Line {
  readonly key: string;
  readonly version?: string;
  readonly latest?: boolean;
  readonly marker?: boolean;
  readonly mode?: string;
  /** Days from now that the lock holds; nothing for no lock. */
  readonly lockedFor?: number;
}

const COLUMNS =
  "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, ObjectLockRetainUntilDate, ObjectLockMode";

const cells = ({ key, version = "v", latest = true, marker = false, mode, lockedFor }: Line) => {
  const until = lockedFor === undefined ? "" : daysFromNow(lockedFor).toISOString();
  return [VAULT, key, version, String(latest), String(marker), "1", until, mode ?? (until && "COMPLIANCE")];
};

/** Delivers an inventory as S3 does; `files` are its parts. */
export function deliver(store: MemoryStore, begun: Date, ...files: readonly (readonly Line[])[]): string {
  const name = `${begun.toISOString().slice(0, 16).replace(":", "-")}Z`;
  const folder = `inventory/${VAULT}/retention/`;
  const parts = files.map((lines, position) => {
    const key = `${folder}data/${name}-${position}.csv.gz`;
    const text = lines.map((line) =>
      cells(line)
        .map((cell) => `"${cell}"`)
        .join(","),
    );
    store.put(key, gzipSync(`${text.join("\n")}\n`));
    return { key, size: 1, MD5checksum: "" };
  });
  const manifest = {
    sourceBucket: VAULT,
    destinationBucket: "arn:aws:s3:::inventories",
    version: "2016-11-30",
    creationTimestamp: String(begun.getTime()),
    fileFormat: "CSV",
    fileSchema: COLUMNS,
    files: parts,
  };
  store.put(`${folder}${name}/manifest.json`, JSON.stringify(manifest));
  return name;
}

export const register = (store: MemoryStore, name: string, ...prefixes: readonly string[]): void =>
  store.put(
    `cases/${name}.json`,
    JSON.stringify({
      case: name,
      reason: "takedown",
      approvedBy: ["R. Rights", "A. Archivist"],
      prefixes,
    }),
  );

/** A bucket with an inventory of yesterday, and what a run makes of it. */
export async function keptFrom(
  lines: readonly Line[],
  given: { readonly settings?: Partial<Settings>; readonly cases?: readonly string[] } = {},
): Promise<{ readonly outcome: Outcome; readonly store: MemoryStore; readonly jobs: FakeJobs }> {
  const store = new MemoryStore();
  const jobs = new FakeJobs();
  deliver(store, daysFromNow(-1), lines);
  if (given.cases) register(store, "2026-1", ...given.cases);
  const outcome = await keepRetention(store, jobs, { ...settings, ...given.settings }, NOW);
  return { outcome, store, jobs };
}

/** The keys and versions that the last job is for. */
export function renewed(store: MemoryStore, jobs: FakeJobs): readonly string[] {
  const manifest = jobs.ordered.at(-1)?.manifest.key;
  const text = manifest === undefined ? "" : (store.text(manifest) ?? "");
  return text.trimEnd() === "" ? [] : text.trimEnd().split("\n");
}
