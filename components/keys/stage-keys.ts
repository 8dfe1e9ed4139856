import type * as pulumi from "@pulumi/pulumi";
import { keyAlias } from "../names/names";
import { CustomerKey, type KeyService } from "./customer-key";

export interface StageKeysArgs {
  readonly stage: string;
  readonly accountId: string;
  readonly region: string;
  readonly custodianRoleArns: readonly string[];
}

/** A stage's keys by what they encrypt, and the AWS services that use each on the account's behalf. */
export function stageKeys(
  args: StageKeysArgs,
  opts: pulumi.ComponentResourceOptions,
): Readonly<Record<"data" | "logs" | "secrets", CustomerKey>> {
  const ofThisAccount = { StringEquals: { "aws:SourceAccount": args.accountId } };
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
    data: key("data", "Archived objects, tables, queues and topics", [
      { principal: "sns.amazonaws.com", condition: ofThisAccount },
      { principal: "cloudwatch.amazonaws.com", condition: ofThisAccount },
    ]),
    logs: key("logs", "Log groups", [
      {
        principal: `logs.${args.region}.amazonaws.com`,
        condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${args.region}:${args.accountId}:*`,
          },
        },
      },
    ]),
    secrets: key("secrets", "Secrets in Secrets Manager", []),
  };
}
