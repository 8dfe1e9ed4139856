import * as assert from "node:assert/strict";
import { copiesIn } from "../../../policies/proof/azure-copies";
import { UNKNOWN } from "../try-rule";
import { asResources, type Change, changing } from "./estate";
import { goodEstate, settings } from "./good-estate";

describe("the copies in the second cloud", () => {
  const titles = (change: Change) =>
    copiesIn(asResources(change(goodEstate)), settings).map(({ title }) => title);

  it("are called by the account and the name that the program gives, else by the provider's", () => {
    const named = (containerName: unknown, name: unknown) =>
      titles(changing("container", { containerName, name }));
    assert.deepEqual(named("copies", "other"), ["azure:copyaccount/copies"]);
    assert.deepEqual(named(undefined, "other"), ["azure:copyaccount/other"]);
    assert.deepEqual(named(UNKNOWN, "other"), ["azure:copyaccount/not known in preview"]);
  });
});
