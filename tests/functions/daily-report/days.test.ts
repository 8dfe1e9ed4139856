import * as assert from "node:assert/strict";
import { dateOf, longDate, timeOf, windowStart } from "../../../functions/daily-report/days";
import { LONDON } from "./made-up";

describe("the report's days", () => {
  it("are those of its time zone", () => {
    const justAfterMidnight = new Date("2026-06-11T23:30:00Z");
    assert.equal(dateOf(justAfterMidnight, LONDON), "2026-06-12");
    assert.equal(dateOf(justAfterMidnight, "UTC"), "2026-06-11");
    assert.equal(timeOf(justAfterMidnight, LONDON), "00:30 BST");
    assert.equal(timeOf(new Date("2026-01-12T06:00:00Z"), LONDON), "06:00 GMT");
  });

  it("begin two days before, with the whole day", () => {
    assert.equal(windowStart(new Date("2026-06-12T05:00:00Z"), LONDON), "2026-06-10");
    assert.equal(windowStart(new Date("2026-03-01T06:00:00Z"), LONDON), "2026-02-27");
    // The clocks went forward between the two.
    assert.equal(windowStart(new Date("2026-03-30T05:00:00Z"), LONDON), "2026-03-28");
  });

  it("are written as people do", () => assert.equal(longDate("2026-06-12"), "Friday 12 June 2026"));
});
