import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { run } from "../../rehearsal/engine/run";
import { ROOT } from "../graph/project";
import { IMAGES } from "./dockerfile";
import { hadolintProgram } from "./hadolint-program";

/** Every Dockerfile of ours. */
const dockerfiles = ["images", "projects"].flatMap((folder) =>
  fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file).includes("Dockerfile"))
    .map((file) => path.join(folder, file)),
);

/** Told by its contents; a base that a build is told is, too (release.test.ts). */
const KNOWN = /^(scratch|\$\{BASE\}|\S+@sha256:[0-9a-f]{64})$/;

/** What would be wrong with one after an edit. */
const faults: readonly (readonly [rule: string, from: string | RegExp, to: string])[] = [
  ["DL3002", /^USER 10001:10001$/m, "USER root"],
  ["DL3008", "haproxy=2.6.*", "haproxy"],
  ["DL3025", '["java", "-cp", "/app", "WriteKeyStore"]', "java -cp /app WriteKeyStore"],
  ["DL3006", /^FROM \$\{BASE\} AS ours$/m, "FROM debian AS ours"],
  ["DL3007", /^FROM \$\{BASE\} AS ours$/m, "FROM debian:latest AS ours"],
];

describe("hadolint", () => {
  let program: string;
  let folder: string;
  before(async function () {
    this.timeout(120_000);
    program = await hadolintProgram();
  });
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-dockerfile-"))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  /** Every finding, even one that is for information alone. No file of its settings changes what it looks at. */
  async function findingsIn(file: string): Promise<string> {
    const strict = ["--no-color", "--failure-threshold", "style", "--disable-ignore-pragma"];
    const { exitCode, stdout, stderr } = await run(program, [...strict, file], { cwd: folder });
    return exitCode === 0 ? stdout : `${exitCode}: ${stdout}${stderr}`;
  }

  it("knows of all Dockerfiles", () => {
    assert.deepEqual(dockerfiles, ["images/datavault/Dockerfile", "projects/platform/thumbor/Dockerfile"]);
  });

  for (const file of dockerfiles) {
    it(`finds nothing in ${file}`, async () => {
      assert.equal(await findingsIn(path.join(ROOT, file)), "");
    });

    it(`builds on nothing but known contents in ${file}`, () => {
      const text = fs.readFileSync(path.join(ROOT, file), "utf8");
      const stages = [...text.matchAll(/^FROM (\S+)(?: AS (\S+))?$/gm)].map(([, base = "", name]) => ({
        base,
        name,
      }));
      assert.ok(stages.length > 0);
      const names = stages.map(({ name }) => name);
      assert.deepEqual(
        stages.filter(({ base }) => !KNOWN.test(base) && !names.includes(base)),
        [],
      );
    });
  }

  for (const [rule, from, to] of faults)
    it(`finds ${to}`, async () => {
      const text = fs.readFileSync(path.join(IMAGES, "Dockerfile"), "utf8");
      const broken = text.replace(from, to);
      assert.notEqual(broken, text);
      fs.writeFileSync(path.join(folder, "Dockerfile"), broken);
      assert.match(await findingsIn("Dockerfile"), new RegExp(`^1: Dockerfile:\\d+ ${rule} `));
    });
});
