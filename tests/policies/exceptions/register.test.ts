import assert from "node:assert/strict";
import { rules } from "../../../policies/catalogue";
import { exceptions } from "../../../policies/exceptions/register";
import { placeOf } from "../../../policies/reading/resource";
import { estate, stages } from "../../../projects/estate";

/** Whoever argues for an exception argues again after a year at the latest. */
const LONGEST_DAYS = 366;

describe("the register of exceptions", () => {
  for (const { rule, urns, expires } of exceptions)
    describe(`from ${rule} until ${expires}`, () => {
      it("names a rule that there is", () => {
        assert.ok(rules.some(({ name }) => name === rule));
      });

      it("has not ended, and ends within a year", () => {
        const days = (Date.parse(expires) - Date.now()) / 86_400_000;
        assert.ok(days > 0, "it has ended");
        assert.ok(days <= LONGEST_DAYS, "it is for more than a year");
      });

      it("names resources of stacks that there are, each once", () => {
        for (const urn of urns) {
          const { stage, project } = placeOf({ urn });
          assert.ok(
            stages.some((each) => each === stage),
            `${urn}: stage`,
          );
          assert.ok(
            estate.some((each) => each.project === project),
            `${urn}: project`,
          );
        }
        const same = exceptions.filter((each) => each.rule === rule).flatMap((each) => each.urns);
        assert.equal(new Set(same).size, same.length);
      });
    });

  it("is a list", () => assert.ok(Array.isArray(exceptions)));
});
