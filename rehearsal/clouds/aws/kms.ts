import { words, type DocumentRule, type Making, type ResourceType } from "../catalogue";
import type { Thing } from "../cloud";
import { arn, uuid } from "./arn";
import { covers, invalidPrincipal, statementsOf } from "./policy-document";
import { ALIAS, KEY, REPLICA_KEY } from "./tokens";
import { isSet, thingAt } from "./values";

const POLICY: DocumentRule = { property: "policy", max: 32_768, kind: "policy" };

const DESCRIPTION = { like: /^[^]{0,8192}$/, says: "at most 8192 characters" };

/** What AWS gives a key that is made without a policy: the account decides by IAM. */
export const defaultKeyPolicy = (account: string): string =>
  JSON.stringify({
    Id: "key-default-1",
    Statement: [
      {
        Action: "kms:*",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Resource: "*",
        Sid: "Enable IAM User Permissions",
      },
    ],
    Version: "2012-10-17",
  });

/** A deny for every principal holds for the account's root user, too [AWS: Key policies in AWS KMS]. */
function closedToAll({ id, outputs }: Thing): string | undefined {
  const closed = statementsOf(outputs["policy"]).some(
    (statement) =>
      statement.effect === "Deny" &&
      !statement.hasCondition &&
      statement.principals.some(({ value }) => value === "*") &&
      covers(statement, "kms:ScheduleKeyDeletion"),
  );
  return closed
    ? `AccessDeniedException: not authorized to perform: kms:ScheduleKeyDeletion on resource: ${id} with an explicit deny in a resource-based policy`
    : undefined;
}

