import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

export interface ValkeyLogsArgs {
  readonly groupName: string;
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days that they are kept: one of CloudWatch's own steps. */
  readonly logDays: pulumi.Input<number>;
}

/** What a group writes down: commands that took long, and what the engine says. */
const kinds = ["slow-log", "engine-log"] as const;

const logGroup = (groupName: string, kind: (typeof kinds)[number]) => `/strongroom/${groupName}/${kind}`;

/** Where each goes, in ElastiCache's own words. */
export const valkeyDeliveries = (groupName: string) =>
  kinds.map((kind) => ({
    logType: kind,
    logFormat: "json",
    destinationType: "cloudwatch-logs",
    destination: logGroup(groupName, kind),
  }));

/** The log groups, which are there before what writes them; and the name of that with the engine's words. */
export const valkeyLogs = (
  name: string,
  { groupName, logsKeyArn, logDays }: ValkeyLogsArgs,
  child: pulumi.CustomResourceOptions,
): { readonly groups: readonly cloudwatch.LogGroup[]; readonly engine: string } => ({
  groups: kinds.map(
    (kind) =>
      new cloudwatch.LogGroup(
        `${name}-${kind}`,
        { name: logGroup(groupName, kind), retentionInDays: logDays, kmsKeyId: logsKeyArn },
        child,
      ),
  ),
  engine: logGroup(groupName, "engine-log"),
});
