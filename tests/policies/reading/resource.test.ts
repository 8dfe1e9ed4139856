import assert from "node:assert/strict";
import { placeOf } from "../../../policies/reading/resource";

describe("where a resource is", () => {
  for (const [urn, stage, project] of [
    ["urn:pulumi:pre::storage-base::aws:s3/bucket:Bucket::primary", "pre", "storage-base"],
    ["urn:pulumi:pre", "pre", ""],
    ["pre::urn:pulumi:storage::x", "pre", "urn:pulumi:storage"],
    ["", "", ""],
  ] as const)
    it(`is read from its URN: ${urn}`, () => {
      assert.deepEqual(placeOf({ urn }), { stage, project });
    });
});
