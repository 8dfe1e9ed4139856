import { UNKNOWN } from "../../try-rule";
import { ACCOUNT, BREAK_GLASS, CUSTODIAN, deny, document, type Statement, VAULT } from "../documents";
import { all, changing, having, made, without } from "../estate";
import { destroyingActions, vaultStatements } from "../good-estate";
import { tryWaysIn, vaultPolicy, type WayIn } from "../ways-in";

const [ITSELF, OBJECTS] = [`arn:aws:s3:::${VAULT}`, `arn:aws:s3:::${VAULT}/*`];
const ANYBODY = `any identity of account ${ACCOUNT} that is given it: no statement of the policy of ${VAULT} surely refuses`;

const ON_BUCKET = [
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutReplicationConfiguration",
  "s3:PutBucketPolicy",
  "s3:DeleteBucketPolicy",
  "s3:PutBucketAcl",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketOwnershipControls",
  "s3:PutEncryptionConfiguration",
  "s3:PutIntelligentTieringConfiguration",
  "s3:PutBucketLogging",
  "s3:PutBucketTagging",
  "s3:PutBucketAbac",
  "s3:PutInventoryConfiguration",
  "s3:PauseReplication",
];
const WRITES = ["s3:PutObjectRetention", "s3:PutObject"];
/** Without compliance on every write, nothing that S3 refuses is refused for sure. */
const EVERYTHING = [...WRITES, ...destroyingActions, ...ON_BUCKET];
const { short, weak, reconfiguration } = vaultStatements(VAULT);

const weakened = (
  way: string,
  changes: Readonly<Record<string, Statement | undefined>>,
  nearMiss: string,
  harmless: Readonly<Record<string, Statement | undefined>>,
  could = WRITES,
): WayIn => ({
  way,
  by: vaultPolicy(changes),
  could,
  says: `${ANYBODY} ${could[0] ?? ""} to all`,
  nearMiss,
  harmless: vaultPolicy(harmless),
});

