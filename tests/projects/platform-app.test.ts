import * as assert from "node:assert/strict";
import { deployed, estateStack } from "../graph/project";

describe("x", function () {
  this.timeout(120000);
  it("y", async () => {
    const graph = await deployed(estateStack("platform/app"), "pre");
    console.log(graph.custom.length, graph.outputs);
    assert.ok(graph);
  });
});
