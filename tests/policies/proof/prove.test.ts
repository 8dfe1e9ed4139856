import * as assert from "node:assert/strict";
import { prove } from "../../../policies/proof/prove";
import { isRefusal } from "../../../policies/proof/verdict";
import { allow, BREAK_GLASS, document, MIRROR, role, rolePolicy, trust, VAULT } from "./documents";
import { UNKNOWN } from "../try-rule";
import { all, asResources, type Change, changing, type Estate, having, made, without } from "./estate";
import { goodEstate, settings, vaultStatements } from "./good-estate";
import { verdictOf, verdictsOf } from "./verdicts";
import { worker } from "./ways-in";

describe("the deletion proof", () => {
  it("speaks of every vault, every copy, everyone who is trusted, and the account", () => {
    const counted = new Map<string, number>();
    for (const { subject, group } of verdictsOf())
      counted.set(`${subject}: ${group}`, (counted.get(`${subject}: ${group}`) ?? 0) + 1);
    const ofVault = (vault: string) => [
      [`${vault}: What happens without anybody asking`, 4],
      [`${vault}: Bringing a weaker lock along`, 2],
      [`${vault}: Ending an object or its lock`, 9],
      [`${vault}: Changing how the vault keeps`, 16],
      [`${vault}: Ending or changing its key key`, 9],
    ];
    assert.deepEqual(
      [...counted],
      [
        ...ofVault(VAULT),
        ...ofVault(MIRROR),
        ["azure:copyaccount/copies: What happens without anybody asking", 4],
        ["azure:copyaccount/copies: Ending the copy in Azure", 12],
        ["role break-glass: Those whom the stage trusts", 2],
        ["role custodian: Those whom the stage trusts", 1],
        ["role deploy: Those whom the stage trusts", 1],
        ["account 111122223333: Leaving what an organization refuses", 6],
        ["account 111122223333: Ending any key", 2],
        ["account 111122223333: Opening roads to buckets", 7],
        ["account 111122223333: Ending the evidence", 5],
        ["account 111122223333: Ending other stores and their vaults of backups", 8],
        ["account 111122223333: Ending backups", 2],
      ],
    );
  });

  it("refuses nothing of a good estate, and says who may", () => {
    const verdicts = verdictsOf();
    assert.deepEqual(verdicts.filter(isRefusal), []);
    assert.deepEqual([...new Set(verdicts.map(({ outcome }) => outcome))], ["nobody", "only"]);
    assert.deepEqual(
      verdicts
        .filter(({ outcome }) => outcome === "only")
        .map(({ subject, action }) => `${subject}: ${action}`),
      [
        ...[VAULT, MIRROR].flatMap((vault) =>
          ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutBucketPolicy", "kms:PutKeyPolicy"].map(
            (action) => `${vault}: ${action}`,
          ),
        ),
        ...["break-glass", "custodian", "deploy"].map((name) => `role ${name}: sts:AssumeRole`),
      ],
    );
  });

  it("says by which steps those may who may", () => {
    const person = "arn:aws:iam::777788889999:user/break-glass/first-person";
    const deletes = "s3:DeleteObject (break-glass-permissions: policy, statement Delete)";
    assert.deepEqual(verdictOf("s3:DeleteObject"), {
      subject: VAULT,
      group: "Ending an object or its lock",
      action: "s3:DeleteObject",
      outcome: "only",
      because: "refused by vault-policy: policy, statement RefuseDestruction",
      ways: [
        { who: "role break-glass", steps: [deletes], permitted: true, undecided: [] },
        {
          who: person,
          steps: [
            `${person} becomes role break-glass by break-glass: assumeRolePolicy, statement Trust`,
            deletes,
          ],
          permitted: true,
          undecided: [],
        },
      ],
    });
    const { ways } = verdictOf("kms:PutKeyPolicy");
    const github = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
    assert.deepEqual(
      ways.map(({ who, permitted }) => [who, permitted]),
      [
        ["role custodian", true],
        ["role deploy", true],
        [`whoever ${github} knows`, true],
      ],
    );
  });

  for (const [action, because] of [
    ["objects land unlocked", "the default lock is COMPLIANCE, 180 days or more"],
    [
      "s3:PutObject",
      "refused by vault-policy: policy, statement RefuseShortRetention, vault-policy: policy, statement RefuseWeakLock",
    ],
    ["s3:DeleteBucket", "refused by vault-policy: policy, statement RefuseDestruction"],
    ["kms:CreateGrant", "refused by key: policy, statement OnlyCustodiansGrant"],
    ["a lifecycle rule expires objects", "no rule expires anything before 180 days"],
    ["replication copies a deletion, or copies elsewhere", "it copies no deletion, and to vaults only"],
    ["its key is ended where nobody sees it", "its key is S3's own, or one of those judged here"],
    ["blobs can be changed or deleted", "an immutability policy holds each for 90 days or more"],
    ["an account key or a local user opens it", "shared keys, SFTP and local users are off"],
    ["a management rule deletes blobs", "no rule deletes anything before 90 days"],
    ["a deleted key is purged", "its key vaults have purge protection"],
    ["logs:DeleteLogGroup", "no statement allows it"],
    ["Microsoft.Storage/storageAccounts/delete", "no role assignment of the stacks allows it"],
    ["to stay longer than an hour", "a session ends after 3600 seconds"],
  ] as const)
    it(`says why nobody can: ${action}`, () => {
      assert.deepEqual([verdictOf(action).outcome, verdictOf(action).because], ["nobody", because]);
    });

  it("says why nobody can, where nobody may", () => {
    const closed = changing("custodian", { assumeRolePolicy: document() });
    const { outcome, because } = verdictOf("sts:AssumeRole", closed, "role custodian");
    assert.deepEqual([outcome, because], ["nobody", "no other trust or permission lets anybody in"]);
  });

  it("refuses stacks that have no vault", () => {
    assert.deepEqual(prove([], settings).verdicts[0], {
      subject: "the archive",
      group: "What is judged",
      action: "to find a vault",
      outcome: "could",
      because: "",
      ways: [
        { who: "nobody knows who", steps: ["the stacks have no vault"], permitted: false, undecided: [] },
      ],
    });
  });

  it("says that a key's policy lets nobody in", () => {
    const { because } = verdictOf("kms:DisableKey", changing("key", { policy: document() }));
    assert.equal(because, "refused by the policy of key key, which lets nobody in");
  });

  it("says of a way in who, by which steps, and no reason", () => {
    assert.deepEqual(verdictOf("logs:DeleteLogGroup", worker(allow("logs:DeleteLogGroup"))), {
      subject: "account 111122223333",
      group: "Ending the evidence",
      action: "logs:DeleteLogGroup",
      outcome: "could",
      because: "",
      ways: [
        {
          who: "role worker",
          steps: ["logs:DeleteLogGroup (worker-permissions: policy, statement 1)"],
          permitted: false,
          undecided: [],
        },
      ],
    });
  });

  const whoCould = (action: string, change: Change) => verdictOf(action, change).ways.map(({ who }) => who);
  const GIVEN = "any identity of account 111122223333 that is given it";

  it("takes a policy that is not there for none, not for one that lets everybody in", () => {
    const empty = all(without("vault-policy"), changing("vault", { policy: "" }));
    assert.deepEqual(whoCould("s3:PutObjectLegalHold", empty), [GIVEN]);
    assert.deepEqual(whoCould("kms:DisableKey", changing("key", { policy: undefined })), [GIVEN]);
  });

  it("looks at a custodian's own keys alone, and at all where a key's ARN is not known", () => {
    const keyless = (resource: string) =>
      having({ "custodian-permissions": rolePolicy("custodian", allow("kms:PutKeyPolicy", resource)) });
    assert.deepEqual(
      whoCould("kms:PutKeyPolicy", keyless("arn:aws:kms:eu-west-1:111122223333:key/1111")),
      [],
    );
    const unknown = all(
      keyless("arn:aws:kms:eu-west-1:111122223333:key/1111"),
      changing("key", { arn: UNKNOWN }),
      changing("vault-encryption", encryptedBy("0000")),
      changing("mirror-encryption", { rules: [] }),
    );
    assert.equal(whoCould("kms:PutKeyPolicy", unknown)[0], "role custodian");
  });

  it("looks at a vault's own name alone, and at all where it is not known", () => {
    const unrefused = all(
      changing("vault-policy", { policy: document() }),
      worker(allow("s3:PutObjectLegalHold", "arn:aws:s3:::other/*")),
    );
    assert.deepEqual(whoCould("s3:PutObjectLegalHold", unrefused), [GIVEN]);
    const nameless = all(unrefused, changing("vault", { bucket: UNKNOWN }), without("vault-policy"));
    assert.deepEqual(whoCould("s3:PutObjectLegalHold", nameless), ["role worker", GIVEN]);
    assert.equal(verdictOf("s3:PutObjectLegalHold", nameless).subject, "vault");
  });

  it("looks up an alias that a key's name was computed from", () => {
    const encryption = {
      "vault-encryption": made(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        { bucket: VAULT, ...encryptedBy(UNKNOWN) },
        { rules: ["alias"] },
      ),
      alias: made("aws:kms/alias:Alias", { name: "alias/data", targetKeyId: "0000" }),
    };
    assert.equal(verdictOf("kms:DisableKey", having(encryption)).subject, VAULT);
  });

  it("takes for harmless what S3 refuses whoever asks, and what a job does as somebody else", () => {
    const unrefused = all(
      changing("vault-policy", {
        policy: document(...["short", "weak"].flatMap((name) => vaultStatementsOf(name))),
      }),
      worker({ Sid: "Order", ...allow(["s3:CreateJob", "s3:UpdateJobStatus"]) }),
      // What a rule expires early it still expires behind the locks.
      changing("vault-lifecycle", { rules: [{ status: "Enabled", expiration: { days: 1 } }] }),
    );
    const harmless = verdictsOf(unrefused).filter(({ outcome }) => outcome === "harmless");
    assert.deepEqual(
      harmless.map(({ action, because }) => [action, because]),
      [
        [
          "s3:DeleteBucket",
          "S3 deletes no bucket with objects in it, and nobody can delete those that are locked",
        ],
        ["s3:BypassGovernanceRetention", "every lock is in compliance mode, which nobody bypasses"],
        ["s3:PutBucketVersioning", "S3 suspends no versioning where Object Lock is on"],
        ["s3:CreateJob", "a job acts as the role that is passed to it; each role is judged here"],
        ["s3:UpdateJobStatus", "a job acts as the role that is passed to it; each role is judged here"],
      ],
    );
  });

  it("takes none of them for harmless where a lock is not in compliance mode", () => {
    const governed = all(
      changing("vault-policy", {
        policy: document(...["short", "weak"].flatMap((name) => vaultStatementsOf(name))),
      }),
      changing("vault-lock", { rule: { defaultRetention: { mode: "GOVERNANCE", days: 180 } } }),
      changing("vault", { objectLockEnabled: false }),
    );
    assert.deepEqual(
      verdictsOf(governed).filter(({ outcome }) => outcome === "harmless"),
      [],
    );
  });

  it("is undecided only where nobody is known to be able to", () => {
    const attached: Estate = {
      attachment: {
        type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        props: { role: "worker", policyArn: "arn:aws:iam::111122223333:policy/elsewhere" },
      },
    };
    assert.equal(verdictOf("logs:DeleteLogGroup", having(attached)).outcome, "undecided");
    const erasing = {
      second: role("second", trust({ Service: "x" })),
      more: rolePolicy("second", allow("logs:*")),
    };
    assert.equal(verdictOf("logs:DeleteLogGroup", having({ ...attached, ...erasing })).outcome, "could");
  });

  it("asks the decider about as often for each role, however many there are", () => {
    const roles = (count: number): Change =>
      having(
        Object.fromEntries(
          Array.from({ length: count }, (_, index) => `role-${index}`).flatMap((name) => [
            [name, role(name, trust({ Service: "lambda.amazonaws.com" }))],
            [
              `${name}-permissions`,
              rolePolicy(
                name,
                allow(["s3:GetObject", "logs:DeleteLogGroup"], "*"),
                allow("sts:AssumeRole", BREAK_GLASS),
              ),
            ],
          ]),
        ),
      );
    const asked = [0, 50, 100].map(
      (count) => prove(asResources(roles(count)(goodEstate)), settings).decisions,
    );
    const [none = 0, some = 0, twice = 0] = asked;
    assert.ok(none > 0);
    assert.equal(twice - some, some - none);
  });
});

function encryptedBy(kmsMasterKeyId: string) {
  return { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } }] };
}

function vaultStatementsOf(name: string) {
  const statement = vaultStatements(VAULT)[name];
  return statement ? [statement] : [];
}
