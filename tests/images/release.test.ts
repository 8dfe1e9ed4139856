import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { run } from "../../images/command";
import { DATAVAULT, IMAGES } from "../../images/release";

const committed: Readonly<Record<string, unknown>> = JSON.parse(
  fs.readFileSync(path.join(DATAVAULT, "release.json"), "utf8"),
);
const commit = `eb00319${"0".repeat(33)}`;

describe("npm run images", () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-release-"))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  function ran(words: readonly string[], release: Readonly<Record<string, unknown>> = {}) {
    fs.writeFileSync(path.join(folder, "release.json"), JSON.stringify({ ...committed, commit, ...release }));
    const said: string[] = [];
    const complained: string[] = [];
    const voice = {
      say: (line: string) => said.push(line),
      complain: (line: string) => complained.push(line),
    };
    return { code: run(words, voice, folder), said, complained };
  }

  it("names the images", () => {
    assert.deepEqual(ran(["names"]), { code: 0, said: [...IMAGES], complained: [] });
  });

  it("tells the tag: upstream's commit and our revision", () => {
    assert.deepEqual(ran(["tag"], { revision: 3 }), { code: 0, said: ["eb0031900000-3"], complained: [] });
  });

  it("tells the arguments of the build, each pinned", () => {
    const { code, said } = ran(["arguments"]);
    assert.equal(code, 0);
    assert.deepEqual(said, [
      `--build-arg=BASE=${String(committed["base"])}`,
      "--build-arg=REPOSITORY=DataVault/datavault",
      `--build-arg=COMMIT=${commit}`,
      "--build-arg=REVISION=1",
      `--build-arg=DATABASE_AUTHORITIES_SHA256=${String(committed["databaseAuthoritiesSha256"])}`,
    ]);
  });

  for (const [pinned, said] of [
    [commit, commit],
    [null, "-"],
  ] as const)
    it(`tells where the source is, and its commit as ${said}`, () => {
      assert.deepEqual(ran(["source"], { commit: pinned }), {
        code: 0,
        said: [`https://github.com/DataVault/datavault.git eb00319 ${said}`],
        complained: [],
      });
    });

  it("tells no source of a release whose commit is another", () => {
    assert.equal(ran(["source"], { commit: "1".repeat(40) }).code, 1);
  });

  const faults: readonly (readonly [release: Readonly<Record<string, unknown>>, says: string])[] = [
    [
      { commit: null },
      "commit: is not known yet; put in what the workflow Images says in its summary, or what this prints: gh api repos/DataVault/datavault/commits/eb00319 --jq .sha",
    ],
    [{ commit: "eb00319" }, "commit: all 40 hexadecimal digits: a shorter one pins nothing"],
    [{ commit: "1".repeat(40) }, `commit: ${"1".repeat(40)} is not eb00319; change both together`],
    [{ base: "debian:12-slim" }, "base: an image with its tag and digest, NAME:TAG@sha256:…"],
    [{ databaseAuthoritiesSha256: "" }, "databaseAuthoritiesSha256: 64 hexadecimal digits"],
  ];
  for (const [release, says] of faults)
    it(`refuses ${JSON.stringify(release)}`, () => {
      for (const word of ["tag", "arguments"]) {
        const { code, said, complained } = ran([word], release);
        assert.equal(code, 1);
        assert.deepEqual(said, []);
        assert.deepEqual(complained, [`${path.relative(process.cwd(), folder)}/release.json: ${says}`]);
      }
    });

  for (const words of [[], ["toString"], ["tag", "more"]])
    it(`tells how it is used, for ${JSON.stringify(words)}`, () => {
      const { code, complained } = ran(words);
      assert.equal(code, 2);
      assert.match(complained.join("\n"), /^npm run --silent images -- COMMAND\n/);
    });
});