/** AWS KMS. A key's deletion is put off by the window; for everyone else it is gone at once. */
export const kms: Readonly<Record<string, ResourceType>> = {
  [KEY]: {
    inputs: words(`bypassPolicyLockoutSafetyCheck customerMasterKeySpec deletionWindowInDays description
      enableKeyRotation isEnabled keyUsage multiRegion policy rotationPeriodInDays tags`),
    id: ({ inputs, digits }) => (inputs["multiRegion"] === true ? `mrk-${digits(32)}` : uuid(digits(32))),
    computed: {
      arn: (making) => arn("kms", making, `key/${making.id}`),
      keyId: ({ id }) => id,
      policy: ({ inputs, account }) => inputs["policy"] ?? defaultKeyPolicy(account),
    },
    defaults: {
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      keyUsage: "ENCRYPT_DECRYPT",
      isEnabled: true,
      enableKeyRotation: false,
      multiRegion: false,
      bypassPolicyLockoutSafetyCheck: false,
    },
    replacedBy: words("customerMasterKeySpec keyUsage multiRegion"),
    limits: {
      description: DESCRIPTION,
      deletionWindowInDays: { from: 7, to: 30 },
      rotationPeriodInDays: { from: 90, to: 2560 },
      keyUsage: { among: words("ENCRYPT_DECRYPT SIGN_VERIFY GENERATE_VERIFY_MAC KEY_AGREEMENT") },
      customerMasterKeySpec: {
        among: words(`SYMMETRIC_DEFAULT RSA_2048 RSA_3072 RSA_4096 HMAC_224 HMAC_256 HMAC_384 HMAC_512
          ECC_NIST_P256 ECC_NIST_P384 ECC_NIST_P521 ECC_SECG_P256K1 SM2`),
      },
    },
    documents: [POLICY],
    refuseDelete: closedToAll,
    refuseInputs: (inputs) =>
      inputs["enableKeyRotation"] === true &&
      (inputs["customerMasterKeySpec"] ?? "SYMMETRIC_DEFAULT") !== "SYMMETRIC_DEFAULT"
        ? "UnsupportedOperationException: only symmetric encryption keys are rotated"
        : isSet(inputs, "rotationPeriodInDays") && inputs["enableKeyRotation"] !== true
          ? "rotation_period_in_days: all of `enable_key_rotation,rotation_period_in_days` must be specified"
          : undefined,
    refuseMaking: policyRefused,
  },
  [REPLICA_KEY]: {
    inputs: words(
      "bypassPolicyLockoutSafetyCheck deletionWindowInDays description enabled policy primaryKeyArn tags",
    ),
    required: words("primaryKeyArn"),
    id: ({ text }) => text("primaryKeyArn").split("/").at(-1) ?? "",
    computed: {
      arn: (making) => arn("kms", making, `key/${making.id}`),
      keyId: ({ id }) => id,
      policy: ({ inputs, account }) => inputs["policy"] ?? defaultKeyPolicy(account),
      keySpec: () => "SYMMETRIC_DEFAULT",
      keyUsage: () => "ENCRYPT_DECRYPT",
      keyRotationEnabled: ({ text, cloud }) =>
        cloud.named([KEY], text("primaryKeyArn"))[0]?.inputs["enableKeyRotation"] === true,
    },
    defaults: { enabled: true },
    replacedBy: words("primaryKeyArn"),
    limits: { description: DESCRIPTION, deletionWindowInDays: { from: 7, to: 30 } },
    refers: [{ at: "primaryKeyArn", to: [KEY], form: "arn", anyRegion: true }],
    documents: [POLICY],
    refuseMaking: (making) => {
      const primary = thingAt([KEY], making.text("primaryKeyArn"), making);
      if (primary?.inputs["multiRegion"] !== true)
        return `UnsupportedOperationException: ${making.text("primaryKeyArn")} is not a multi-Region key.`;
      return primary.region === making.region
        ? `AlreadyExistsException: a replica is in another region than its primary key (${making.region})`
        : policyRefused(making);
    },
  },
  [ALIAS]: {
    inputs: words("targetKeyId"),
    required: words("targetKeyId"),
    name: {
      property: "name",
      pattern: /^alias\/(?!aws\/)[A-Za-z0-9/_-]{1,250}$/,
      says: 'alias/ and up to 250 letters, digits and /_-, and not "alias/aws/", which is AWS\'s own',
      unique: "region",
      taken: "AlreadyExistsException",
      automatic: (logicalName, digits) => `alias/${logicalName}-${digits(7)}`,
    },
    id: ({ name }) => name,
    computed: {
      arn: (making) => arn("kms", making, making.name),
      targetKeyArn: (making) =>
        thingAt([KEY, REPLICA_KEY], making.text("targetKeyId"), making)?.outputs["arn"] ?? "",
    },
    refers: [{ at: "targetKeyId", to: [KEY, REPLICA_KEY] }],
  },
};

function policyRefused(making: Making): string | undefined {
  const { inputs, account } = making;
  if (!isSet(inputs, "policy")) return undefined;
  const invalid = invalidPrincipal(inputs["policy"], making);
  if (invalid)
    return `MalformedPolicyDocumentException: Policy contains a statement with one or more invalid principals. (${invalid.value})`;
  return inputs["bypassPolicyLockoutSafetyCheck"] === true || isKept(inputs["policy"], account)
    ? undefined
    : "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.";
}

/**
 * Whether whoever applies the policy may change it again: the account is allowed to, and nobody is denied it without
 * a condition (which might leave the caller out).
 */
function isKept(policy: unknown, account: string): boolean {
  const about = statementsOf(policy).filter((statement) => covers(statement, "kms:PutKeyPolicy"));
  const accounts = [`arn:aws:iam::${account}:root`, account, "*"];
  return (
    about.some(
      ({ effect, principals }) =>
        effect === "Allow" && principals.some(({ value }) => accounts.includes(value)),
    ) &&
    !about.some(
      ({ effect, principals, hasCondition }) =>
        effect === "Deny" && !hasCondition && principals.some(({ value }) => accounts.includes(value)),
    )
  );
}
