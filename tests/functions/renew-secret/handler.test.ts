import * as assert from "node:assert/strict";
import { bundledFunction, type BundledFunction } from "../bundled-function";

describe("the function that renews a secret, as it is deployed", () => {
  let deployed: BundledFunction;
  before(async function () {
    this.timeout(30_000);
    deployed = await bundledFunction("renew-secret");
  });
  after(() => {
    delete process.env["SECRET"];
    deployed.remove();
  });

  it("starts with the secret's name, and not without", () => {
    assert.throws(() => deployed.handler(), /SECRET/);
    process.env["SECRET"] = "archive/password";
    assert.equal(typeof deployed.handler(), "function");
  });
});
