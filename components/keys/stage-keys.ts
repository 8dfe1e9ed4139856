import * as pulumi from "@pulumi/pulumi";
import { keyAlias } from "../names/names";
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

/** A stage's keys by what they encrypt, and the AWS services that use each on the account's behalf. */
export function stageKeys(
  args: StageKeysArgs,
  opts: pulumi.ComponentResourceOptions,
): Readonly<Record<"data" | "logs" | "secrets", CustomerKey>> {
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
  };
}
