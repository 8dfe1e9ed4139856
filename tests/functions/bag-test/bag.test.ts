import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { text } from "node:stream/consumers";
import { Readable } from "node:stream";
import { gunzipSync } from "node:zlib";
import { extract } from "tar-stream";
import { bagArchive } from "../../../functions/bag-test/archive";
import { bagFiles, EXTERNAL_IDENTIFIER, type TestRun } from "../../../functions/bag-test/bag";

const run: TestRun = { id: "run-1", startedAt: new Date("2026-10-05T04:00:00Z") };

/** All files of a tar.gz by their names. */
async function filesOf(archive: Buffer): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {};
  for await (const entry of Readable.from([gunzipSync(archive)]).pipe(extract()))
    files[entry.header.name] = await text(entry);
  return files;
}

/** A manifest's paths and sums. */
const entriesOf = (manifest = ""): Readonly<Record<string, string>> =>
  Object.fromEntries(
    manifest
      .trimEnd()
      .split("\n")
      .map((line) => line.split("  "))
      .map(([sum = "", file = ""]) => [file, sum]),
  );

const sha256 = (content = "") => createHash("sha256").update(content).digest("hex");

describe("the test bag", () => {
  let files: Readonly<Record<string, string>>;
  before(async () => {
    const inFolder = Object.entries(await filesOf(await bagArchive(run)));
    assert.ok(inFolder.every(([name]) => name.startsWith(`${EXTERNAL_IDENTIFIER}/`)));
    files = Object.fromEntries(
      inFolder.map(([name, content]) => [name.slice(EXTERNAL_IDENTIFIER.length + 1), content]),
    );
  });

  it("declares itself in two lines, as the verifier reads them", () => {
    assert.match(files["bagit.txt"] ?? "", /^BagIt-Version: \d\.\d+\nTag-File-Character-Encoding: UTF-8\n$/);
  });

  it("says whose it is, when it was made, and how much is in it", () => {
    const info = Object.fromEntries(
      (files["bag-info.txt"] ?? "")
        .trimEnd()
        .split("\n")
        .map((line) => line.split(": ")),
    );
    const payload = Object.entries(files).filter(([name]) => name.startsWith("data/"));
    const bytes = payload.reduce((sum, [, content]) => sum + Buffer.byteLength(content), 0);
    assert.equal(info["External-Identifier"], "test_bag");
    assert.equal(info["Bagging-Date"], "2026-10-05");
    assert.equal(info["Payload-Oxum"], `${bytes}.${payload.length}`);
    assert.equal(info["Internal-Sender-Identifier"], "run-1");
  });

  it("lists just its payload in the manifest, with the sums of what is there", () => {
    const listed = entriesOf(files["manifest-sha256.txt"]);
    assert.deepEqual(
      Object.keys(listed).toSorted(),
      Object.keys(files)
        .filter((name) => name.startsWith("data/"))
        .toSorted(),
    );
    assert.ok(Object.keys(listed).length >= 2);
    for (const [name, sum] of Object.entries(listed)) assert.equal(sum, sha256(files[name]), name);
  });

  it("lists all its tag files but the list itself, and none of them in a folder", () => {
    const listed = entriesOf(files["tagmanifest-sha256.txt"]);
    assert.deepEqual(Object.keys(listed).toSorted(), ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"]);
    for (const [name, sum] of Object.entries(listed)) assert.equal(sum, sha256(files[name]), name);
  });

  it("has no file whose name ends in a dot, which Azure would not keep", () => {
    assert.deepEqual(
      Object.keys(files).filter((name) => name.endsWith(".")),
      [],
    );
  });

  it("is the same for the same run, and differs from another's in what tells of the run", async () => {
    assert.deepEqual(await bagArchive(run), await bagArchive(run));
    const other = bagFiles({ ...run, id: "another" });
    const changed = bagFiles(run)
      .filter(({ content }, position) => other[position]?.content !== content)
      .map(({ path }) => path);
    assert.deepEqual(changed, [
      "bag-info.txt",
      "manifest-sha256.txt",
      "tagmanifest-sha256.txt",
      "data/run.txt",
    ]);
  });
});
