import * as assert from "node:assert/strict";
import { takeDown } from "../../deploying/take-down";
import { estateStack } from "../graph/project";
import { urn } from "./events";
import { FakePulumi, type FakeAnswer } from "./fake-pulumi";

const APP = "projects/storage/app";
const exported = (...resources: readonly object[]): FakeAnswer => ({
  stdout: JSON.stringify({ deployment: { resources } }),
});
const resource = (type: string, name: string, options: object = {}) => ({
  urn: urn("storage-app", type, name),
  type,
  ...options,
});
const ephemeral = exported(
  resource("aws:sqs/queue:Queue", "work"),
  resource("aws:ecr/repository:Repository", "kept", { retainOnDelete: true }),
);

describe("npm run destroy", function () {
  this.timeout("1m");
  let fake: FakePulumi;
  afterEach(() => fake.remove());
  const destroy = (answers: Readonly<Record<string, readonly FakeAnswer[]>>, args: readonly string[]) => {
    fake = new FakePulumi(answers);
    return fake.run("destroy", args);
  };
  const app = ["--stage", "pre", "--only", "storage/app"];
  const sure = [...app, "--yes-destroy", "pre/storage/app"];

  it("takes an app stack down, by commands that it prints, and tells what is built on it", async () => {
    const { exitCode, stdout } = await destroy(
      { [`stack export ${APP}`]: [ephemeral], [`destroy ${APP}`]: [{}] },
      sure,
    );
    assert.equal(exitCode, 0, stdout);
    assert.match(stdout, /^\$ pulumi destroy --yes --stack pre --cwd projects\/storage\/app$/m);
    assert.match(stdout, /^reporting\/app: built on storage\/app, and of no use without it$/m);
  });

  it("keeps the engine's exit code", async () => {
    const failed = { stderr: "error: no\n", exitCode: 255 };
    const { exitCode } = await destroy(
      { [`stack export ${APP}`]: [ephemeral], [`destroy ${APP}`]: [failed] },
      sure,
    );
    assert.equal(exitCode, 255);
  });

  it("does nothing where nobody can be asked", async () => {
    const { exitCode, stderr } = await destroy({ [`stack export ${APP}`]: [ephemeral] }, app);
    assert.equal(exitCode, 1);
    assert.equal(
      stderr,
      "nobody can be asked here: to destroy storage/app of pre, give --yes-destroy pre/storage/app\n",
    );
    assert.deepEqual(fake.calls, [`stack export ${APP}`]);
  });

  for (const [what, kept] of [
    ["is protected", resource("aws:sqs/queue:Queue", "work", { protect: true })],
    ["holds data", resource("aws:dynamodb/table:Table", "work")],
  ] as const)
    it(`refuses a stack in which something ${what}`, async () => {
      fake = new FakePulumi({ [`stack export ${APP}`]: [exported(kept)] });
      await assert.rejects(takeDown(fake.workplace().at, estateStack("storage/app"), true), {
        message: `storage/app of pre holds what is persistent, and is not destroyed: ${kept.urn}`,
      });
      assert.deepEqual(fake.calls, [`stack export ${APP}`]);
    });

  it("refuses a stack that was never made", async () => {
    const unmade = { stderr: "error: no stack named 'pre' found\n", exitCode: 255 };
    fake = new FakePulumi({ [`stack export ${APP}`]: [unmade] });
    await assert.rejects(takeDown(fake.workplace().at, estateStack("storage/app"), true), {
      message: "storage/app of pre was never made",
    });
  });

  for (const only of ["storage/base"])
    it(`refuses ${only} in one line`, async () => {
      const { exitCode, stderr } = await destroy({}, ["--stage", "pre", "--only", only]);
      assert.equal(exitCode, 2);
      assert.match(
        stderr,
        /^--only \S+: it keeps what must last and is never destroyed; only .*storage\/app.* are\n$/,
      );
      assert.deepEqual(fake.calls, []);
    });
});
