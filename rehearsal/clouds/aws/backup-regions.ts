import { words, type ResourceType } from "../catalogue";
import { secondInRegion } from "./one-a-region";
import { BACKUP_REGION } from "./tokens";

/** As AWS Backup names them [docs.aws.amazon.com: DescribeRegionSettings; acceptance tests of the provider]. */
const TYPES = new Set([
  ...words("Aurora CloudFormation DocumentDB DSQL DynamoDB EBS EC2 EFS FSx Neptune RDS Redshift S3"),
  ...words("Timestream VirtualMachine"),
  "Redshift Serverless",
  "SAP HANA on Amazon EC2",
  "Storage Gateway",
]);

const MANAGED = new Set(words("DynamoDB EFS"));

/** What a region of an account has AWS Backup back up. It cannot be deleted: the provider forgets it. */
export const backupRegions: Readonly<Record<string, ResourceType>> = {
  [BACKUP_REGION]: {
    inputs: words("resourceTypeManagementPreference resourceTypeOptInPreference"),
    required: words("resourceTypeOptInPreference"),
    id: ({ region }) => region,
    writesOver: true,
    refuseInputs: ({ resourceTypeOptInPreference, resourceTypeManagementPreference }) =>
      unknownType(resourceTypeOptInPreference, TYPES) ??
      unknownType(resourceTypeManagementPreference, MANAGED),
    refuseMaking: (making) => secondInRegion(BACKUP_REGION, making),
  },
};

function unknownType(preference: unknown, known: ReadonlySet<string>): string | undefined {
  const odd = Object.keys(Object(preference)).find((type) => !known.has(type));
  return odd === undefined
    ? undefined
    : `InvalidParameterValueException: Unsupported resource type: ${odd} (of ${[...known].join(", ")})`;
}
