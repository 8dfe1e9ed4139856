import { words, type Properties, type ResourceType } from "../catalogue";
import { arn, uuid } from "./arn";
import { trusts } from "./policy-document";
import { roleArn } from "./refers";
import { expressionFault } from "./schedule-expression";
import { BACKUP_PLAN, BACKUP_SELECTION, BACKUP_VAULT } from "./tokens";
import { first, isSet, listAt, numberAt, repeated, textAt, textsAt } from "./values";

const INVALID = "InvalidParameterValueException:";

const NAME = {
  pattern: /^[A-Za-z0-9._-]{1,50}$/,
  says: "up to 50 letters, digits and .-_",
  unique: "no", // AWS tells plans and selections apart by their ids.
  taken: "",
  automatic: true,
} as const;

/** What AWS Backup backs up, when, and for how long [docs.aws.amazon.com: CreateBackupPlan, CreateBackupSelection]. */
export const backupPlans: Readonly<Record<string, ResourceType>> = {
  [BACKUP_PLAN]: {
    inputs: words("advancedBackupSettings rules tags"),
    required: words("rules"),
    name: { property: "name", ...NAME },
    id: ({ digits }) => uuid(digits(32)),
    computed: {
      arn: (making) => arn("backup", making, `backup-plan:${making.id}`),
      version: ({ digits, inputs }) =>
        Buffer.from(digits(48, JSON.stringify(inputs["rules"]))).toString("base64"),
    },
    limits: {
      "rules[].ruleName": { like: NAME.pattern, says: NAME.says },
      "rules[].startWindow": { from: 60, to: 5_256_000 },
      "rules[].completionWindow": { from: 120, to: 5_256_000 },
      "rules[].lifecycle.deleteAfter": { from: 1, to: 36_500 },
      "rules[].copyActions[].lifecycle.deleteAfter": { from: 1, to: 36_500 },
    },
    refers: [
      {
        at: "rules[].targetVaultName",
        to: [BACKUP_VAULT],
        form: "name",
      },
      { at: "rules[].copyActions[].destinationVaultArn", to: [BACKUP_VAULT], form: "arn", anyRegion: true },
    ],
    refuseInputs: rulesFault,
  },
  [BACKUP_SELECTION]: {
    inputs: words("conditions iamRoleArn notResources planId resources selectionTags"),
    required: words("iamRoleArn planId"),
    name: { property: "name", ...NAME },
    id: ({ digits }) => uuid(digits(32)),
    replacedBy: words("conditions iamRoleArn notResources planId resources selectionTags"),
    limits: { "selectionTags[].type": { among: ["STRINGEQUALS"] } },
    refers: [
      {
        at: "planId",
        to: [BACKUP_PLAN],
        holds:
          "InvalidRequestException: Related backup plan selections must be deleted prior to backup plan deletion",
      },
      roleArn("iamRoleArn"),
    ],
    refuseInputs: (inputs) =>
      ["resources", "selectionTags", "conditions"].some((property) => isSet(inputs, property))
        ? undefined
        : `${INVALID} A selection takes resources, tags or conditions`,
    refuseMaking: ({ text, cloud }) =>
      trusts(text("iamRoleArn"), "backup.amazonaws.com", cloud)
        ? undefined
        : `${INVALID} IAM Role ${text("iamRoleArn")} cannot be assumed by AWS Backup`,
  },
};

function rulesFault(inputs: Properties): string | undefined {
  const twice = repeated(textsAt(inputs, "rules[].ruleName"));
  if (twice !== undefined) return `${INVALID} Duplicate rule name: ${twice}`;
  return first(listAt(inputs, "rules[]"), (rule) => {
    const [start, complete] = [numberAt(rule, "startWindow") ?? 480, numberAt(rule, "completionWindow")];
    if (complete !== undefined && complete < start + 60)
      return `${INVALID} The completion window of ${complete} minutes must be at least 60 more than the start window of ${start}`;
    return expressionFault(
      textAt(rule, "schedule"),
      `${INVALID} Invalid schedule expression: ${textAt(rule, "schedule")}`,
    );
  });
}
