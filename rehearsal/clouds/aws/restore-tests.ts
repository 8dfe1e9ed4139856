import { words, type Properties, type ResourceType } from "../catalogue";
import { arn, uuid } from "./arn";
import { trusts } from "./policy-document";
import { roleArn } from "./refers";
import { expressionFault } from "./schedule-expression";
import { RESTORE_PLAN, RESTORE_SELECTION } from "./tokens";
import { first, setOf, textAt, textsAt } from "./values";

const INVALID = "InvalidParameterValueException:";

const NAME = {
  property: "name",
  pattern: /^[A-Za-z0-9_]{1,50}$/,
  says: "1 to 50 letters, digits and _",
  taken: "AlreadyExistsException",
  automatic: true,
} as const;

/** What can be tested [docs.aws.amazon.com: RestoreTestingSelectionForCreate]. */
const TYPES = words("Aurora DocumentDB DynamoDB EBS EC2 EFS FSx Neptune RDS S3");

/**
 * What may be said of what is to be restored, whatever the case [docs.aws.amazon.com: Restore testing inferred metadata].
 * Of RDS programs of ours restore instances alone, and no clusters in several zones.
 */
const OVERRIDES: Readonly<Record<string, ReadonlySet<string>>> = {
  Aurora: new Set(
    words(`availabilityzones databasename dbclusterparametergroupname dbsubnetgroupname
      enablecloudwatchlogsexports enableiamdatabaseauthentication engine enginemode engineversion kmskeyid
      optiongroupname port scalingconfiguration vpcsecuritygroupids`),
  ),
  RDS: new Set(
    words(`allocatedstorage availabilityzones dbinstanceclass dbname dbparametergroupname dbsubnetgroupname domain
      domainiamrolename enablecloudwatchlogsexports enableiamdatabaseauthentication iops licensemodel multiaz
      optiongroupname port processorfeatures publiclyaccessible storagetype vpcsecuritygroupids`),
  ),
};

/** Plans by which AWS Backup restores backups to see that it can, and what they try. */
export const restoreTests: Readonly<Record<string, ResourceType>> = {
  [RESTORE_PLAN]: {
    inputs: words(
      "recoveryPointSelection scheduleExpression scheduleExpressionTimezone startWindowHours tags",
    ),
    required: words("recoveryPointSelection scheduleExpression"),
    name: { ...NAME, unique: "region" },
    id: ({ name }) => name,
    computed: {
      arn: (making) =>
        arn("backup", making, `restore-testing-plan:${making.name}-${uuid(making.digits(32))}`),
    },
    defaults: { scheduleExpressionTimezone: "Etc/UTC", startWindowHours: 24 },
    limits: {
      "recoveryPointSelection.algorithm": { among: words("LATEST_WITHIN_WINDOW RANDOM_WITHIN_WINDOW") },
      "recoveryPointSelection.recoveryPointTypes[]": { among: words("CONTINUOUS SNAPSHOT") },
      "recoveryPointSelection.selectionWindowDays": { from: 1, to: 365 },
      startWindowHours: { from: 1, to: 168 },
    },
    refuseInputs: (inputs) =>
      vaultFault(inputs) ??
      expressionFault(
        textAt(inputs, "scheduleExpression"),
        `${INVALID} Invalid schedule expression: ${textAt(inputs, "scheduleExpression")}`,
      ),
  },
  [RESTORE_SELECTION]: {
    inputs: words(`iamRoleArn protectedResourceArns protectedResourceConditions protectedResourceType
      restoreMetadataOverrides restoreTestingPlanName validationWindowHours`),
    required: words("iamRoleArn protectedResourceType restoreTestingPlanName"),
    name: { ...NAME, unique: "no" },
    id: ({ name, text }) => `${name}:${text("restoreTestingPlanName")}`,
    replacedBy: words("protectedResourceType restoreTestingPlanName"),
    limits: {
      protectedResourceType: { among: TYPES },
      validationWindowHours: { from: 1, to: 168 },
    },
    refers: [
      {
        at: "restoreTestingPlanName",
        to: [RESTORE_PLAN],
        form: "name",
        holds:
          "InvalidRequestException: Related restore testing selections must be deleted prior to restore testing plan deletion",
      },
      roleArn("iamRoleArn"),
    ],
    refuseInputs: selectionFault,
    refuseMaking: ({ text, cloud }) =>
      trusts(text("iamRoleArn"), "backup.amazonaws.com", cloud)
        ? undefined
        : `${INVALID} IAM Role ${text("iamRoleArn")} cannot be assumed by AWS Backup`,
  },
};

const vaultFault = (inputs: Properties): string | undefined =>
  first(textsAt(inputs, "recoveryPointSelection.includeVaults[]"), (vault) =>
    vault === "*" || /^arn:aws:backup:[a-z0-9-]+:\d{12}:backup-vault:/.test(vault)
      ? undefined
      : `${INVALID} includeVaults: ${vault} is no ARN of a vault, nor *`,
  );

function selectionFault(inputs: Properties): string | undefined {
  if (setOf(inputs, "protectedResourceArns", "protectedResourceConditions").length !== 1)
    return "Exactly one of these attributes must be configured: [protected_resource_arns,protected_resource_conditions]";
  const odd = textsAt(inputs, "protectedResourceConditions.stringEquals[].key").find(
    (key) => !key.startsWith("aws:ResourceTag/"),
  );
  if (odd !== undefined)
    return `${INVALID} a condition's key begins with aws:ResourceTag/, and ${odd} does not`;
  const type = textAt(inputs, "protectedResourceType");
  const known = OVERRIDES[type];
  const said = Object.keys(Object(inputs["restoreMetadataOverrides"])).find(
    (key) => known && !known.has(key.toLowerCase()),
  );
  return said === undefined ? undefined : `${INVALID} ${said} cannot be overridden for ${type}`;
}
