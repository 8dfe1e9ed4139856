import * as assert from "node:assert/strict";
import { benchOptions } from "../../bench/options";

describe("the bench's command line", () => {
  it("takes a number of rounds and the stacks to measure", () => {
    const options = benchOptions(["5", "--only", "storage/app", "--stage", "pre"]);
    assert.ok(options !== "help");
    assert.equal(options.rounds, 5);
    assert.equal(options.stage, "pre");
    assert.deepEqual(
      options.measured.map(({ name }) => name),
      ["storage/app"],
    );
    assert.equal(options.unjudged, false);
    const withPack = benchOptions(["--pack"]);
    assert.ok(withPack !== "help" && withPack.unjudged);
  });

  for (const [args, told] of [
    [["0"], /^0: give one whole number, of rounds, from 1$/],
    [["2.5"], /^2\.5: give one whole number/],
    [["2", "3"], /^2 3: give one whole number/],
    [["--only", "storage/apps"], /^--only storage\/apps: there is no such stack; there are root, /],
    [["--stage", "prod"], /^--stage prod: there is no such stage; there are pre and pro$/],
  ] as const)
    it(`refuses ${args.join(" ")}`, () => {
      assert.throws(
        () => benchOptions(args),
        (error: Error) => told.test(error.message),
      );
    });
});
