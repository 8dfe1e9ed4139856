import * as assert from "node:assert/strict";
import * as path from "node:path";
import { destroyOptions, previewOptions, upOptions } from "../../deploying/options";
import { estate } from "../../projects/estate";
import { FakePulumi } from "./fake-pulumi";

const refused = (read: (args: readonly string[]) => unknown, args: readonly string[], told: RegExp) =>
  it(`refuses ${args.join(" ") || "nothing"}`, () => {
    assert.throws(
      () => read(args),
      (error: Error) => told.test(error.message),
    );
  });

describe("the command line of a deploy", () => {
  it("takes a stage, and of its stacks those that are named, alone and in their order", () => {
    const all = upOptions(["--stage", "pro"]);
    assert.ok(all !== "help" && all.whole && all.stage === "pro");
    assert.deepEqual(all.stacks, estate);
    const some = upOptions(["--stage", "pre", "--only", "storage/app", "--only", "root", "--configs", "x"]);
    assert.ok(some !== "help" && !some.whole);
    assert.deepEqual(
      some.stacks.map(({ name }) => name),
      ["root", "storage/app"],
    );
    assert.equal(some.configs, path.resolve("x"));
    const preview = previewOptions(["--stage", "pre", "--markdown", "out.md", "--approvals", "a.json"]);
    assert.ok(preview !== "help");
    assert.deepEqual([preview.markdown, preview.approvals], ["out.md", "a.json"]);
  });

  refused(upOptions, [], /^--stage is missing; there are pre and pro$/);
  refused(upOptions, ["--stage", "prod"], /^--stage prod: there is no such stage; there are pre and pro$/);
  refused(
    upOptions,
    ["--stage", "pre", "--only", "storage"],
    /^--only storage: there is no such stack; there are root, /,
  );
  refused(upOptions, ["--stage", "pre", "--skip-preview"], /Unknown option '--skip-preview'/);
  refused(previewOptions, ["--stage", "pre", "storage/app"], /Unexpected argument 'storage\/app'/);

  it("of a destroy takes one app stack, and is sure when stage and stack are there once more", () => {
    const app = ["--stage", "pre", "--only", "storage/app"];
    const asked = destroyOptions(app);
    assert.ok(asked !== "help" && !asked.confirmed && asked.stack.name === "storage/app");
    const sure = destroyOptions([...app, "--yes-destroy", "pre/storage/app"]);
    assert.ok(sure !== "help" && sure.confirmed);
  });

  refused(destroyOptions, ["--stage", "pre"], /^--only: give one stack to destroy, of .*storage\/app/);
  refused(
    destroyOptions,
    ["--stage", "pre", "--only", "storage/app", "--only", "reporting/app"],
    /^--only: give one stack to destroy/,
  );
  for (const { name } of estate.filter(({ name }) => !name.endsWith("/app")))
    refused(
      destroyOptions,
      ["--stage", "pre", "--only", name],
      /^--only \S+: it keeps what must last and is never destroyed; only .*storage\/app.* are$/,
    );
  refused(
    destroyOptions,
    ["--stage", "pre", "--only", "storage/app", "--yes-destroy", "pro/storage/app"],
    /^--yes-destroy pro\/storage\/app: to destroy storage\/app of pre, give pre\/storage\/app$/,
  );

  it("ends with 2 and one line when it is wrong, with 0 and the usage when it asks for help", async () => {
    const fake = new FakePulumi({});
    const wrong = await fake.run("up", ["--stage", "prod"]);
    const help = await fake.run("up", ["--help"]);
    fake.remove();
    assert.deepEqual(
      [wrong.exitCode, wrong.stderr],
      [2, "--stage prod: there is no such stage; there are pre and pro\n"],
    );
    assert.equal(help.exitCode, 0);
    assert.match(help.stdout, /^npm run up -- --stage STAGE/);
  });
});