tryWaysIn("by what a vault lets be changed", [
  {
    way: "a vault without a policy",
    by: without("vault-policy"),
    could: EVERYTHING,
    says: `${ANYBODY} s3:DeleteBucket to all but ${BREAK_GLASS}`,
    nearMiss: "a bucket for logs without a policy",
    harmless: having({
      logs: made("aws:s3/bucket:Bucket", { bucket: "logs", tags: { "archive:role": "logs" } }),
    }),
  },
  {
    way: "a second policy, of which nobody knows whether it holds",
    by: having({
      second: made("aws:s3/bucketPolicy:BucketPolicy", {
        bucket: VAULT,
        policy: document(reconfiguration ?? {}),
      }),
    }),
    could: [...WRITES, ...destroyingActions],
    says: `${ANYBODY} s3:DeleteObject to all but ${BREAK_GLASS}`,
    nearMiss: "a second policy that says the same",
    harmless: having({
      second: made("aws:s3/bucketPolicy:BucketPolicy", {
        bucket: VAULT,
        policy: document(...Object.values(vaultStatements(VAULT))),
      }),
    }),
  },
  {
    way: "a policy of another bucket",
    by: changing("vault-policy", { bucket: `${VAULT}-2` }),
    could: EVERYTHING,
    says: `${ANYBODY} s3:PutBucketPolicy to all but ${CUSTODIAN}`,
    nearMiss: "one that is joined by what it was computed from",
    harmless: having({
      "vault-policy": made(
        "aws:s3/bucketPolicy:BucketPolicy",
        { bucket: UNKNOWN, policy: document(...Object.values(vaultStatements(VAULT))) },
        { bucket: ["vault"] },
      ),
    }),
  },
  {
    way: "a vault whose name is not known",
    by: all(changing("vault", { bucket: UNKNOWN, arn: UNKNOWN }), without("vault-policy")),
    could: ["objects land unlocked", ...EVERYTHING],
    says: "nobody in particular: it has 0 default locks",
    nearMiss: "an inline policy, as deprecated as it is",
    harmless: all(
      without("vault-policy"),
      changing("vault", { policy: document(...Object.values(vaultStatements(VAULT))) }),
    ),
  },
  {
    way: "an empty inline policy",
    by: all(without("vault-policy"), changing("vault", { policy: "" })),
    could: EVERYTHING,
    says: `${ANYBODY} s3:DeleteBucket to all but ${BREAK_GLASS}`,
    nearMiss: "an inline policy that says less, and is but an echo",
    harmless: changing("vault", { policy: document(reconfiguration ?? {}) }),
  },
  {
    way: "a policy that cannot be read",
    by: changing("vault-policy", { policy: UNKNOWN }),
    could: EVERYTHING,
    says: "whoever its policy names: s3:DeleteObject (vault-policy: policy) (vault-policy: policy: its Action is not known in preview)",
    nearMiss: "a policy that is an object",
    harmless: changing("vault-policy", { policy: { Statement: Object.values(vaultStatements(VAULT)) } }),
  },
  {
    way: "no refusal of reconfiguration",
    by: vaultPolicy({ reconfiguration: undefined }),
    could: ON_BUCKET,
    says: `${ANYBODY} s3:PutBucketPolicy to all but ${CUSTODIAN}`,
    nearMiss: "one of everything on the bucket",
    harmless: vaultPolicy({
      reconfiguration: { ...reconfiguration, Action: "s3:Pu*", Resource: `${ITSELF}*`, NotAction: undefined },
      more: deny("D", ["s3:DeleteBucketPolicy", "s3:PauseReplication"], ITSELF),
    }),
  },
  {
    way: "a refusal of it but for the deploys",
    by: vaultPolicy({
      reconfiguration: {
        ...reconfiguration,
        Condition: {
          ArnNotEquals: { "aws:PrincipalArn": [CUSTODIAN, "arn:aws:iam::111122223333:role/deploy"] },
        },
      },
    }),
    could: ON_BUCKET,
    says: `${ANYBODY} s3:PutBucketPolicy to all but ${CUSTODIAN}`,
    nearMiss: "one without exception",
    harmless: vaultPolicy({ reconfiguration: { ...reconfiguration, Condition: {} } }),
  },
  weakened(
    "no refusal of a lock that is too short",
    { short: undefined },
    "of one that is longer than the least, too",
    {
      short: deny("S", WRITES, OBJECTS, {
        NumericLessThan: { "s3:object-lock-remaining-retention-days": "365" },
      }),
    },
    [...WRITES, "s3:DeleteBucket", "s3:BypassGovernanceRetention"].filter((a) => a.startsWith("s3:Put")),
  ),
  weakened(
    "a refusal of a lock that is a day shorter",
    {
      short: deny("S", WRITES, OBJECTS, {
        NumericLessThan: { "s3:object-lock-remaining-retention-days": "179" },
      }),
    },
    "of the least and less",
    {
      short: deny("S", WRITES, OBJECTS, {
        NumericLessThanEquals: { "s3:object-lock-remaining-retention-days": "179" },
      }),
    },
  ),
  weakened(
    "a refusal of a lock of so many days alone",
    {
      short: deny("S", WRITES, OBJECTS, {
        NumericEquals: { "s3:object-lock-remaining-retention-days": "179" },
      }),
    },
    "of any lock at all",
    {
      short: deny("S", WRITES, OBJECTS, { Null: { "s3:object-lock-remaining-retention-days": "false" } }),
      weak: deny("W", WRITES, OBJECTS),
    },
  ),
  weakened("no refusal of governance mode", { weak: undefined }, "one of that mode alone", {
    weak: deny("W", WRITES, OBJECTS, { StringEquals: { "s3:object-lock-mode": "GOVERNANCE" } }),
  }),
  weakened(
    "a refusal of weak locks by one action",
    { short: { ...short, Action: "s3:PutObject" }, weak: { ...weak, Action: "s3:PutObject" } },
    "by all that write",
    { short: { ...short, Action: "s3:Put*" }, weak: { ...weak, Action: "s3:Put*" } },
    ["s3:PutObjectRetention"],
  ),
]);
