import assert from "node:assert/strict";
import * as path from "node:path";
import { partsOf } from "./scope";
import { arguedSurvivors } from "./survivors";
import { verdictOn } from "./verdict";

const ROOT = path.join(__dirname, "../..");

// What the proof builds on the decider takes many minutes: `npm run mutate` tries that too.
describe("the tests of the policies", function () {
  this.timeout(600_000);

  it("notice nearly every small change to the rules, what they read by and what decides", async () => {
    const { rules, decider } = partsOf(ROOT);
    const { scores, dataOnly, faults } = await verdictOn(ROOT, [rules, decider], arguedSurvivors);
    assert.equal(scores.length - 1 + dataOnly.length, rules.files.length + decider.files.length);
    assert.deepEqual(faults, [], "npm run mutate -- --only … tells which changes they are");
  });
});
