import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { estate } from "../../projects/estate";
import { ranScript, script, type Ran } from "./script";

describe("scripts of the workflows", () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-script-"))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const ran = (
    text: string,
    programs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>>,
  ): Promise<Ran> => ranScript(folder, text, programs, env);

  const drift = () => script("preview-stage.yml/look", "What differs");
  const differing = `case "$*" in *storage/base*) exit 1;; esac`;

  it("drift: looks at all stacks though one differs, names it and fails", async () => {
    const { exitCode, calls, left } = await ran(drift(), { pulumi: differing }, { STAGE: "pre" });
    assert.equal(exitCode, 1);
    assert.equal(calls.length, estate.length);
    assert.equal(
      calls[0],
      "pulumi preview --stack pre --cwd . --refresh --expect-no-changes --non-interactive " +
        "--exclude **aws:secretsmanager/secretVersion:SecretVersion::* " +
        "--exclude **aws:cognito/userPoolClient:UserPoolClient::* " +
        "--exclude **aws:s3/bucketObjectv2:BucketObjectv2::*",
    );
    assert.match(
      left("found.md"),
      /^## Drift in pre\n\n\| stack \| \|\n\| --- \| --- \|\n\| `\.` \| as deployed \|\n/,
    );
    assert.match(
      left("found.md"),
      /\n\| `projects\/storage\/base` \| \*\*differs, or could not be looked at\*\* \|\n/,
    );
  });

  it("drift: passes when nothing differs", async () => {
    const { exitCode, left } = await ran(drift(), { pulumi: "" }, { STAGE: "pre" });
    assert.equal(exitCode, 0);
    assert.doesNotMatch(left("found.md"), /differs/);
  });

  it("hands over a preview that was made, and says so when there is none", async () => {
    const env = { STAGE: "pre", GITHUB_STEP_SUMMARY: "summary", GITHUB_OUTPUT: "output" };
    const text = script("preview-stage.yml/look", "Hand over what was found");
    const without = await ran(text, {}, env);
    assert.match(
      without.left("output"),
      /^markdown<<(\w{32})\nThe preview of pre could not be made.*\n\1\n$/,
    );
    fs.writeFileSync(path.join(folder, "found.md"), "## Preview of pre\nEOF\n");
    fs.rmSync(path.join(folder, "output"));
    const made = await ran(text, {}, env);
    assert.match(made.left("output"), /^markdown<<(\w{32})\n## Preview of pre\nEOF\n\1\n$/);
  });

  const comment = () => script("preview.yml/comment", "Write the comment, or bring it up to date");
  const commented = {
    STAGE: "pre",
    MARKDOWN: "## Preview of pre\n$(touch broken) `x`",
    COMMENTS: "repos/o/r/issues/7/comments",
    COMMENT: "repos/o/r/issues/comments",
  };

  it("comments on a request once, and writes the text as it is", async () => {
    const { exitCode, calls, left } = await ran(comment(), { gh: "" }, commented);
    assert.equal(exitCode, 0);
    assert.equal(
      calls[1],
      "gh api --silent --method POST repos/o/r/issues/7/comments --field body=@comment.md",
    );
    assert.equal(left("comment.md"), `<!-- preview of pre -->\n${commented.MARKDOWN}\n`);
    assert.equal(fs.existsSync(path.join(folder, "broken")), false);
  });

  it("brings the comment that is there up to date", async () => {
    const gh = `case "$*" in *--paginate*) printf '41\\n42\\n';; esac`;
    const { calls } = await ran(comment(), { gh }, commented);
    assert.match(calls[0] ?? "", /startswith\("<!-- preview of pre -->"\)/);
    assert.deepEqual(calls.slice(1), [
      "gh api --silent --method PATCH repos/o/r/issues/comments/41 --field body=@comment.md",
    ]);
  });

  const issue = () => script("drift.yml/issue", "Open an issue, or bring the open one up to date");

  it("opens an issue for drift, with what was found in both stages", async () => {
    const { calls, left } = await ran(
      issue(),
      { gh: "" },
      { PRE: "## Drift in pre", PRO: "", RUN: "https://run" },
    );
    assert.match(calls.at(-1) ?? "", /^gh issue create .*--label drift --body-file issue\.md$/);
    assert.match(left("issue.md"), /^## Drift in pre\n\npro could not be looked at\.\n\n.*https:\/\/run/);
  });

  it("brings the open issue up to date", async () => {
    const gh = `case "$*" in *list*) echo 9;; esac`;
    const { calls } = await ran(issue(), { gh }, { PRE: "", PRO: "", RUN: "" });
    assert.equal(calls.at(-1), "gh issue edit 9 --body-file issue.md");
  });

  const smoke = () => script("deploy.yml/pre", "Smoke test: a bag goes the whole way (docs/bag-test.md)");
  const answers = (status: string) =>
    `case "$*" in *start-execution*) echo run;; *"--query status"*) echo ${status};; esac`;

  for (const [status, wanted] of [
    ["SUCCEEDED", 0],
    ["FAILED", 1],
  ] as const)
    it(`smoke test: ends with ${wanted} when the bag test ${status.toLowerCase()}`, async () => {
      const programs = { aws: answers(status), sleep: "" };
      const { exitCode, calls } = await ran(smoke(), programs, { AWS_REGION: "eu-west-1", AWS_ACCOUNT: "1" });
      assert.equal(exitCode, wanted);
      assert.match(calls[0] ?? "", /arn:aws:states:eu-west-1:1:stateMachine:strongroom-pre-bag-test/);
    });

  it("promotion: writes a branch with pro's one line, and asks for it by pull request", async () => {
    const text = script("release.yml/promote", "Open the pull request");
    const programs = { gh: "", git: "echo blob", base64: "echo text" };
    const env = { RELEASE: "2026-08", REPOSITORY: "o/r", GITHUB_SHA: "abc" };
    const without = await ran(text, programs, env);
    assert.equal(without.exitCode, 1, "without what changes, nothing is asked for");
    assert.deepEqual(without.calls, []);
    fs.writeFileSync(path.join(folder, "change.txt"), "2021-07 → 2026-08");
    const made = await ran(text, programs, env);
    assert.equal(made.exitCode, 0);
    const gh = made.calls.filter((call) => call.startsWith("gh "));
    assert.equal(gh[0], "gh api --silent repos/o/r/git/refs -f ref=refs/heads/promote-2026-08 -f sha=abc");
    assert.match(
      gh[1] ?? "",
      /contents\/projects\/storage\/app\/Pulumi\.pro\.yaml .*content=text -f sha=blob$/,
    );
    assert.match(gh[2] ?? "", /^gh pr create --repo o\/r --base main --head promote-2026-08 /);
  });
});
