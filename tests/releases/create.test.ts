import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { release, type Release } from "../../projects/storage/releases/release";
import { CURRENT, digest, REGISTRY, ReleaseFolder } from "./release-folder";

const NEW = "2026-10";
const current = release(CURRENT);
const { version } = current.applications.bag_tagger;
const pins = Object.values({ ...current.applications, ...current.sidecars });
const lines = pins.map(({ image, version }) => `${image} ${version}`);
const without = (name: string) => lines.filter((line) => !line.includes(`/${name}@`));
const CLIENT = ["--elasticsearch-client", "8"];
const WHOLE = `release ${NEW}: whole: 18 applications of ${version}, 2 sidecars, all by digest`;

describe("npm run release -- create", () => {
  let folder: ReleaseFolder;
  beforeEach(() => {
    folder = new ReleaseFolder();
  });
  afterEach(() => folder.remove());

  const create = (list: readonly string[], ...options: readonly string[]) =>
    folder.run(["create", NEW, "--from", "-", ...CLIENT, ...options], `${list.join("\n")}\n`);

  /** What stands in the folder now is the release that was asked for, and it alone is new. */
  async function creates(list: readonly string[], needs: Release["needs"], ...options: readonly string[]) {
    const before = folder.contents();
    const { exitCode, stdout, stderr } = await create(list, ...options);
    assert.deepEqual(
      { exitCode, stdout, stderr },
      { exitCode: 0, stdout: `${WHOLE}\nwritten to projects/storage/releases/${NEW}.json\n`, stderr: "" },
    );
    const { note: _note, ...rest } = current;
    assert.deepEqual(release(NEW, folder.releases), { ...rest, name: NEW, needs });
    fs.rmSync(folder.file(NEW));
    assert.deepEqual(folder.contents(), before);
  }

  it("makes a release of a list in any order, with remarks, tabs and public tags", async () => {
    const list = lines
      .toReversed()
      .map((line) => line.replace(" ", "\t").replace(`\t${version}`, `\tref.${version}`));
    await creates(["# of the registry", "", ...list], {
      elasticsearchClient: 8,
      healthcheckPath: true,
      lockingExpiryTime: true,
    });
  });

  it("makes a release of a JSON list, and of what its images need", async () => {
    const needs = { elasticsearchClient: 8, healthcheckPath: false, lockingExpiryTime: false } as const;
    await creates([JSON.stringify(pins)], needs, "--no-healthcheck-path", "--no-locking-expiry-time");
  });

  it("makes a release of a file", async () => {
    const list = path.join(folder.root, "list.txt");
    fs.writeFileSync(list, lines.join("\n"));
    const { exitCode } = await folder.run(["create", NEW, "--from", list, "--elasticsearch-client", "7"]);
    assert.equal(exitCode, 0);
    assert.equal(release(NEW, folder.releases).needs.elasticsearchClient, 7);
  });

  const refusals: Readonly<Record<string, { list: readonly string[]; faults: string }>> = {
    "without one of its images": {
      list: without("bag_tagger"),
      faults: "applications.bag_tagger: is missing",
    },
    "with an image of another version": {
      list: [...without("bag_tagger"), `${REGISTRY}/bag_tagger@${digest("a")} ${"c".repeat(40)}`],
      faults: `applications are built from several versions: ${version} (17), ${"c".repeat(40)} (bag_tagger)`,
    },
    "with an image by its tag": {
      list: [...without("fluentbit"), `${REGISTRY}/fluentbit:latest ${version}`],
      faults: `sidecars.fluentbit.image: give the image by its digest (REGISTRY/NAME@sha256:…), not by a tag: found ${REGISTRY}/fluentbit:latest`,
    },
    "with an image that no release has": {
      list: [...lines, `${REGISTRY}/bag_eater@${digest("a")} ${version}`],
      faults: "applications.bag_eater is no part of a release (misspelt?)",
    },
    "with an image twice, and a line that says too little": {
      list: [...lines, `${REGISTRY}/bag_tagger@${digest("a")} ${version}`, `${REGISTRY}/notifier`],
      faults: `line 22: must be IMAGE@DIGEST VERSION, is ${REGISTRY}/notifier; bag_tagger is listed 2 times`,
    },
  };
  for (const [what, { list, faults }] of Object.entries(refusals))
    it(`refuses a list ${what}, and writes nothing`, async () => {
      const before = folder.contents();
      const { exitCode, stdout, stderr } = await create(list);
      assert.deepEqual(
        { exitCode, stdout, stderr },
        { exitCode: 1, stdout: "", stderr: `release ${NEW}: mend the list: ${faults}\n` },
      );
      assert.deepEqual(folder.contents(), before);
    });

  it("refuses to write over a release", async () => {
    folder.add(NEW);
    const before = folder.contents();
    const { exitCode, stderr } = await create(lines);
    assert.equal(exitCode, 1);
    assert.equal(
      stderr,
      `release ${NEW}: projects/storage/releases/${NEW}.json is there already; a release does not change: call the new one otherwise\n`,
    );
    assert.deepEqual(folder.contents(), before);
  });

  it("refuses a name that leads out of the folder", async () => {
    const before = folder.contents();
    const { exitCode, stderr } = await folder.run(
      ["create", "../2026-10", "--from", "-", ...CLIENT],
      lines.join("\n"),
    );
    assert.equal(exitCode, 1);
    assert.match(stderr, /^release \.\.\/2026-10: is called by its year and month, [^\n]*\n$/);
    assert.deepEqual(folder.contents(), before);
  });
});
