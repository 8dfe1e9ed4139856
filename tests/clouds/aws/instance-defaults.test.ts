import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { ACCOUNT, casesOf, inAccount, OTHER_REGION, refusals, type Step } from "./cases";
import { key } from "./things";

const METADATA = token.INSTANCE_METADATA_DEFAULTS;

const defaultKey = (name: string): Step => ({
  type: token.EBS_DEFAULT_KEY,
  name: `${name}-default`,
  inputs: (made) => ({ keyArn: made(name).outputs["arn"] }),
});

describe("the simulated AWS: what a region decides for machines to come", () => {
  const metadata = casesOf("metadata defaults", METADATA, (more: Properties) => more);
  refusals([
    metadata("that say nothing", {}, /at least one of httpEndpoint, .* must be set/, {
      httpTokens: "required",
    }),
    metadata("of other tokens", { httpTokens: "enabled" }, /httpTokens to be one of optional, required/, {
      httpTokens: "optional",
    }),
    ...["httpEndpoint", "instanceMetadataTags"].map((property) =>
      metadata(
        `of another ${property}`,
        { [property]: "required" },
        /to be one of enabled, disabled, no-preference/,
        { [property]: "enabled" },
      ),
    ),
    ...[0, 65, 1.5].map((httpPutResponseHopLimit) =>
      metadata(`of ${httpPutResponseHopLimit} hops`, { httpPutResponseHopLimit }, /between 1 and 64, or -1/, {
        httpPutResponseHopLimit: httpPutResponseHopLimit === 0 ? -1 : 64,
      }),
    ),
    {
      what: "a default key for signing",
      given: [key("signing", { keyUsage: "SIGN_VERIFY", customerMasterKeySpec: "RSA_2048" }), key("volumes")],
      type: token.EBS_DEFAULT_KEY,
      refused: (made) => ({ keyArn: made("signing").outputs["arn"] }),
      because: /does not support asymmetric KMS keys/,
      accepted: (made) => ({ keyArn: made("volumes").outputs["arn"] }),
    },
    {
      what: "a default key by its id",
      given: [key("volumes")],
      type: token.EBS_DEFAULT_KEY,
      refused: (made) => ({ keyArn: made("volumes").id }),
      because: /keyArn/,
      accepted: (made) => ({ keyArn: made("volumes").outputs["arn"] }),
    },
    {
      what: "a default key of another region",
      given: [key("away", {}, OTHER_REGION), key("volumes")],
      type: token.EBS_DEFAULT_KEY,
      refused: (made) => ({ keyArn: made("away").outputs["arn"] }),
      because: /does not exist|is in/,
      accepted: (made) => ({ keyArn: made("volumes").outputs["arn"] }),
    },
  ]);

  it(
    "has one of each, in each region",
    inAccount(async (account) => {
      const encryption = { type: token.EBS_ENCRYPTION_BY_DEFAULT, name: "encryption", inputs: {} };
      const instances = { type: METADATA, name: "metadata", inputs: { httpTokens: "required" } };
      await account.makeAll([key("one"), key("two"), defaultKey("one"), encryption, instances]);
      for (const again of [
        defaultKey("two"),
        { ...encryption, name: "again" },
        { ...instances, name: "more" },
      ])
        await assert.rejects(account.make(again), /the region eu-west-1 of .* already: this one would write/);
      await account.make({ ...encryption, name: "there", region: OTHER_REGION });
      await account.make({ ...instances, name: "metadata-there", region: OTHER_REGION });
    }),
  );

  it(
    "fills in no preference, changes in place, and is another for another key",
    inAccount(async (account) => {
      await account.makeAll([key("one"), key("two"), defaultKey("one")]);
      const made = await account.make({
        type: METADATA,
        name: "metadata",
        inputs: { httpTokens: "required" },
      });
      assert.equal(made.id, ACCOUNT);
      assert.equal(made.outputs["httpEndpoint"], "no-preference");
      assert.equal(made.outputs["httpPutResponseHopLimit"], -1);
      const changed = await account.change("metadata", { httpTokens: "optional" });
      assert.equal(changed.outputs["httpTokens"], "optional");
      const defaults = account.made("one-default");
      assert.equal(defaults.id, account.made("one").outputs["arn"]);
      const other = { keyArn: account.made("two").outputs["arn"] };
      assert.deepEqual((await account.provider.difference(defaults, other)).replacesList, ["keyArn"]);
    }),
  );
});
