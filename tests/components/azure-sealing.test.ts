import * as assert from "node:assert/strict";
import { notSealed, type AzurePhase } from "../../components/azure/sealing";

const said = (state: string, phase: AzurePhase) =>
  notSealed(state, { phase, resourceGroupName: "rg", accountName: "archive", containerName: "replica" });

describe("sealing the immutability policy", () => {
  it("is done when the policy is locked", () => {
    assert.equal(said("Locked", "seal"), undefined);
  });

  it("is not asked for as long as the stage is being prepared", () => {
    assert.equal(said("Unlocked", "prepare"), undefined);
    assert.equal(said("Locked", "prepare"), undefined);
  });

  it("says, when it is not done, by which commands an operator does it", () => {
    assert.match(
      said("Unlocked", "seal") ?? "",
      /lock --resource-group rg --account-name archive --container-name replica --if-match "\$etag"\n {2}pulumi refresh$/,
    );
  });
});
