import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { bagArchive } from "../../functions/bag-test/archive";
import { EXTERNAL_IDENTIFIER } from "../../functions/bag-test/bag";
import { cacheFolder, fillOnce } from "../../rehearsal/engine/cache";

const run = promisify(execFile);

/** The Library of Congress's own implementation of BagIt. */
const VALIDATOR = "bagit==1.9.0";

/**
 * Folder of the validator: from the cache, else installed with Python's pip.
 * @throws with what is missing
 */
async function validator(): Promise<string> {
  const folder = path.join(cacheFolder(), VALIDATOR.replace("==", "-"));
  if (fs.existsSync(folder)) return folder;
  await run("python3", ["-m", "pip", "--version"]).catch((error: unknown) => {
    throw new Error(`bags are validated by ${VALIDATOR} for Python: install python3 (3.9 or newer) and pip`, {
      cause: error,
    });
  });
  const install = ["-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check", "--target"];
  await fillOnce(folder, async (unfinished) => {
    await run("python3", [...install, unfinished, VALIDATOR]);
  });
  return folder;
}

describe("the test bag, to BagIt's reference implementation", function () {
  this.timeout(120_000);
  let validates: string;
  let folder: string;
  let bag: string;
  before(async () => {
    validates = await validator();
  });
  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-bag-"));
    bag = path.join(folder, EXTERNAL_IDENTIFIER);
    const archive = path.join(folder, "bag.tar.gz");
    fs.writeFileSync(archive, await bagArchive({ id: "run-1", startedAt: new Date() }));
    await run("tar", ["-xzf", archive, "-C", folder]);
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  /** What it says of the bag; it fails when the bag is not valid. */
  async function said(): Promise<string> {
    const { stderr } = await run("python3", [path.join(validates, "bagit.py"), "--validate", bag], {
      env: { ...process.env, PYTHONPATH: validates },
    });
    return stderr;
  }

  it("is valid", async () => {
    assert.match(await said(), /test_bag is valid/);
  });

  const spoilings: Readonly<Record<string, readonly [spoil: () => void, says: RegExp]>> = {
    "a file of the payload is changed": [
      () => fs.writeFileSync(path.join(bag, "data/run.txt"), "x".repeat(31)),
      /Payload-Oxum validation failed|sha256 validation failed/,
    ],
    "a file is there that nobody lists": [
      () => fs.writeFileSync(path.join(bag, "data/more.txt"), ""),
      /Payload-Oxum validation failed|exists on filesystem but is not in the manifest/,
    ],
    "bag-info.txt is changed": [
      () => fs.appendFileSync(path.join(bag, "bag-info.txt"), "Contact-Name: A\n"),
      /bag-info\.txt sha256 validation failed/,
    ],
    "the declaration is missing": [() => fs.rmSync(path.join(bag, "bagit.txt")), /bagit\.txt/],
  };
  for (const [what, [spoil, says]] of Object.entries(spoilings))
    it(`is not valid any more when ${what}`, async () => {
      spoil();
      await assert.rejects(said(), says);
    });
});
