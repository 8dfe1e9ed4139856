import * as assert from "node:assert/strict";
import { everything, possiblePolicies, unread } from "../../../policies/proof/documents";
import { extentOf } from "../../../policies/proof/match";

const request = {
  requester: { kind: "anonymous" },
  action: "s3:DeleteObject",
  resource: "*",
  context: {},
} as const;

describe("what stands for a document", () => {
  it("that allows everything covers all", () => {
    assert.equal(extentOf(everything("x"), request), "all");
  });

  it("that cannot be read names nothing, and says why", () => {
    const { label, actions } = unread("here", "not JSON");
    assert.deepEqual([label, actions], ["here", { patterns: [], complement: false, undecided: "not JSON" }]);
    assert.equal(extentOf(unread("here", "not JSON"), request), "some");
  });

  it("that is not there says nothing", () => {
    assert.deepEqual(possiblePolicies({ policies: [] }), [[]]);
    const given = [[everything("one")], [everything("other")]];
    assert.deepEqual(possiblePolicies({ policies: given }), given);
  });
});
