import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import { inAccount, OTHER_REGION, refusals } from "./cases";
import { bucket } from "./things";

const LOCKED = { objectLockEnabled: true };

const OWNERSHIP = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";

describe("the simulated AWS: S3 buckets", () => {
  const NAMES = {
    "that is too short": "ab",
    "that is too long": "a".repeat(64),
    "with capital letters": "Vault-of-archives",
    "with two dots in a row": "vault..archives",
    "that is an IP address": "192.168.5.4",
    "with a reserved prefix": "xn--vault",
    "with a reserved suffix": "vault-s3alias",
    "that ends with a hyphen": "vault-",
  };
  refusals(
    Object.entries(NAMES).map(([what, name]) => ({
      what: `a name ${what}`,
      type: token.BUCKET,
      refused: { bucket: name },
      because: /not a valid name/,
      accepted: { bucket: "vault.archives-1" },
    })),
  );
  refusals([
    {
      what: "a name that the account has",
      given: [bucket("vault")],
      type: token.BUCKET,
      refused: { bucket: "vault" },
      because: /BucketAlreadyOwnedByYou/,
      accepted: { bucket: "vault-2" },
    },
    {
      what: "the deprecated settings inside a bucket",
      type: token.BUCKET,
      refused: { bucket: "vault", versioning: { enabled: true } },
      because: /does not know this property.*rehearsal\/clouds\/aws/,
      accepted: { bucket: "vault" },
    },
    {
      what: "tags that are AWS's own",
      type: token.BUCKET,
      refused: { bucket: "vault", tags: { "aws:owner": "me" } },
      because: /InvalidTag/,
      accepted: { bucket: "vault", tags: { "archive:role": "vault" } },
    },
    {
      what: "a tag with a value of 257 characters",
      type: token.BUCKET,
      refused: { bucket: "vault", tags: { note: "v".repeat(257) } },
      because: /InvalidTag: the value of the tag "note"/,
      accepted: { bucket: "vault", tags: { note: "v".repeat(256) } },
    },
    {
      what: "more than 50 tags",
      type: token.BUCKET,
      refused: {
        bucket: "vault",
        tags: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`tag-${at}`, ""])),
      },
      because: /TooManyTags/,
      accepted: { bucket: "vault" },
    },
    {
      what: "a setting of a bucket that does not exist",
      given: [bucket("vault")],
      type: OWNERSHIP,
      refused: { bucket: "vaults", rule: { objectOwnership: "BucketOwnerEnforced" } },
      because: /vaults does not exist/,
      accepted: { bucket: "vault", rule: { objectOwnership: "BucketOwnerEnforced" } },
    },
    {
      what: "a setting of a bucket that is in another region",
      given: [bucket("vault"), bucket("away", {}, OTHER_REGION)],
      type: OWNERSHIP,
      refused: { bucket: "away", rule: { objectOwnership: "BucketOwnerEnforced" } },
      because: /away is in eu-west-2, not in eu-west-1/,
      accepted: { bucket: "vault", rule: { objectOwnership: "BucketOwnerEnforced" } },
    },
    {
      what: "a bucket's ARN where its name belongs",
      given: [bucket("vault")],
      type: OWNERSHIP,
      refused: { bucket: "arn:aws:s3:::vault", rule: { objectOwnership: "BucketOwnerEnforced" } },
      because: /a name is expected here/,
      accepted: { bucket: "vault", rule: { objectOwnership: "BucketOwnerEnforced" } },
    },
    {
      what: "an ownership that there is not",
      given: [bucket("vault")],
      type: OWNERSHIP,
      refused: { bucket: "vault", rule: { objectOwnership: "Mine" } },
      because: /expected rule.objectOwnership to be one of/,
      accepted: { bucket: "vault", rule: { objectOwnership: "ObjectWriter" } },
    },
  ]);

  it(
    "refuses a name that another account has",
    inAccount(async (account) => {
      await account.make(bucket("vault"));
      const stranger = await account.provider.beside({
        region: "eu-west-1",
        allowedAccountIds: '["444455556666"]',
      });
      await assert.rejects(
        stranger.make(token.BUCKET, "vault", { bucket: "vault" }),
        /BucketAlreadyExists: The requested bucket name is not available/,
      );
      stranger.stop();
    }),
  );

  it(
    "has the real ids and ARNs, and is replaced for Object Lock",
    inAccount(async (account) => {
      const made = await account.make(bucket("vault", LOCKED));
      assert.equal(made.id, "vault");
      assert.equal(made.outputs["arn"], "arn:aws:s3:::vault");
      assert.equal(made.outputs["bucketRegionalDomainName"], "vault.s3.eu-west-1.amazonaws.com");
      const unlocked = await account.provider.difference(made, { bucket: "vault" });
      assert.deepEqual([unlocked.replacesList, unlocked.deletebeforereplace], [["objectLockEnabled"], true]);
      const tagged = await account.provider.difference(made, {
        bucket: "vault",
        ...LOCKED,
        tags: { a: "b" },
      });
      assert.deepEqual([tagged.diffsList, tagged.replacesList], [["tags"], []]);
    }),
  );

  it(
    "makes up names in lower case",
    inAccount(async (account) => {
      const made = await account.make({ type: token.BUCKET, name: "ReportData", inputs: {} });
      assert.match(made.id, /^reportdata-[0-9a-f]{7}$/);
    }),
  );
});
