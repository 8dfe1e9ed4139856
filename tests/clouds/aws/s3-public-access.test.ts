import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, inAccount, OTHER_REGION, refusals } from "./cases";
import { allow, bucket, document } from "./things";

const BLOCK = token.ACCOUNT_PUBLIC_ACCESS_BLOCK;
const block = (name: string, inputs: Properties, region?: string) => ({
  type: BLOCK,
  name,
  inputs,
  ...(region === undefined ? {} : { region }),
});

describe("the simulated AWS: the account's public access block", () => {
  const blocks = casesOf("a block", BLOCK, (more: Properties) => more);
  refusals([
    blocks("of another account", { accountId: "999988887777" }, /AccessDenied: .*are those of 1111/, {
      accountId: ACCOUNT,
    }),
    blocks("of no account", { accountId: "1111" }, /accountId to be an account id of 12 digits/),
  ]);

  it(
    "is the account's, whatever the region, and there is one of it",
    inAccount(async (account) => {
      const made = await account.make(block("one", { blockPublicAcls: true }));
      assert.equal(made.id, ACCOUNT);
      assert.equal(made.outputs["accountId"], ACCOUNT);
      assert.equal(made.outputs["blockPublicPolicy"], false);
      await assert.rejects(
        account.make(block("two", {}, OTHER_REGION)),
        /has its public access block already/,
      );
      assert.equal((await account.change("one", { blockPublicAcls: false })).id, ACCOUNT);
      const moved = { accountId: "999988887777" };
      assert.deepEqual((await account.provider.difference(made, moved)).replacesList, ["accountId"]);
    }),
  );

  it(
    "refuses a public bucket policy where the bucket's own block would let it",
    inAccount(async (account) => {
      const policy = document(
        allow("s3:GetObject", { Principal: "*", Resource: "arn:aws:s3:::open/*", Sid: "All" }),
      );
      const open = (name: string) => ({
        type: "aws:s3/bucketPolicy:BucketPolicy",
        name,
        inputs: { bucket: "open", policy },
      });
      const own = { type: token.BUCKET_PUBLIC_ACCESS_BLOCK, name: "own", inputs: { bucket: "open" } };
      await account.makeAll([bucket("open"), own, block("account", { blockPublicAcls: true })]);
      await account.make(open("let"));
      await account.remove("let");
      await account.change("account", { blockPublicPolicy: true });
      await assert.rejects(account.make(open("refused")), /prevented by the BlockPublicPolicy setting/);
    }),
  );
});
