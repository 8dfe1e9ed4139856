import { UNKNOWN } from "../../try-rule";
import {
  ACCOUNT,
  CUSTODIAN,
  DEPLOY,
  deny,
  document,
  KEY_ARN,
  role,
  roleArn,
  type Statement,
  trust,
  VAULT,
} from "../documents";
import { all, type Change, changing, having, made, without } from "../estate";
import { keyStatements } from "../good-estate";
import { tryWaysIn, type WayIn } from "../ways-in";

const ENDING = ["kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:DeleteImportedKeyMaterial"];
const CHANGING = [
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:UpdatePrimaryRegion",
  "kms:UpdateAlias",
  "kms:DeleteAlias",
];
const ALL = [...ENDING, "kms:PutKeyPolicy", "kms:CreateGrant", ...CHANGING.slice(1)];
const whole = document(...Object.values(keyStatements));

function says(action: string, but = ""): string {
  return `any identity of account ${ACCOUNT} that is given it: no statement of the policy of key key surely refuses ${action} to all${but}`;
}
const SECOND = roleArn("second");
const second = having({ second: role("second", trust({ AWS: DEPLOY })) });
const BUT_CUSTODIAN = ` but ${CUSTODIAN}`;

function policy(changes: Readonly<Record<string, Statement | undefined>>): Change {
  const statements = Object.values({ ...keyStatements, ...changes }).flatMap((each) => (each ? [each] : []));
  return changing("key", { policy: document(...statements) });
}

const grants = (Condition: object) =>
  policy({
    grant: deny("G", "kms:CreateGrant", "*", {
      ArnNotEquals: { "aws:PrincipalArn": CUSTODIAN },
      ...Condition,
    }),
  });
const changes = (but: readonly string[], Condition: object = {}) =>
  policy({
    change: deny("C", CHANGING, "*", { ArnNotEquals: { "aws:PrincipalArn": but }, ...Condition }),
  });
const service = (Action: string) => ({
  Sid: "Service",
  Effect: "Allow",
  Principal: { Service: "s3.amazonaws.com" },
  Action,
  Resource: "*",
});
const separate = (props: object, from?: Readonly<Record<string, readonly string[]>>) =>
  having({
    "key-policy": made("aws:kms/keyPolicy:KeyPolicy", { keyId: "0000", policy: whole, ...props }, from),
  });
const encrypting = (kmsMasterKeyId: unknown): Change =>
  changing("vault-encryption", {
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId } }],
  });
const UNSEEN = "its key is ended where nobody sees it";

function unseen(way: string, id: unknown, shown: string, nearMiss: string, harmless: Change): WayIn {
  const step = `its key is ${shown}, which is in none of the stacks`;
  return {
    way,
    by: encrypting(id),
    could: [UNSEEN],
    says: `nobody knows who: ${step} (${step})`,
    nearMiss,
    harmless,
  };
}

