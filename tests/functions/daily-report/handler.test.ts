import * as assert from "node:assert/strict";
import { bundledReport, type BundledReport } from "./bundled-report";
import { environment } from "./environment";

describe("the daily report as Lambda loads it", () => {
  const untouched = { ...process.env };
  let report: BundledReport;
  before(async () => {
    Object.assign(process.env, environment);
    report = await bundledReport();
  });
  after(() => {
    process.env = untouched;
    report.remove();
  });

  it("is one file that finds AWS's clients in the runtime", () => {
    const made: unknown = require(report.file);
    assert.equal(typeof Reflect.get(Object(made), "handler"), "function");
  });
});
