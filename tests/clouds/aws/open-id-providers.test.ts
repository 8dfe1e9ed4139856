import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import { ACCOUNT, inAccount, OTHER_REGION } from "./cases";

const github = {
  type: token.OPENID_PROVIDER,
  name: "github",
  inputs: { url: "https://token.actions.githubusercontent.com", clientIdLists: ["sts.amazonaws.com"] },
};

describe("the simulated AWS: issuers of tokens", () => {
  it(
    "knows one by its address",
    inAccount(async (account) => {
      const { id, outputs } = await account.make(github);
      assert.equal(id, `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`);
      assert.equal(outputs["arn"], id);
    }),
  );

  it(
    "refuses the same one again, whatever the region, and takes another",
    inAccount(async (account) => {
      await account.make(github);
      await assert.rejects(
        account.make({ ...github, name: "again", region: OTHER_REGION }),
        /EntityAlreadyExists: Provider with url https:\/\/token\.actions\.githubusercontent\.com already exists/,
      );
      await account.make({
        ...github,
        name: "other",
        inputs: { ...github.inputs, url: "https://issuer.example.org" },
      });
    }),
  );

  it(
    "refuses an address without TLS",
    inAccount(async (account) => {
      await assert.rejects(
        account.make({
          ...github,
          inputs: { ...github.inputs, url: "http://token.actions.githubusercontent.com" },
        }),
        /url: expected url to be an address that begins with https:\/\//,
      );
    }),
  );
});
