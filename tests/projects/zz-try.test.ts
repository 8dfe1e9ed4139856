import { deployed, estateStack } from "../graph/project";
describe("try", () => {
  for (const stage of ["pre", "pro"] as const)
  it("runs " + stage, async function () {
    this.timeout(200000);
    const graph = await deployed(estateStack("datavault/app"), stage);
    console.log(graph.custom.length);
  });
});
