import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

export interface MaskedLogArgs {
  /** Physical name of the log group. */
  readonly logGroupName: string;
  readonly keyArn: pulumi.Input<string>;
  /** One of CloudWatch's own steps. */
  readonly keepDays: pulumi.Input<number>;
}

/** What AWS finds by itself [AWS: CloudWatch Logs managed data identifiers for sensitive data types, credentials]. */
const MANAGED = ["AwsSecretKey", "OpenSshPrivateKey", "PgpPrivateKey", "PkcsPrivateKey", "PuttyPrivateKey"];

/**
 * What programs write of their settings: the value after the name. Letters, digits, and of signs only _#=@/;,- and
 * ^$?[]{}|\*+. are taken [AWS: Custom data identifiers]: a point stands for a colon.
 */
const OWN: Readonly<Record<string, string>> = {
  Password: String.raw`[Pp][Aa][Ss][Ss][Ww][Oo][Rr][Dd][\]} =.]{1,4}[^\s,;]{4,}`,
  Passphrase: String.raw`[Pp]assphrase[\]} =.]{1,4}[^\s,;]{4,}`,
  ApiKey: String.raw`[Aa][Pp][Ii].?[Kk][Ee][Yy][\]} =.]{1,4}[^\s,;]{4,}`,
  S3Key: String.raw`[Aa]ws[AS][a-z]{5}Key[\]} =.]{1,4}[^\s,;]{4,}`,
};

/**
 * A log in which whatever looks like a secret is masked, for everybody without the right to see it; the metric filters
 * find the rest of its line all the same. It is the second line of defence: programs should not write such a line.
 */
export function maskedLog(
  name: string,
  { logGroupName, keyArn, keepDays }: MaskedLogArgs,
  opts: pulumi.CustomResourceOptions,
): { readonly group: cloudwatch.LogGroup; readonly masks: pulumi.Resource } {
  const group = new cloudwatch.LogGroup(
    `${name}-log`,
    { name: logGroupName, retentionInDays: keepDays, kmsKeyId: keyArn },
    opts,
  );
  const masks = new cloudwatch.LogDataProtectionPolicy(
    `${name}-masks`,
    { logGroupName: group.name, policyDocument: JSON.stringify(masking(logGroupName)) },
    opts,
  );
  return { group, masks };
}

function masking(logGroupName: string) {
  const DataIdentifier = [
    ...MANAGED.map((identifier) => `arn:aws:dataprotection::aws:data-identifier/${identifier}`),
    ...Object.keys(OWN),
  ];
  return {
    Name: `${logGroupName}-masks`,
    Description: "Masks what looks like a secret",
    Version: "2021-06-01",
    Configuration: {
      CustomDataIdentifier: Object.entries(OWN).map(([Name, Regex]) => ({ Name, Regex })),
    },
    Statement: [
      { Sid: "Count", DataIdentifier, Operation: { Audit: { FindingsDestination: {} } } },
      { Sid: "Mask", DataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  };
}
