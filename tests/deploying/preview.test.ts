import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { previewStage } from "../../deploying/preview-stage";
import { isGood, summaryMarkdown } from "../../deploying/summary/markdown";
import { estate } from "../../projects/estate";
import { fault, preview, step, summary, urn } from "./events";
import { FakePulumi, type FakeAnswer } from "./fake-pulumi";

const TABLE = urn("storage-base", "aws:dynamodb/table:Table", "ingests");
const VAULT = urn("storage-base", "aws:s3/bucket:Bucket", "vault");
const unchanged: FakeAnswer = { stdout: preview("any") };

describe("npm run preview", function () {
  this.timeout("1m");
  let fake: FakePulumi;
  afterEach(() => fake.remove());
  const tell = (answers: Readonly<Record<string, readonly FakeAnswer[]>>) => {
    const all = estate.map(({ folder }) => [`preview ${folder}`, [unchanged]] as const);
    fake = new FakePulumi({ ...Object.fromEntries(all), ...answers });
  };
  const run = async (answers: Readonly<Record<string, readonly FakeAnswer[]>>) => {
    tell(answers);
    const gate = { approvals: [], today: "2026-11-21", whole: true };
    const { judged, remarks } = await previewStage(fake.workplace().at, estate, gate);
    return { good: judged.every(isGood), markdown: summaryMarkdown("pre", judged, remarks) };
  };

  it("looks at every stack, changes none, and writes its summary", async () => {
    tell({});
    const file = path.join(fake.folder, "summary.md");
    const { exitCode, stdout } = await fake.run("preview", ["--stage", "pre", "--markdown", file]);
    assert.equal(exitCode, 0, stdout);
    const markdown = fs.readFileSync(file, "utf8");
    assert.ok(stdout.endsWith(`\n${markdown}\n`), stdout);
    assert.deepEqual(
      fake.calls,
      estate.map(({ folder }) => `preview ${folder}`),
    );
    assert.match(markdown, /^\*\*No persistent resource would be lost\.\*\*$/m);
    for (const { name } of estate) assert.match(markdown, new RegExp(`^\\| ${name} \\| 0 \\|`, "m"));
  });

  it("goes on past stacks that wait for others or were never made: they are no failure", async () => {
    const why = "storage-app builds on storage-base/pre, which is not deployed. Mend it with: pulumi up";
    const { good, markdown } = await run({
      "preview projects/storage/base": [{ stderr: "error: no stack named 'pre' found\n", exitCode: 255 }],
      "preview projects/storage/app": [{ stdout: [fault(why), summary].join("\n"), exitCode: 255 }],
    });
    assert.ok(good, markdown);
    assert.ok(markdown.includes(`storage/app waits: \`${why}\``));
    assert.ok(fake.calls.includes("preview projects/reporting/app"));
    assert.ok(!fake.calls.some((call) => call.startsWith("stack init")));
  });

  for (const [what, answer] of [
    ["the gate refuses", { stdout: preview("storage-base", step({ op: "delete", urn: TABLE })) }],
    ["a preview fails", { stdout: [fault("Running program failed"), summary].join("\n"), exitCode: 255 }],
    ["a plan cannot be read", { stdout: "what?" }],
  ] as const)
    it(`is not good when ${what}, and has looked at all the same`, async () => {
      const { good, markdown } = await run({ "preview projects/storage/base": [answer] });
      assert.ok(!good);
      assert.match(markdown, /^\*\*Refused: /m);
      assert.equal(fake.calls.length, estate.length);
    });

  it("ends with 1 when something is not good", async () => {
    tell({ "preview projects/storage/base": [{ stdout: "what?" }] });
    assert.equal((await fake.run("preview", ["--stage", "pre"])).exitCode, 1);
  });

  it("names every loss, also those that the engine's refusal of the first one hides", async () => {
    const refusal = fault(
      `resource "${TABLE}" cannot be deleted\nbecause it is protected. To unprotect`,
      TABLE,
    );
    const stdout = [step({ op: "delete", urn: TABLE, protect: true }), refusal, summary].join("\n");
    const resources = [TABLE, VAULT].map((each) => ({
      urn: each,
      type: each.split("::")[2],
      protect: true,
      retainOnDelete: true,
    }));
    const { good, markdown } = await run({
      "preview projects/storage/base": [{ stdout, exitCode: 255 }],
      "stack export projects/storage/base": [{ stdout: JSON.stringify({ deployment: { resources } }) }],
    });
    assert.ok(!good);
    for (const name of ["ingests", "vault"]) {
      assert.match(
        markdown,
        new RegExp(`^- \\*\\*refused\\*\\*: storage/base: \`${name}\` .* \\*\\*deleted\\*\\*`, "m"),
      );
      assert.match(
        markdown,
        new RegExp(
          `^- storage/base: \`${name} is protected in the state as well: once its loss is approved, pulumi state unprotect urn`,
          "m",
        ),
      );
    }
  });
});
