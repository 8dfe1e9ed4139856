import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { release } from "../../projects/storage/releases/release";
import { ROOT } from "../graph/project";
import { CURRENT, digest, OLDER, ReleaseFolder } from "./release-folder";

const { applications, sidecars } = release(CURRENT);
const { version } = applications.bag_tagger;
const whole = (name: string) => {
  const { version } = release(name).applications.bag_tagger;
  return `release ${name}: whole: 18 applications of ${version}, 2 sidecars, all by digest\n`;
};

describe("npm run release", () => {
  let folder: ReleaseFolder;
  beforeEach(() => {
    folder = new ReleaseFolder();
  });
  afterEach(() => folder.remove());

  it("is the command that these tests run", () => {
    const { scripts }: { scripts: unknown } = JSON.parse(
      fs.readFileSync(path.join(ROOT, "package.json"), "utf8"),
    );
    assert.equal(
      Reflect.get(Object(scripts), "release"),
      "node --require sucrase/register/ts releasing/main.ts",
    );
  });

  it("check says of every release that it is whole", async () => {
    const { exitCode, stdout, stderr } = await folder.run(["check"]);
    assert.deepEqual(
      { exitCode, stdout, stderr },
      { exitCode: 0, stdout: whole(OLDER) + whole(CURRENT), stderr: "" },
    );
  });

  it("check tells of every release that is not whole, one line each", async () => {
    folder.write("2026-09", { ...release(CURRENT), sidecars: { fluentbit: sidecars.fluentbit } });
    const { exitCode, stdout, stderr } = await folder.run(["check", "2026-09", CURRENT, "2026-12"]);
    assert.deepEqual({ exitCode, stdout }, { exitCode: 1, stdout: whole(CURRENT) });
    assert.deepEqual(stderr.split("\n"), [
      "release 2026-09: mend projects/storage/releases/2026-09.json: name: must be 2026-09, is 2026-08; sidecars.nginx_apigw: is missing",
      `release 2026-12: there is no projects/storage/releases/2026-12.json; there are ${OLDER}, ${CURRENT}, 2026-09`,
      "",
    ]);
  });

  it("diff shows two releases side by side, and what the change means", async () => {
    const { exitCode, stdout } = await folder.run(["diff", OLDER, CURRENT]);
    assert.equal(exitCode, 0);
    const lines = stdout.split("\n");
    assert.equal(lines[0], "image               2021-07               2026-08               change");
    assert.ok(
      lines.includes("bag_unpacker        6a52d49 c89f2a86daeb  9e9bd34 e162da5eeebb  other version"),
    );
    assert.deepEqual(lines.slice(21), [
      "",
      "20 of 20 images change; what they need changes:",
      "needs.elasticsearchClient 7 → 8: the indexers send Elasticsearch 8's media type, which OpenSearch refuses with 406: they need the header-translating sidecar, or an Elasticsearch 8 endpoint",
      "needs.healthcheckPath false → true: the public APIs answer /management/healthcheck: HTTP health checks work",
      "needs.lockingExpiryTime false → true: a replicator's lock lives as long as locking_expiry_time says",
      "",
    ]);
  });

  it("diff tells an image that was built again from one that stays, and from one that moved", async () => {
    folder.add("2026-09", (copy) => ({
      ...copy,
      sidecars: {
        fluentbit: { ...copy.sidecars.fluentbit, version },
        nginx_apigw: {
          ...copy.sidecars.nginx_apigw,
          image: copy.sidecars.nginx_apigw.image.replace(/sha256:.*/, digest("a")),
        },
      },
    }));
    const { stdout } = await folder.run(["diff", CURRENT, "2026-09"]);
    const changes = Object.fromEntries(
      stdout
        .split("\n")
        .slice(1, 21)
        .map((line) => [line.split(" ")[0], line.split(/ {2,}/)[3]]),
    );
    assert.deepEqual(
      [changes["bag_tagger"], changes["fluentbit"], changes["nginx_apigw"]],
      ["same", "same image, said to be of another version", "built again"],
    );
    assert.match(stdout, /^2 of 20 images change; they need the same$/m);
  });

  it("diff tells images that come from another registry", async () => {
    const moved = JSON.stringify({ ...release(CURRENT), name: "2026-09" }).replaceAll(
      "111122223333",
      "444455556666",
    );
    folder.write("2026-09", JSON.parse(moved));
    const { stdout } = await folder.run(["diff", CURRENT, "2026-09"]);
    assert.equal(stdout.match(/ {2}same image, other registry$/gm)?.length, 20);
  });

  it("list shows every release and who runs it", async () => {
    folder.letRun("pre", CURRENT);
    folder.write("2026-09", {});
    const { exitCode, stdout } = await folder.run(["list"]);
    assert.equal(exitCode, 0);
    assert.deepEqual(
      stdout.split("\n").map((line) => line.split(/ {2,}/)),
      [
        ["release", "version", "Elasticsearch client", "run by"],
        [OLDER, release(OLDER).applications.bag_tagger.version, "7", "pro"],
        [CURRENT, version, "8", "pre"],
        ["2026-09", "not whole: check tells why", "–", "–"],
        [""],
      ],
    );
  });

  it("--help shows every command", async () => {
    const { exitCode, stdout } = await folder.run(["--help"]);
    assert.equal(exitCode, 0);
    for (const command of ["create NAME", "check [NAME …]", "promote [NAME]", "diff OLD NEW", "list"])
      assert.ok(stdout.includes(`\n  ${command} `), command);
  });

  const mistakes: readonly (readonly [string, readonly string[]])[] = [
    ["no command; give create, check, promote, diff, list (--help tells more)", []],
    [
      "publish: there is no such command; give create, check, promote, diff, list (--help tells more)",
      ["publish"],
    ],
    ["diff: got 1 names; give diff OLD NEW", ["diff", OLDER]],
    ["promote: got 2 names; give promote [NAME]", ["promote", OLDER, CURRENT]],
    ["check: --from belongs to create; give check [NAME …]", ["check", "--from", "list.txt"]],
    ["create: --from is missing: a file with the images, or - for standard input", ["create", "2026-10"]],
    [
      "create: --elasticsearch-client is missing: give the generation that its indexers speak, 7 or 8",
      ["create", "2026-10", "--from", "-"],
    ],
    [
      "create: --elasticsearch-client 6: give the generation that its indexers speak, 7 or 8",
      ["create", "2026-10", "--from", "-", "--elasticsearch-client", "6"],
    ],
    [
      "create: --from no.txt cannot be read: ENOENT: no such file or directory, open 'no.txt'",
      ["create", "2026-10", "--from", "no.txt", "--elasticsearch-client", "8"],
    ],
  ];
  for (const [complaint, args] of mistakes)
    it(`tells "${args.join(" ")}" in one line what would be right, and changes nothing`, async () => {
      const before = folder.contents();
      const { exitCode, stdout, stderr } = await folder.run(args);
      assert.deepEqual({ exitCode, stdout, stderr }, { exitCode: 1, stdout: "", stderr: `${complaint}\n` });
      assert.deepEqual(folder.contents(), before);
    });

  it("tells a folder that holds no releases", async () => {
    fs.rmSync(folder.releases, { recursive: true });
    const { exitCode, stderr } = await folder.run(["check"]);
    assert.equal(exitCode, 1);
    assert.equal(stderr, `--root ${folder.root}: there is no projects/storage/releases in it\n`);
  });
});
