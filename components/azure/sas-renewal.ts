import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import { behindNat, networkStatements, type PrivateSubnets } from "../functions/behind-nat";
import {
  FAILURE_LINES,
  METRICS_DIMENSION,
  METRICS_NAMESPACE,
  NodeFunction,
  type FunctionPlace,
} from "../functions/node-function";
import { FunctionSchedule } from "../functions/schedule";
import type { Statement } from "../identity/policy";
import { sasAccesses, type CopyPlace, type SasAccess } from "./sas-access";
import { ENTRA_AUDIENCE } from "./sas-identities";
import type { SasSecrets } from "./sas-secrets";

export interface SasRenewalArgs extends CopyPlace {
  /** Physical name of the function, its role and its schedule; the identities in Azure trust the role by its name. */
  readonly functionName: pulumi.Input<string>;
  /** The Microsoft Entra directory of the identities. */
  readonly tenantId: pulumi.Input<string>;
  /** Client ids of the identities that delegate access: AzureReplica's. */
  readonly clientIds: Readonly<Record<SasAccess, pulumi.Input<string>>>;
  readonly secrets: SasSecrets;
  /** Key that encrypts the secrets. */
  readonly secretsKeyArn: pulumi.Input<string>;
  /** Private subnets behind the NAT gateways: the account answers no other address, the renewal's neither. */
  readonly network: PrivateSubnets;
  readonly place: FunctionPlace;
}

/** Twice a day, so that a day without a sign of life is a fault. */
const TIMES = "cron(20 3,15 * * ? *)";
const DAY_SECONDS = 86_400;
/** Of seven: time for an operator to mend the renewal over a weekend (decisions.md 14). */
const FEWEST_DAYS_LEFT = 3;
const TOKEN_SECONDS = 300;

/**
 * Renews the URLs into the Azure container before they end, seven days after they were made. The first time it is
 * called by hand, when all is deployed: `aws lambda invoke --function-name NAME /dev/null`.
 */
export class SasRenewal extends pulumi.ComponentResource {
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: SasRenewalArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:azure:SasRenewal", name, {}, opts);
    const child = { parent: this };
    const made = new NodeFunction(
      name,
      {
        functionName: args.functionName,
        description: "Renews the access tokens of the Azure copy",
        entry: path.join(__dirname, "../../functions/azure-sas/index.ts"),
        memoryMiB: 512,
        timeoutSeconds: 180,
        environment: {
          AZURE_TENANT_ID: args.tenantId,
          AZURE_ACCOUNT: args.accountName,
          AZURE_CONTAINER: args.containerName,
          READ_ONLY_CLIENT_ID: args.clientIds.readOnly,
          READ_ONLY_SECRET: args.secrets.names.readOnly,
          READ_WRITE_CLIENT_ID: args.clientIds.readWrite,
          READ_WRITE_SECRET: args.secrets.names.readWrite,
        },
        statements: [...renewalStatements(args), ...networkStatements(args.place)],
        place: args.place,
        network: behindNat(name, { ...args.network, calls: "AWS and Azure" }, child),
      },
      child,
    );
    new FunctionSchedule(
      name,
      {
        scheduleName: pulumi.interpolate`${args.functionName}-times`,
        function: made,
        expression: TIMES,
        place: args.place,
      },
      child,
    );
    for (const access of sasAccesses) daysLeftAlarm(name, access, args, child);
    this.roleName = made.roleName;
    this.registerOutputs({ roleName: this.roleName });
  }
}

/** What it may do: say who it is to Azure, and put the two secrets. It never reads them. */
function renewalStatements({ place, secrets, secretsKeyArn }: SasRenewalArgs): readonly Statement[] {
  return [
    {
      Sid: "SayWhoItIsToAzure",
      Effect: "Allow",
      Action: ["sts:GetWebIdentityToken"],
      Resource: "*",
      Condition: {
        "ForAllValues:StringEquals": { "sts:IdentityTokenAudience": ENTRA_AUDIENCE },
        // Without it the condition above would hold for a token for nobody, too.
        Null: { "sts:IdentityTokenAudience": "false" },
        StringEquals: { "sts:SigningAlgorithm": "RS256" },
        NumericLessThanEquals: { "sts:DurationSeconds": String(TOKEN_SECONDS) },
      },
    },
    {
      Sid: "PutTheTwoSecrets",
      Effect: "Allow",
      Action: ["secretsmanager:PutSecretValue", "secretsmanager:DescribeSecret"],
      // Secrets Manager adds a hyphen and six characters to the name.
      Resource: sasAccesses.map(
        (access) =>
          pulumi.interpolate`arn:aws:secretsmanager:${place.region}:${place.accountId}:secret:${secrets.names[access]}-??????`,
      ),
    },
    {
      Sid: "EncryptTheTwoSecrets",
      Effect: "Allow",
      Action: ["kms:GenerateDataKey", "kms:Decrypt"],
      Resource: secretsKeyArn,
      Condition: {
        StringEquals: { "kms:ViaService": pulumi.interpolate`secretsmanager.${place.region}.amazonaws.com` },
      },
    },
  ];
}

function daysLeftAlarm(
  name: string,
  access: SasAccess,
  { functionName, secrets, place }: SasRenewalArgs,
  child: pulumi.CustomResourceOptions,
): void {
  const secret = secrets.names[access];
  alarm(
    `${name}-${access}-days-left`,
    {
      alarmName: pulumi.interpolate`${functionName}_${access}_days_left`,
      text: {
        says: pulumi.interpolate`The URL in ${secret} ends in less than ${FEWEST_DAYS_LEFT} days, or nobody knows: replication to Azure stops then`,
        whatToDo: pulumi.interpolate`the log of ${functionName} says why it is not renewed (docs/azure.md). When that is mended, renew it at once: aws lambda invoke --function-name ${functionName} /dev/null`,
        log: { group: pulumi.interpolate`/aws/lambda/${functionName}`, pattern: FAILURE_LINES },
      },
      metric: {
        namespace: METRICS_NAMESPACE,
        name: "DaysLeft",
        dimensions: { [METRICS_DIMENSION]: functionName, secret },
        statistic: "Minimum",
        periodSeconds: DAY_SECONDS,
      },
      when: { comparison: "below", threshold: FEWEST_DAYS_LEFT, missing: "bad" },
      topicArn: place.alarmTopicArn,
    },
    child,
  );
}
