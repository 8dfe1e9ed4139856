import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import { UNKNOWN } from "../../../rehearsal/clouds/properties";
import { ACCOUNT, configuration, inAccount, OTHER_REGION } from "./cases";

const tokens = { type: token.WEB_IDENTITY, name: "tokens", inputs: {} };

describe("the simulated AWS: outbound identity federation", () => {
  it(
    "gives the account an issuer of its own",
    inAccount(async (account) => {
      const { id, outputs } = await account.make(tokens);
      assert.equal(id, ACCOUNT);
      assert.match(
        String(outputs["issuerIdentifier"]),
        /^https:\/\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tokens\.sts\.global\.api\.aws$/,
      );
    }),
  );

  it(
    "does not know the issuer in a preview",
    inAccount(async (account) => {
      const { issuerIdentifier } = await account.provider.foresee(token.WEB_IDENTITY, "tokens", {});
      assert.equal(issuerIdentifier, UNKNOWN);
    }),
  );

  it(
    "is enabled once in an account, whatever the region, and again in another account",
    inAccount(async (account) => {
      await account.make(tokens);
      await assert.rejects(
        account.make({ ...tokens, name: "again", region: OTHER_REGION }),
        /FeatureEnabled: .* for the account 111122223333/,
      );
      const other = await account.provider.beside(configuration(undefined, "444455556666"));
      await other.make(token.WEB_IDENTITY, "other", {});
      other.stop();
    }),
  );

  it(
    "takes no property",
    inAccount(async (account) => {
      await assert.rejects(
        account.make({ ...tokens, inputs: { audience: "anyone" } }),
        /does not know this property/,
      );
    }),
  );
});
