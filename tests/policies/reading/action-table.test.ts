import assert from "node:assert/strict";
import { actionTable } from "../../../policies/generate-action-table";
import { takesResources } from "../../../policies/reading/action-table";
import table from "../../../policies/reading/unbound-actions.json";

describe("the table of actions", () => {
  it("is what AWS's reference says", async function () {
    this.timeout(10_000);
    assert.deepEqual(table, await actionTable(), "run policies/generate-action-table.ts");
  });

  for (const action of [
    "ecr:GetAuthorizationToken",
    "ECR:getauthorizationtoken",
    "s3:ListAllMyBuckets",
    "pricing:*",
    "pricing:Get*",
    "xray:GetT*",
    "xray:GETTRACE*",
    "xray:GetT?aceGraph",
  ])
    it(`knows that ${action} takes no resources`, () => assert.equal(takesResources(action), false));

  for (const action of [
    "s3:GetObject",
    "S3:getobject",
    "s3:ListAllMyBucket",
    "s3:ListAllMyBucketss",
    "xray:GetTomorrow",
    "xray:Get*",
    "xray:?etTraceGraph",
    "xray:*",
    "nosuchservice:Get",
    "constructor:Get",
    "pricing*:Get*",
    "*:*",
    "*",
    "pricing",
    "",
  ])
    it(`takes it that ${action || "nothing"} takes some`, () => assert.equal(takesResources(action), true));
});
