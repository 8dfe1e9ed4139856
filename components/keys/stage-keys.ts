import * as pulumi from "@pulumi/pulumi";
import { clusterName, keyAlias } from "../names/names";
import { CustomerKey, type KeyService } from "./customer-key";

export interface StageKeysArgs {
  readonly stage: string;
  readonly accountId: string;
  readonly region: string;
  readonly custodianRoleArns: readonly string[];
}

/**
 * AWS services that write what the data key encrypts: SNS and EventBridge into queues, CloudWatch and Budgets into
 * topics, S3 its inventories, CloudTrail its trail.
 */
export const storingServices = (accountId: pulumi.Input<string>): readonly KeyService[] =>
  ["sns", "events", "cloudwatch", "s3", "cloudtrail", "budgets"].map((service) => ({
    principal: `${service}.amazonaws.com`,
    condition: { StringEquals: { "aws:SourceAccount": accountId } },
  }));

/** CloudWatch Logs of a region, for the account's own log groups. */
export const logsService = (region: string, accountId: pulumi.Input<string>): KeyService => ({
  principal: `logs.${region}.amazonaws.com`,
  condition: {
    ArnLike: {
      "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:aws:logs:${region}:${accountId}:*`,
    },
  },
});

/**
 * Fargate, for the disks of tasks in clusters of the stage: its own name, and names that begin with it [AWS: Create an
 * encryption key for Fargate ephemeral storage].
 */
export function fargateService(stage: string, accountId: pulumi.Input<string>): readonly KeyService[] {
  const inClusters = {
    StringEquals: { "kms:EncryptionContext:aws:ecs:clusterAccount": accountId },
    StringLike: { "kms:EncryptionContext:aws:ecs:clusterName": `${clusterName(stage)}*` },
  };
  const principal = "fargate.amazonaws.com";
  return [
    { principal, condition: inClusters, actions: ["kms:GenerateDataKeyWithoutPlaintext"] },
    {
      principal,
      condition: { ...inClusters, "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] } },
      actions: ["kms:CreateGrant"],
    },
  ];
}

/** A stage's keys by what they encrypt, and the AWS services that use each on the account's behalf. */
export function stageKeys(
  args: StageKeysArgs,
  opts: pulumi.ComponentResourceOptions,
): Readonly<Record<"data" | "logs" | "secrets" | "tasks", CustomerKey>> {
  const key = (use: string, description: string, services: readonly KeyService[]) =>
    new CustomerKey(
      `${use}-key`,
      {
        alias: keyAlias(args.stage, use),
        description,
        accountId: args.accountId,
        custodianRoleArns: args.custodianRoleArns,
        services,
      },
      opts,
    );
  return {
    data: key("data", "Archived objects, tables, queues and topics", storingServices(args.accountId)),
    logs: key("logs", "Log groups", [logsService(args.region, args.accountId)]),
    secrets: key("secrets", "Secrets in Secrets Manager", []),
    tasks: key("tasks", "Disks of tasks on Fargate", fargateService(args.stage, args.accountId)),
  };
}
