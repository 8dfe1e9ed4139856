import assert from "node:assert/strict";
import { Cloud } from "../../rehearsal/clouds/cloud";
import { engineFirst } from "./engine-first";
import { EstateCopy } from "./estate-copy";
import { lessGround } from "./less-ground";

describe("a stack that violates a policy", function () {
  this.timeout("4m");
  engineFirst();
  const copy = new EstateCopy();
  before(() => lessGround(copy));
  after(() => copy.remove());

  it("stops before anything of it exists, leaves what it is built on, and says what to change", async () => {
    copy.replace("components/network/flow-logs.ts", '"logs:DescribeLogStreams"', '"logs:*"');
    const { exitCode, output } = await copy.rehearse("--only", "foundation/base");
    assert.equal(exitCode, 1, output);
    const outcomes = Object.fromEntries(copy.summary.stacks.map(({ name, outcome }) => [name, outcome]));
    assert.deepEqual(outcomes, { root: "up", "foundation/base": "failed" });
    assert.match(
      output,
      /foundation\/base: policy iam-no-wildcard-action aws:iam\/rolePolicy:RolePolicy .*logs:\*/,
    );
    const made = new Cloud(copy.journal).all().filter(({ urn }) => urn.includes("::foundation-base::"));
    assert.deepEqual(made, []);
  });
});
