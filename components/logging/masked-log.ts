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
 * Between a name and its value, as in `name=value`, `name [value]` and JSON, also when that is written to be read: one sign
 * with up to two characters on each side of it. A pattern takes letters, digits, and of signs only _#=@/;,- and
 * ^$?[]{}|\*+. [AWS: Custom data identifiers]; a colon and a quote are among what it does not name.
 */
const THEN = String.raw`.{0,2}[^a-zA-Z0-9 ].{0,2}[^\s,;]{4,}`;

/** What programs write of their settings, of a job or of a request: the name, and the value after it. */
const OWN: Readonly<Record<string, string>> = {
  Password: `[Pp][Aa][Ss][Ss][Ww][Oo][Rr][Dd]${THEN}`,
  Passphrase: `[Pp]assphrase${THEN}`,
  ApiKey: `[Aa][Pp][Ii].?[Kk][Ee][Yy]${THEN}`,
  ClientKey: `[Cc]lient-[Kk]ey${THEN}`,
  S3Key: `[Aa]ws[AS][a-z]{5}Key${THEN}`,
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
