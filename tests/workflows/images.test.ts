import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { run } from "../../rehearsal/engine/run";
import { ranScript, script } from "./script";

const env = {
  AWS_ACCOUNT: "111122223333",
  AWS_REGION: "eu-west-1",
  GITHUB_STEP_SUMMARY: "summary",
  STAGE: "pre",
};
const registry = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";

describe("scripts that build the images", () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-script-"));
    fs.writeFileSync(path.join(folder, "names.txt"), "web\nkey-store\n");
    fs.writeFileSync(path.join(folder, "tag.txt"), "abc-1\n");
    fs.writeFileSync(path.join(folder, "arguments.txt"), "--build-arg=A=1\n--build-arg=B=x y\n");
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  describe("find the source", () => {
    const find = () => script("images.yml/pre", "Find the source among upstream's own commits");
    let commits: readonly string[];
    let upstream: string;
    beforeEach(async () => {
      upstream = path.join(folder, "upstream");
      fs.mkdirSync(upstream);
      await git("init", "--quiet", "--initial-branch", "main");
      await git("config", "uploadpack.allowFilter", "true");
      // Sixteen commits beside the first: two of them begin with the same digit.
      for (let at = 0; at <= 16; at++) await git("commit", "--quiet", "--allow-empty", "--message", `${at}`);
      commits = (await git("rev-list", "--all")).split("\n");
    });
    const git = async (...words: readonly string[]): Promise<string> => {
      const who = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.org"];
      const { exitCode, stdout, stderr } = await run("git", ["-C", upstream, ...who, ...words], {});
      assert.equal(exitCode, 0, stderr);
      return stdout.trim();
    };
    const found = (known: string, pinned: string) => {
      const npm = `echo "file://${upstream} ${known} ${pinned}"`;
      return ranScript(folder, find(), { npm }, { ...env, RUNNER_TEMP: folder });
    };

    it("lets what is pinned be built, when it is upstream's", async () => {
      const [commit = ""] = commits;
      assert.equal((await found(commit.slice(0, 12), commit)).exitCode, 0);
    });

    for (const pinned of ["-", "0".repeat(40)])
      it(`tell the whole commit, and build nothing, where ${pinned} is pinned`, async () => {
        const [commit = ""] = commits;
        const { exitCode, left } = await found(commit.slice(0, 12), pinned);
        assert.equal(exitCode, 1);
        assert.match(left("summary"), new RegExp(`put \`"commit": "${commit}"\` into`));
      });

    it("builds nothing that no branch or tag of upstream has, though its hash be pinned", async () => {
      const commit = await git("commit-tree", "HEAD^{tree}", "-m", "of a fork");
      const { exitCode } = await found(commit.slice(0, 12), commit);
      assert.equal(exitCode, 1);
      await git("tag", "release", commit);
      fs.rmSync(path.join(folder, "source.git"), { recursive: true });
      assert.equal((await found(commit.slice(0, 12), commit)).exitCode, 0);
    });

    it("builds nothing while two commits begin so", async () => {
      const twice = commits.find((commit) => commits.filter((other) => other[0] === commit[0]).length > 1);
      assert.ok(twice);
      assert.equal((await found(twice.slice(0, 1), twice)).exitCode, 1);
    });
  });

  const build = () => script("images.yml/pre", "Build and push");

  it("build each by its target, and push it by the release's tag with what is in it", async () => {
    // It reads whatever it is given, as docker does: the next name must not be among it.
    const { exitCode, calls } = await ranScript(folder, build(), { aws: "", docker: "cat > /dev/null" }, env);
    assert.equal(exitCode, 0);
    assert.deepEqual(
      calls.filter((call) => call.includes("buildx build")),
      ["web", "key-store"].map(
        (image) =>
          `docker buildx build --build-arg=A=1 --build-arg=B=x y --target ${image} ` +
          `--tag ${registry}/strongroom-pre/datavault/${image}:abc-1 --platform linux/amd64 ` +
          "--provenance mode=max --sbom true --push images/datavault",
      ),
    );
  });

  it("build nothing again whose tag is there", async () => {
    const aws = `case "$*" in *list-images*datavault/web*) echo abc-1;; esac`;
    const { exitCode, calls } = await ranScript(folder, build(), { aws, docker: "" }, env);
    assert.equal(exitCode, 0);
    assert.deepEqual(
      calls.filter((call) => call.includes("buildx build")).map((call) => /--target (\S+)/.exec(call)?.[1]),
      ["key-store"],
    );
  });

  it("stop where a build fails", async () => {
    const docker = `case "$*" in *"buildx build"*) exit 1;; esac`;
    const { exitCode, calls } = await ranScript(folder, build(), { aws: "", docker }, env);
    assert.equal(exitCode, 1);
    assert.equal(calls.filter((call) => call.includes("buildx build")).length, 1);
  });

  const look = () => script("images.yml/pre", "Refuse what has critical faults");
  const list = `cat > /dev/null; echo '${JSON.stringify({
    manifests: [
      { digest: "sha256:image", platform: { os: "linux" } },
      { digest: "sha256:said-of-it", platform: { os: "unknown" } },
    ],
  })}'`;

  for (const [status, critical, wanted] of [
    ["COMPLETE", "None", 0],
    ["ACTIVE", "0", 0],
    ["COMPLETE", "2", 1],
    ["FAILED", "None", 1],
    ["COMPLETE", "", 1],
  ] as const)
    it(`end with ${wanted} when a scan is ${status} and has ${JSON.stringify(critical)} critical faults`, async () => {
      const aws = `case "$*" in *imageScanStatus*) echo ${status};; *CRITICAL*) echo ${critical};; esac`;
      const { exitCode, calls } = await ranScript(folder, look(), { aws, docker: list, sleep: "" }, env);
      assert.equal(exitCode, wanted);
      assert.ok(
        calls.some((call) => call.includes("datavault/web --image-id imageDigest=sha256:image --query")),
      );
      assert.ok(calls.some((call) => call.includes("datavault/key-store --image-id")));
    });

  it("tell the digests as settings take them", async () => {
    const text = script("images.yml/pre", "Tell the digests");
    const { left } = await ranScript(folder, text, { aws: "echo sha256:1" }, env);
    assert.equal(
      left("digests.txt"),
      `web: ${registry}/strongroom-pre/datavault/web@sha256:1\n` +
        `key-store: ${registry}/strongroom-pre/datavault/key-store@sha256:1\n`,
    );
    assert.match(left("summary"), /^```\nweb: .*\n.*\n```\n$/);
  });

  const copy = () => script("images.yml/pro", "Copy from pre");
  const yq = `case "$*" in *accountId*) echo 444455556666;; *) echo eu-west-1;; esac`;
  const digests = (after: string) =>
    `cat > /dev/null; case "$*" in *imagetools*inspect*strongroom-pro*) echo ${after};; *inspect*) echo sha256:1;; esac`;

  it("copy to pro just what pre has", async () => {
    const programs = { aws: "", yq, docker: digests("sha256:1") };
    const { exitCode, calls, left } = await ranScript(folder, copy(), programs, { ...env, STAGE: "pro" });
    assert.equal(exitCode, 0);
    assert.ok(
      calls.includes(
        `docker buildx imagetools create --tag ${registry}/strongroom-pro/datavault/web:abc-1 ` +
          "444455556666.dkr.ecr.eu-west-1.amazonaws.com/strongroom-pre/datavault/web:abc-1",
      ),
    );
    assert.match(left("digests.txt"), /^web: .*strongroom-pro\/datavault\/web@sha256:1\nkey-store: /);
  });

  it("fail where pro has another image by the same tag", async () => {
    const programs = { aws: "", yq, docker: digests("sha256:2") };
    const { exitCode } = await ranScript(folder, copy(), programs, { ...env, STAGE: "pro" });
    assert.equal(exitCode, 1);
  });
});
