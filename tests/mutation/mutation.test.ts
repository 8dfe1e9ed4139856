import assert from "node:assert/strict";
import * as path from "node:path";
import { partsOf } from "./scope";
import { arguedSurvivors } from "./survivors";
import { verdictOn } from "./verdict";

const ROOT = path.join(__dirname, "../..");

// The decider and what the proof builds on it take many minutes: `npm run mutate` tries those too.
describe("the tests of the policies", function () {
  this.timeout(600_000);

  it("notice nearly every small change to the rules and to what they read by", async () => {
    const { rules } = partsOf(ROOT);
    const { scores, dataOnly, faults } = await verdictOn(ROOT, [rules], arguedSurvivors);
    assert.equal(scores.length - 1 + dataOnly.length, rules.files.length);
    assert.deepEqual(faults, [], "npm run mutate -- --only … tells which changes they are");
  });
});
