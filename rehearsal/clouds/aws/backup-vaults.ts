import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { invalidPrincipal, statementsOf } from "./policy-document";
import { key } from "./refers";
import { BACKUP_LOCK, BACKUP_POLICY, BACKUP_VAULT } from "./tokens";
import { first, numberAt, thingAt } from "./values";

const INVALID = "InvalidParameterValueException:";

/** Vaults of AWS Backup, how they are locked and who may do what [docs.aws.amazon.com: AWS Backup Vault Lock]. */
export const backupVaults: Readonly<Record<string, ResourceType>> = {
  [BACKUP_VAULT]: {
    inputs: words("forceDestroy kmsKeyArn tags"),
    name: {
      property: "name",
      pattern: /^[A-Za-z0-9_-]{2,50}$/,
      says: "2 to 50 letters, digits, - and _",
      unique: "region",
      taken: "AlreadyExistsException: Backup vault with the same name already exists",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: {
      arn: (making) => arn("backup", making, `backup-vault:${making.name}`),
      recoveryPoints: () => 0,
    },
    defaults: { forceDestroy: false },
    replacedBy: words("kmsKeyArn"),
    refers: [key("kmsKeyArn", { form: "arn" })],
  },
  [BACKUP_LOCK]: {
    inputs: words("backupVaultName changeableForDays maxRetentionDays minRetentionDays"),
    required: words("backupVaultName"),
    id: ({ text }) => text("backupVaultName"),
    computed: { backupVaultArn: vaultArn },
    replacedBy: words("backupVaultName changeableForDays maxRetentionDays minRetentionDays"),
    limits: {
      changeableForDays: { from: 3, to: 36_500 },
      maxRetentionDays: { from: 1, to: 36_500 },
      minRetentionDays: { from: 1, to: 36_500 },
    },
    refers: [{ at: "backupVaultName", to: [BACKUP_VAULT], form: "name" }],
    refuseInputs: periodFault,
    refuseDelete: ({ inputs, id }) =>
      inputs["changeableForDays"] === undefined
        ? undefined
        : `InvalidRequestException: The lock of vault ${id} is in compliance mode and cannot be removed (within its days of grace AWS would still do it; here no time passes)`,
  },
  [BACKUP_POLICY]: {
    inputs: words("backupVaultName policy"),
    required: words("backupVaultName policy"),
    id: ({ text }) => text("backupVaultName"),
    computed: { backupVaultArn: vaultArn },
    replacedBy: words("backupVaultName"),
    refers: [{ at: "backupVaultName", to: [BACKUP_VAULT], form: "name" }],
    documents: [{ property: "policy", max: 20_480, kind: "policy" }],
    refuseInputs: ({ policy }) => policyFault(policy),
    refuseMaking: (making) => {
      const principal = invalidPrincipal(making.inputs["policy"], making);
      return principal && `${INVALID} Invalid principal in policy: ${principal.value}`;
    },
  },
};

function vaultArn(making: Making): unknown {
  return thingAt([BACKUP_VAULT], making.text("backupVaultName"), making)?.outputs["arn"] ?? "";
}

function periodFault(inputs: Properties): string | undefined {
  const [least, most] = [numberAt(inputs, "minRetentionDays"), numberAt(inputs, "maxRetentionDays")];
  return least !== undefined && most !== undefined && least > most
    ? `${INVALID} MinRetentionDays (${least}) must not be more than MaxRetentionDays (${most})`
    : undefined;
}

/** Vaults take no wildcard for actions, unlike all else with policies [docs.aws.amazon.com: Vault access policies]. */
function policyFault(policy: unknown): string | undefined {
  return first(statementsOf(policy), ({ hasPrincipal, actions }) => {
    if (!hasPrincipal) return `${INVALID} The policy has a statement without a Principal`;
    const foreign = actions.find((action) => !/^backup:[A-Za-z]+$/.test(action));
    return (
      foreign &&
      `${INVALID} The specified policy cannot be added to the vault: ${foreign} is no action of its`
    );
  });
}
