import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

export interface AuroraLogsArgs {
  readonly clusterName: string;
  /** What it writes down, in RDS's words: `postgresql`. */
  readonly kinds: readonly string[];
  /** Key that encrypts them; CloudWatch Logs must be among its services. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days that they are kept: one of CloudWatch's own steps. */
  readonly logDays: pulumi.Input<number>;
}

/** Physical name of the log group of one of a cluster's logs: RDS's own. */
export const auroraLogGroup = (clusterName: string, kind: string) =>
  `/aws/rds/cluster/${clusterName}/${kind}`;

/** The log groups of a cluster. They are there before it: else RDS makes them, to be kept for ever and with no key of ours. */
export const auroraLogGroups = (
  name: string,
  { clusterName, kinds, logsKeyArn, logDays }: AuroraLogsArgs,
  child: pulumi.CustomResourceOptions,
): readonly cloudwatch.LogGroup[] =>
  kinds.map(
    (kind) =>
      new cloudwatch.LogGroup(
        `${name}-${kind}-log`,
        { name: auroraLogGroup(clusterName, kind), retentionInDays: logDays, kmsKeyId: logsKeyArn },
        child,
      ),
  );
