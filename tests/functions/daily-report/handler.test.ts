import * as assert from "node:assert/strict";
import { bundledFunction, type BundledFunction } from "../bundled-function";
import { environment } from "./environment";

describe("the daily report as Lambda loads it", () => {
  const untouched = { ...process.env };
  let report: BundledFunction;
  before(async () => {
    Object.assign(process.env, environment);
    report = await bundledFunction("daily-report");
  });
  after(() => {
    process.env = untouched;
    report.remove();
  });

  it("is one file that finds AWS's clients in the runtime", () => {
    assert.equal(typeof report.handler(), "function");
  });
});
