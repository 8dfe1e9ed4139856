import type { Readable } from "node:stream";

/** An object that was written, just this version of it. */
export interface Written {
  readonly key: string;
  readonly etag: string;
  readonly versionId: string | undefined;
}

/** The inventory bucket, as far as the keeper uses it. */
export interface Store {
  /** Names of what looks like folders just below a prefix, each with its slash. */
  foldersBelow(prefix: string): Promise<readonly string[]>;
  keysBelow(prefix: string): Promise<readonly string[]>;
  /** Nothing when there is no such object. */
  read(key: string): Promise<Readable | undefined>;
  write(key: string, text: string): Promise<void>;
  /** Writes an object of any length line by line; nothing is written when there is no line. */
  writeLines(key: string, lines: AsyncIterable<string>): Promise<Written | undefined>;
}

/** An order to S3 Batch Operations: lock every version of a manifest in compliance mode. */
export interface RenewalJob {
  /** Two orders with one token are one job. */
  readonly token: string;
  readonly description: string;
  readonly manifest: Written;
  readonly retainUntil: Date;
  /** Prefix of the report on failed tasks. */
  readonly reportPrefix: string;
}

export interface JobState {
  /** When it ended, well or not; nothing as long as it has not. */
  readonly ended: Date | undefined;
  /** Versions that it did not renew; 1 at least when it failed as a whole. */
  readonly failedTasks: number;
}

/** S3 Batch Operations, as far as the keeper uses it. */
export interface Jobs {
  /** The job's id; nothing when there was a job with this token before. */
  create(job: RenewalJob): Promise<string | undefined>;
  /** Nothing when S3 has forgotten it, which it does 90 days after its end. */
  stateOf(jobId: string): Promise<JobState | undefined>;
}

export async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
