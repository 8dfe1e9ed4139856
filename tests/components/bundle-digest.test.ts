import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { bundleDigest } from "../../components/functions/bundle";

describe("bundleDigest", () => {
  const folders: string[] = [];
  after(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true })));

  /** The digest of a function that says a word, which it imports. */
  function digestOf(word: string): string {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-digest-"));
    folders.push(folder);
    fs.writeFileSync(path.join(folder, "word.ts"), `export const word: string = "${word}";`);
    const entry = path.join(folder, "index.ts");
    fs.writeFileSync(entry, `import { word } from "./word"; export const handler = async () => word;`);
    return bundleDigest(entry);
  }

  it("is another one when anything that the function imports changes, and the same wherever it is", () => {
    assert.match(digestOf("one"), /^[0-9a-f]{64}$/);
    assert.equal(digestOf("one"), digestOf("one"));
    assert.notEqual(digestOf("one"), digestOf("two"));
  });
});
