import assert from "node:assert/strict";
import { Cloud } from "../../rehearsal/clouds/cloud";
import { engineFirst } from "./engine-first";
import { EstateCopy } from "./estate-copy";

describe("a stack that violates a policy", function () {
  this.timeout("4m");
  engineFirst();
  const copy = new EstateCopy();
  after(() => copy.remove());

  it("stops before anything of it exists, leaves the others up, and says what to change", async () => {
    copy.edit("projects/storage/app/grants.ts", (text) =>
      text.replace('Action: ["sns:Publish"]', 'Action: ["sns:*"]'),
    );
    const { exitCode, output } = await copy.rehearse();
    assert.equal(exitCode, 1, output);
    const outcomes = Object.fromEntries(copy.summary.stacks.map(({ name, outcome }) => [name, outcome]));
    assert.deepEqual(outcomes, {
      root: "up",
      "foundation/base": "up",
      "storage/base": "up",
      "storage/app": "failed",
    });
    assert.match(
      output,
      /storage\/app: policy iam-no-wildcard-action aws:iam\/rolePolicy:RolePolicy .*sns:\*/,
    );
    const made = new Cloud(copy.journal).all().filter(({ urn }) => urn.includes("::storage-app::"));
    assert.deepEqual(made, []);
  });
});
