import assert from "node:assert/strict";
import { proveOptions } from "../../proving/options";

describe("the proof's command line", () => {
  it("takes a stage, what is judged and where the paper goes", () => {
    assert.deepEqual(proveOptions([]), { stage: "pre", deployed: false, out: ".proof" });
    assert.deepEqual(proveOptions(["--stage", "pro", "--deployed", "--out", "paper"]), {
      stage: "pro",
      deployed: true,
      out: "paper",
    });
    assert.equal(proveOptions(["--help"]), "help");
  });

  for (const [args, told] of [
    [["--stage", "prod"], /^--stage prod: there is no such stage; there are pre and pro$/],
    [["--deploy"], /Unknown option '--deploy'/],
    [["pro"], /Unexpected argument 'pro'/],
  ] as const)
    it(`refuses ${args.join(" ")}`, () => {
      assert.throws(
        () => proveOptions(args),
        (error: Error) => told.test(error.message),
      );
    });
});
