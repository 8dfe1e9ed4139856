import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import { ACCOUNT, inAccount, type Step } from "./cases";
import { bucket, document, allow, key, rights, role, versioning } from "./things";

interface Put {
  readonly given?: readonly Step[];
  /** What is made, and then made again by the same resource, as after an engine that died before it had written it down. */
  readonly put: Step;
  /** What another resource hears that would write over it. */
  readonly second: RegExp;
}

const READS = `arn:aws:iam::${ACCOUNT}:policy/reads`;

const puts: readonly Put[] = [
  {
    given: [bucket("files")],
    put: versioning("files"),
    second: /AlreadyExists: .* files exists already/,
  },
  {
    given: [role("reader")],
    put: {
      type: token.ROLE_POLICY,
      name: "reads",
      inputs: { name: "reads", role: "reader", policy: document(allow("s3:GetObject", { Resource: "*" })) },
    },
    second: /AlreadyExists: .* reader:reads exists already/,
  },
  {
    given: [
      role("reader"),
      { type: token.POLICY, name: "reads", inputs: { name: "reads", policy: rights() } },
    ],
    put: {
      type: token.POLICY_ATTACHMENT,
      name: "reads-of-reader",
      inputs: { role: "reader", policyArn: READS },
    },
    second: /AlreadyExists: .* reader\/arn:aws:iam::\d+:policy\/reads exists already/,
  },
  {
    put: { type: token.ACCOUNT_PUBLIC_ACCESS_BLOCK, name: "block", inputs: { blockPublicAcls: true } },
    second: /has its public access block already/,
  },
  {
    put: { type: token.EBS_ENCRYPTION_BY_DEFAULT, name: "encryption", inputs: { enabled: true } },
    second: /has its .* already: this one would write over it/,
  },
  {
    put: { type: token.INSPECTOR, name: "scans", inputs: { accountIds: [ACCOUNT], resourceTypes: ["ECR"] } },
    second: /has its .* already: this one would write over it/,
  },
  {
    put: { type: token.REGISTRY_SCANNING, name: "registry", inputs: { scanType: "BASIC" } },
    second: /has its .* already: this one would write over it/,
  },
  {
    put: {
      type: token.BACKUP_REGION,
      name: "types",
      inputs: { resourceTypeOptInPreference: { Aurora: true } },
    },
    second: /has its .* already: this one would write over it/,
  },
  {
    given: [key("volumes")],
    put: {
      type: token.EBS_DEFAULT_KEY,
      name: "default-key",
      inputs: (made) => ({ keyArn: made("volumes").outputs["arn"] }),
    },
    second: /has its .* already: this one would write over it/,
  },
  {
    put: { type: token.INSTANCE_METADATA_DEFAULTS, name: "metadata", inputs: { httpTokens: "required" } },
    second: /has its .* already: this one would write over it/,
  },
];

describe("the simulated AWS: what is made again", () => {
  for (const { given = [], put, second } of puts) {
    it(
      `${put.type} writes over what the same resource has made, and over no other's`,
      inAccount(async (account) => {
        await account.makeAll(given);
        const first = await account.make(put);
        const again = await account.make(put);
        assert.equal(again.id, first.id);
        assert.equal(account.provider.cloud.all(put.type).length, 1);
        await assert.rejects(account.make({ ...put, name: "second" }), second);
      }),
    );
  }

  it(
    "holds what was said last",
    inAccount(async (account) => {
      await account.make(bucket("files"));
      await account.make(versioning("files", "Suspended"));
      const { outputs } = await account.make(versioning("files"));
      assert.deepEqual(outputs["versioningConfiguration"], { status: "Enabled" });
    }),
  );

  it(
    "counts a policy of a role once, however often it is put",
    inAccount(async (account) => {
      const long = document(allow("s3:GetObject", { Resource: `arn:aws:s3:::${"x".repeat(6000)}` }));
      const policy = (name: string): Step => ({
        type: token.ROLE_POLICY,
        name,
        inputs: { name, role: "reader", policy: long },
      });
      await account.makeAll([role("reader"), policy("one"), policy("one")]);
      await assert.rejects(account.make(policy("two")), /LimitExceeded: Maximum policy size/);
    }),
  );

  it(
    "refuses a bucket again, for it has one owner and is made once",
    inAccount(async (account) => {
      await account.make(bucket("files"));
      await assert.rejects(account.make(bucket("files")), /BucketAlreadyOwnedByYou/);
      await account.make(bucket("more-files"));
    }),
  );
});
