import assert from "node:assert/strict";
import { estate } from "../../projects/estate";
import { Cloud } from "../../rehearsal/clouds/cloud";
import { engineFirst } from "./engine-first";
import { EstateCopy } from "./estate-copy";
import { lessGround } from "./less-ground";
import { PlainPulumi } from "./plain-pulumi";

const stack = (name: string) => {
  const found = estate.find((each) => each.name === name);
  assert.ok(found);
  return found;
};

describe("a base stack that was deployed without the policy pack", function () {
  this.timeout("4m");
  engineFirst();
  const copy = new EstateCopy();
  before(() => lessGround(copy));
  after(() => copy.remove());

  it("is refused by what is built on it, before anything of that exists, until the pack has judged it", async () => {
    const asItIs = ", judging);";
    copy.replace("rehearsal/by-hand.ts", asItIs, ");");
    const forgetful = await PlainPulumi.start(copy);
    try {
      for (const name of ["root", "foundation/base"]) {
        await forgetful.inState(stack(name), "stack", "init", "pre");
        const made = await forgetful.unjudged.on(stack(name), "up", "--yes", "--skip-preview");
        assert.equal(made.exitCode, 0, made.output);
      }
    } finally {
      await forgetful.stop();
    }

    copy.replace("rehearsal/by-hand.ts", "options.port);", `options.port${asItIs}`);
    const careful = await PlainPulumi.start(copy);
    try {
      await careful.inState(stack("reporting/base"), "stack", "init", "pre");
      const refused = await careful.on(stack("reporting/base"), "up", "--yes");
      assert.notEqual(refused.exitCode, 0);
      assert.match(
        refused.output,
        /foundation-base\/pre was deployed without the policy pack, so nothing has judged it\. .*: pulumi up --stack pre --cwd projects\/foundation\/base/,
      );
      const made = new Cloud(copy.journal).all().filter(({ urn }) => urn.includes("::reporting-base::"));
      assert.deepEqual(made, []);

      const judged = await careful.on(stack("foundation/base"), "up", "--yes");
      assert.equal(judged.exitCode, 0, judged.output);
      const { exitCode, output } = await careful.on(stack("reporting/base"), "preview");
      assert.equal(exitCode, 0, output);
    } finally {
      await careful.stop();
    }
  });
});
