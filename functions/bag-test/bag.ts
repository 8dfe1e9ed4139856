import { createHash } from "node:crypto";

/** Where test bags are kept apart from all others, and the one of them that grows by a version with each run. */
export const SPACE = "testing";
export const EXTERNAL_IDENTIFIER = "test_bag";

/** A file of a bag, by its path below the bag's root. */
export interface BagFile {
  readonly path: string;
  readonly content: string;
}

/** A run of the test: the only thing in which two bags differ. */
export interface TestRun {
  readonly id: string;
  readonly startedAt: Date;
}

const README = `A bag that tests the storage service.

It is made and stored from time to time, to see that the whole way into the archive is open. No person's data is
in it, and nothing depends on it.
`;

const DECLARATION = `BagIt-Version: 1.0
Tag-File-Character-Encoding: UTF-8
`;

/** All files of a small valid bag [RFC 8493], with what the storage service asks for beside (storage-service.md 1.2, 13.18). */
export function bagFiles({ id, startedAt }: TestRun): readonly BagFile[] {
  const payload: readonly BagFile[] = [
    { path: "data/README.txt", content: README },
    { path: "data/run.txt", content: `${id}\n${startedAt.toISOString()}\n` },
  ];
  const tags: readonly BagFile[] = [
    { path: "bagit.txt", content: DECLARATION },
    { path: "bag-info.txt", content: bagInfo(id, startedAt, payload) },
    { path: "manifest-sha256.txt", content: manifestOf(payload) },
  ];
  return [...tags, { path: "tagmanifest-sha256.txt", content: manifestOf(tags) }, ...payload];
}

function bagInfo(id: string, startedAt: Date, payload: readonly BagFile[]): string {
  const bytes = payload.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  const elements = {
    "External-Identifier": EXTERNAL_IDENTIFIER,
    "External-Description": "End-to-end test of the storage service",
    "Internal-Sender-Identifier": id,
    "Bagging-Date": startedAt.toISOString().slice(0, "2030-01-01".length),
    "Payload-Oxum": `${bytes}.${payload.length}`,
  };
  return Object.entries(elements)
    .map(([label, value]) => `${label}: ${value}\n`)
    .join("");
}

function manifestOf(files: readonly BagFile[]): string {
  return files
    .map(({ path, content }) => `${createHash("sha256").update(content).digest("hex")}  ${path}\n`)
    .join("");
}
