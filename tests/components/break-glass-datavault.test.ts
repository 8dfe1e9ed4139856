import * as assert from "node:assert/strict";
import { breakGlassRights } from "../../components/identity/operator-rights";
import { stages } from "../../projects/estate";
import { deployed, estateStack } from "../graph/project";
import { document } from "./deployed-rights";
import { allows, refuses } from "./policy-evaluation";

const ACCOUNTS = { pre: "111122223333", pro: "444455556666" };

for (const stage of stages)
  describe(`what break-glass may do with what DataVault archived in ${stage}`, () => {
    const accountId = ACCOUNTS[stage];
    const principal = `arn:aws:iam::${accountId}:role/strongroom-${stage}-break-glass`;
    const rights = document(breakGlassRights({ stage, accountId, stateBucketName: "state" }));
    let bucket: string;
    let policy: unknown;
    before(async function () {
      this.timeout(60_000);
      const graph = await deployed(estateStack("datavault/base"), stage);
      const made = graph.one("aws:s3/bucketPolicy:BucketPolicy", "archive-policy").inputs;
      bucket = `arn:aws:s3:::${String(made["bucket"])}`;
      policy = made["policy"];
    });

    for (const action of ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObjectVersion"])
      it(`is ${action}, as its bucket lets it`, () => {
        const asked = { principal, action, resource: `${bucket}/chunk` };
        assert.ok(allows(rights, asked));
        assert.equal(refuses(policy, asked), false);
      });

    it("is to find every version", () =>
      assert.ok(allows(rights, { principal, action: "s3:ListBucketVersions", resource: bucket })));

    it("is what nobody else may, whatever their own rights", () => {
      const asked = {
        principal: principal.replace("break-glass", "datavault-custodian"),
        resource: `${bucket}/chunk`,
      };
      assert.ok(refuses(policy, { ...asked, action: "s3:DeleteObjectVersion" }));
      assert.equal(refuses(policy, { ...asked, action: "s3:GetObject" }), false);
    });

    it("is neither to write it, nor to change its bucket, nor anything of another stage's", () => {
      const may = (action: string, resource: string) => allows(rights, { principal, action, resource });
      assert.equal(may("s3:PutObject", `${bucket}/chunk`), false);
      assert.equal(may("s3:DeleteBucket", bucket), false);
      assert.equal(may("s3:PutBucketPolicy", bucket), false);
      const other = bucket.replace(`-${stage}-`, stage === "pre" ? "-pro-" : "-pre-");
      assert.equal(may("s3:DeleteObjectVersion", `${other}/chunk`), false);
    });
  });
