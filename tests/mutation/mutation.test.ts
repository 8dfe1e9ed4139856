import assert from "node:assert/strict";
import * as path from "node:path";
import { part } from "./scope";
import { arguedSurvivors } from "./survivors";
import { verdictOn } from "./verdict";

const ROOT = path.join(__dirname, "../..");

// The proof's mutants take a quarter of an hour; `npm run mutate` tries them too.
describe("the tests of the rules", function () {
  this.timeout(600_000);

  it("notice nearly every small change to the rules and to what they read by", async () => {
    const rules = part(ROOT, "rules");
    const { scores, dataOnly, faults } = await verdictOn(ROOT, [rules], arguedSurvivors);
    assert.equal(scores.length - 1 + dataOnly.length, rules.files.length);
    assert.deepEqual(
      faults,
      [],
      "npm run mutate -- --only rules --only reading tells which changes they are",
    );
  });
});
