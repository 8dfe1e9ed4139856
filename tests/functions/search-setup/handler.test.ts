import * as assert from "node:assert/strict";
import { bundledFunction } from "../bundled-function";

describe("the set-up as Lambda runs it", () => {
  it("is one file with the client of OpenSearch, that finds AWS's in the runtime", async () => {
    const setUp = await bundledFunction("search-setup");
    try {
      const handler = setUp.handler();
      assert.ok(typeof handler === "function");
      await assert.rejects(async () => handler({}, {}), /^Error: the function was called wrongly: /);
    } finally {
      setUp.remove();
    }
  });
});