tryWaysIn("by the key", [
  {
    way: "no refusal of its end",
    by: policy({ destruction: undefined }),
    could: ENDING,
    says: says("kms:DisableKey"),
    nearMiss: "one of more than that",
    harmless: policy({
      destruction: deny("D", ["kms:S*", "kms:Disable*", "kms:DeleteImportedKeyMaterial"], "*"),
    }),
  },
  {
    way: "a refusal of it but for the custodian",
    by: policy({
      destruction: {
        ...keyStatements["destruction"],
        Condition: { ArnNotEquals: { "aws:PrincipalArn": CUSTODIAN } },
      },
    }),
    could: ENDING,
    says: says("kms:ScheduleKeyDeletion"),
    nearMiss: "one of one of them twice",
    harmless: policy({ more: deny("M", "kms:DisableKey", "*") }),
  },
  {
    way: "no refusal of its change",
    by: policy({ change: undefined }),
    could: CHANGING,
    says: says("kms:PutKeyPolicy", BUT_CUSTODIAN),
    nearMiss: "one without exception",
    harmless: policy({ change: { ...keyStatements["change"], Condition: {} } }),
  },
  {
    way: "no refusal of grants",
    by: policy({ grant: undefined }),
    could: ["kms:CreateGrant"],
    says: says("kms:CreateGrant", BUT_CUSTODIAN),
    nearMiss: "one of all grants",
    harmless: grants({}),
  },
  {
    way: "grants refused only where the request says that they are nobody's",
    by: grants({ Bool: { "kms:GrantIsForAWSResource": "false" } }),
    could: ["kms:CreateGrant"],
    says: says("kms:CreateGrant", BUT_CUSTODIAN),
    nearMiss: "unless it says that they are a service's",
    harmless: grants({ StringNotEquals: { "kms:GrantIsForAWSResource": "true" } }),
  },
  {
    way: "grants refused only where it says nothing",
    by: grants({ Null: { "kms:GrantIsForAWSResource": "true" } }),
    could: ["kms:CreateGrant"],
    says: says("kms:CreateGrant", BUT_CUSTODIAN),
    nearMiss: "no way in for the account at all",
    harmless: policy({ iam: undefined, grant: undefined }),
  },
  {
    way: "no refusal of its change to a second custodian, who is named",
    by: all(second, policy({ change: undefined })),
    could: CHANGING,
    says: says("kms:PutKeyPolicy", `${BUT_CUSTODIAN}, ${SECOND}`),
    nearMiss: "a refusal but for both",
    harmless: all(second, changes([CUSTODIAN, SECOND])),
    given: { custodianRoleArns: [CUSTODIAN, SECOND] },
  },
  {
    way: "its change refused only where a request speaks of a grant",
    by: changes([CUSTODIAN], { BoolIfExists: { "kms:GrantIsForAWSResource": "false" } }),
    could: CHANGING,
    says: says("kms:PutKeyPolicy", BUT_CUSTODIAN),
    nearMiss: "a grant refused by two statements, one for each thing that it may say",
    harmless: policy({
      grant: deny("G", "kms:CreateGrant", "*", { Bool: { "kms:GrantIsForAWSResource": "false" } }),
      silent: deny("S", "kms:CreateGrant", "*", { Null: { "kms:GrantIsForAWSResource": "true" } }),
    }),
  },
  {
    way: "a service that may end it",
    by: policy({
      destruction: {
        ...keyStatements["destruction"],
        Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT } },
      },
      service: service("kms:*"),
    }),
    could: ENDING,
    says: "whoever its policy names: kms:DisableKey (key: policy, statement Service)",
    nearMiss: "a service that may use it",
    harmless: policy({
      destruction: {
        ...keyStatements["destruction"],
        Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT } },
      },
      service: service("kms:Decrypt"),
    }),
  },
  {
    way: "a key without a policy",
    by: changing("key", { policy: undefined }),
    could: ALL,
    says: says("kms:DisableKey"),
    nearMiss: "a key with one of its own",
    harmless: all(changing("key", { policy: undefined }), separate({})),
  },
  {
    way: "a policy of its own that replaces the other",
    by: separate({ policy: document(keyStatements["iam"] ?? {}) }),
    could: ALL,
    says: says("kms:DisableKey"),
    nearMiss: "by its ARN",
    harmless: all(changing("key", { policy: undefined }), separate({ keyId: KEY_ARN })),
  },
  {
    way: "a policy of its own for another key",
    by: all(changing("key", { policy: undefined }), separate({ keyId: "1111" })),
    could: ALL,
    says: says("kms:DisableKey"),
    nearMiss: "by what it was computed from",
    harmless: all(changing("key", { policy: undefined }), separate({ keyId: UNKNOWN }, { keyId: ["key"] })),
  },
  {
    way: "a policy that cannot be read",
    by: changing("key", { policy: "everybody" }),
    could: ALL,
    says: "whoever its policy names: kms:DisableKey (key: policy) (key: policy: its Action is not JSON)",
    nearMiss: "a policy that is empty, beside one of its own",
    harmless: all(changing("key", { policy: "" }), separate({})),
  },
  {
    way: "a replica key",
    by: having({ key: made("aws:kms/replicaKey:ReplicaKey", { arn: KEY_ARN, keyId: "0000" }) }),
    could: ALL,
    says: says("kms:DisableKey"),
    nearMiss: "with a policy",
    harmless: having({
      key: made("aws:kms/replicaKey:ReplicaKey", { arn: KEY_ARN, keyId: "0000", policy: whole }),
    }),
  },
  {
    way: "a key from outside",
    by: having({ key: made("aws:kms/externalKey:ExternalKey", { arn: KEY_ARN }) }),
    could: ALL,
    says: says("kms:DisableKey"),
    nearMiss: "with a policy",
    harmless: having({ key: made("aws:kms/externalKey:ExternalKey", { arn: KEY_ARN, policy: whole }) }),
  },
  {
    way: "by an alias",
    by: all(
      changing("key", { policy: undefined }),
      encrypting("alias/data"),
      changing("mirror-encryption", { rules: [] }),
      having({ alias: made("aws:kms/alias:Alias", { name: "alias/data", targetKeyId: "0000" }) }),
    ),
    could: ALL,
    says: says("kms:DisableKey"),
    nearMiss: "by the ARN of an alias, and the key's ARN",
    harmless: all(
      encrypting("arn:alias"),
      having({
        alias: made("aws:kms/alias:Alias", { name: "alias/data", arn: "arn:alias", targetKeyId: KEY_ARN }),
      }),
    ),
  },
  unseen(
    "a key that is in no stack",
    "arn:aws:kms:eu-west-1:999900001111:key/9",
    "arn:aws:kms:eu-west-1:999900001111:key/9",
    "one that is, by its id",
    encrypting("0000"),
  ),
  unseen(
    "an alias that is in no stack",
    "alias/other",
    "alias/other",
    "an alias whose key is only being made",
    all(
      encrypting("alias/data"),
      having({
        alias: made(
          "aws:kms/alias:Alias",
          { name: "alias/data", targetKeyId: UNKNOWN },
          { targetKeyId: ["key"] },
        ),
      }),
    ),
  ),
  unseen(
    "a key that is not known",
    UNKNOWN,
    "not known in preview",
    "one that is only being made",
    having({
      "vault-encryption": made(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        { bucket: VAULT, rules: [{ applyServerSideEncryptionByDefault: { kmsMasterKeyId: UNKNOWN } }] },
        { rules: ["key"] },
      ),
    }),
  ),
  {
    way: "rules that cannot be read",
    by: changing("vault-encryption", { rules: UNKNOWN }),
    could: [UNSEEN],
    says: "nobody knows who: its key is not known in preview, which is in none of the stacks (its key is not known in preview, which is in none of the stacks)",
    nearMiss: "S3's own keys",
    harmless: all(
      encrypting(""),
      changing("mirror-encryption", {
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
      }),
      without("key", "custodian-permissions"),
    ),
  },
]);
