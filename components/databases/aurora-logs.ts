import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

export interface AuroraLogsArgs {
  readonly clusterName: string;
  /** Key that encrypts them; CloudWatch Logs must be among its services. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days that they are kept: one of CloudWatch's own steps. */
  readonly logDays: pulumi.Input<number>;
}

/** What a cluster writes down: what the engine says, and who could not sign in with a token. */
export const auroraLogs = ["postgresql", "iam-db-auth-error"] as const;

/** Physical name of the log group of one of a cluster's logs: RDS's own. */
export const auroraLogGroup = (clusterName: string, kind: (typeof auroraLogs)[number]) =>
  `/aws/rds/cluster/${clusterName}/${kind}`;

/** The log groups of a cluster. They are there before it: else RDS makes them, to be kept for ever and with no key of ours. */
export const auroraLogGroups = (
  name: string,
  { clusterName, logsKeyArn, logDays }: AuroraLogsArgs,
  child: pulumi.CustomResourceOptions,
): readonly cloudwatch.LogGroup[] =>
  auroraLogs.map(
    (kind) =>
      new cloudwatch.LogGroup(
        `${name}-${kind}-log`,
        { name: auroraLogGroup(clusterName, kind), retentionInDays: logDays, kmsKeyId: logsKeyArn },
        child,
      ),
  );
