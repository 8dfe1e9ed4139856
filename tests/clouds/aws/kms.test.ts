import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { UNKNOWN } from "../../../rehearsal/clouds/properties";
import { ACCOUNT, inAccount, OTHER_REGION, refusals } from "./cases";
import { allow, document, key, role, roleArn } from "./things";

const root = { AWS: `arn:aws:iam::${ACCOUNT}:root` };

const keyPolicy = (...statements: readonly Properties[]): Properties => ({ policy: document(...statements) });

const everything = allow("kms:*", { Principal: root, Resource: "*" });

describe("the simulated AWS: KMS", () => {
  const given = [key("key"), key("shared", { multiRegion: true }), role("worker")];
  refusals([
    {
      what: "a deletion window of less than a week",
      type: token.KEY,
      refused: { deletionWindowInDays: 6 },
      because: /7 - 30/,
      accepted: { deletionWindowInDays: 7 },
    },
    {
      what: "a rotation more often than every 90 days",
      type: token.KEY,
      refused: { enableKeyRotation: true, rotationPeriodInDays: 89 },
      because: /90 - 2560/,
      accepted: { enableKeyRotation: true, rotationPeriodInDays: 90 },
    },
    {
      what: "a rotation's period without rotation",
      type: token.KEY,
      refused: { rotationPeriodInDays: 90 },
      because: /must be specified/,
      accepted: { enableKeyRotation: false },
    },
    {
      what: "the rotation of a key pair",
      type: token.KEY,
      refused: { customerMasterKeySpec: "RSA_2048", enableKeyRotation: true },
      because: /only symmetric encryption keys are rotated/,
      accepted: { customerMasterKeySpec: "RSA_2048" },
    },
    {
      what: "a policy that locks the account out",
      given,
      type: token.KEY,
      refused: keyPolicy(allow("kms:Decrypt", { Principal: root, Resource: "*" })),
      because: /will not allow you to update the key policy in the future/,
      accepted: {
        ...keyPolicy(allow("kms:Decrypt", { Principal: root, Resource: "*" })),
        bypassPolicyLockoutSafetyCheck: true,
      },
    },
    {
      what: "a policy that denies everyone to change it",
      given,
      type: token.KEY,
      refused: keyPolicy(everything, {
        Effect: "Deny",
        Action: "kms:Put*",
        Principal: "*",
        Resource: "*",
      }),
      because: /will not allow you to update/,
      accepted: keyPolicy(everything, {
        Effect: "Deny",
        Action: "kms:ScheduleKeyDeletion",
        Principal: "*",
        Resource: "*",
      }),
    },
    {
      what: "a policy for a role that does not exist",
      given,
      type: token.KEY,
      refused: keyPolicy(
        everything,
        allow("kms:Decrypt", { Principal: { AWS: roleArn("x") }, Resource: "*" }),
      ),
      because: /invalid principals/,
      accepted: keyPolicy(
        everything,
        allow("kms:Decrypt", { Principal: { AWS: roleArn("worker") }, Resource: "*" }),
      ),
    },
    {
      what: "a policy of more than 32 KiB",
      type: token.KEY,
      refused: keyPolicy({ ...everything, Sid: "S".repeat(32_768) }),
      because: /LimitExceeded.*32768/,
      accepted: keyPolicy({ ...everything, Sid: "S".repeat(32_000) }),
    },
    ...["archive", "alias/aws/archive"].map((name) => ({
      what: `the alias ${name}`,
      given,
      type: token.ALIAS,
      refused: (made: (name: string) => { readonly id: string }) => ({ name, targetKeyId: made("key").id }),
      because: /not a valid name/,
      accepted: (made: (name: string) => { readonly id: string }) => ({
        name: "alias/archive",
        targetKeyId: made("key").id,
      }),
    })),
    {
      what: "an alias that the region has",
      given: [
        ...given,
        {
          type: token.ALIAS,
          name: "first",
          inputs: (made) => ({ name: "alias/a", targetKeyId: made("key").id }),
        },
      ],
      type: token.ALIAS,
      refused: (made) => ({ name: "alias/a", targetKeyId: made("key").id }),
      because: /AlreadyExistsException/,
      accepted: (made) => ({ name: "alias/b", targetKeyId: made("key").id }),
    },
    {
      what: "an alias of a key in another region",
      given: [...given, key("away", {}, OTHER_REGION)],
      type: token.ALIAS,
      refused: (made) => ({ name: "alias/a", targetKeyId: made("away").id }),
      because: /is in eu-west-2/,
      accepted: (made) => ({ name: "alias/a", targetKeyId: made("key").id }),
    },
    {
      what: "a replica in its key's own region",
      given: [...given, key("far", { multiRegion: true }, OTHER_REGION)],
      type: token.REPLICA_KEY,
      refused: (made) => ({ primaryKeyArn: made("shared").outputs["arn"] }),
      because: /another region than its primary/,
      accepted: (made) => ({ primaryKeyArn: made("far").outputs["arn"] }),
    },
    {
      what: "a replica of a key that is for one region",
      given: [...given, key("near", {}, OTHER_REGION), key("far", { multiRegion: true }, OTHER_REGION)],
      type: token.REPLICA_KEY,
      refused: (made) => ({ primaryKeyArn: made("near").outputs["arn"] }),
      because: /not a multi-Region key/,
      accepted: (made) => ({ primaryKeyArn: made("far").outputs["arn"] }),
    },
  ]);

  it(
    "has the real ids, and the policy that AWS gives a key without one",
    inAccount(async (account) => {
      await account.makeAll(given);
      const { id, outputs } = account.made("key");
      assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      assert.equal(outputs["arn"], `arn:aws:kms:eu-west-1:${ACCOUNT}:key/${id}`);
      assert.match(String(outputs["policy"]), /key-default-1/);
      assert.match(account.made("shared").id, /^mrk-[0-9a-f]{32}$/);
      const replica = await (
        await account.in(OTHER_REGION)
      ).make(token.REPLICA_KEY, "replica", {
        primaryKeyArn: account.made("shared").outputs["arn"],
      });
      assert.equal(replica.id, account.made("shared").id);
      const { inputs } = account.made("key");
      const asymmetric = await account.provider.difference(account.made("key"), {
        ...inputs,
        customerMasterKeySpec: "RSA_2048",
      });
      assert.deepEqual(asymmetric.replacesList, ["customerMasterKeySpec"]);
    }),
  );

  const openBut = (denial: object) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          Action: "kms:*",
          Resource: "*",
        },
        { Effect: "Deny", Principal: "*", Action: "kms:ScheduleKeyDeletion", Resource: "*", ...denial },
      ],
    });

  it(
    "deletes no key whose policy refuses that to everybody, and one that refuses it to some",
    inAccount(async (account) => {
      await account.make({ type: token.KEY, name: "kept", inputs: { policy: openBut({}) } });
      await assert.rejects(account.remove("kept"), /AccessDeniedException.*kms:ScheduleKeyDeletion/);
      const toSome = { Condition: { StringNotEquals: { "aws:PrincipalAccount": ACCOUNT } } };
      await account.make({ type: token.KEY, name: "let-go", inputs: { policy: openBut(toSome) } });
      await account.remove("let-go");
    }),
  );

  it(
    "knows in a preview the policy that is given, and not the one that AWS would make up",
    inAccount(async ({ provider }) => {
      const given = keyPolicy(everything);
      const policy = async (inputs: Properties) =>
        (await provider.foresee(token.KEY, "key", inputs))["policy"];
      assert.deepEqual(await policy(given), given["policy"]);
      assert.equal(await policy({}), UNKNOWN);
    }),
  );
});
