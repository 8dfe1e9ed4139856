import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "./policy";

const writingObjects = [
  "s3:PutObject",
  "s3:PutObjectAcl",
  "s3:PutObjectTagging",
  "s3:PutObjectRetention",
  "s3:PutObjectLegalHold",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:DeleteObjectTagging",
];

const changingTables = [
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
  "dynamodb:DeleteItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:UpdateTable",
  "dynamodb:UpdateTimeToLive",
  "dynamodb:UpdateContinuousBackups",
  "dynamodb:DeleteTable",
];

/**
 * Refuses people's roles to write or delete objects, whatever else allows it (storage-service.md 7.4).
 * @param roleArns at least one; `*` in one stands for any text
 */
export function refusePeoplesWrites(
  objects: pulumi.Input<string>,
  roleArns: pulumi.Input<readonly string[]>,
): Statement {
  return refusal(writingObjects, objects, roleArns);
}

/**
 * Refuses people's roles to change what is in a table (storage-service.md 7.4).
 * @param roleArns at least one; `*` in one stands for any text
 */
export function refusePeoplesTableWrites(
  tableArn: pulumi.Input<string>,
  roleArns: pulumi.Input<readonly string[]>,
): Statement {
  return refusal(changingTables, tableArn, roleArns);
}

function refusal(
  actions: readonly string[],
  resource: pulumi.Input<string>,
  roleArns: pulumi.Input<readonly string[]>,
): Statement {
  return {
    Sid: "RefusePeoplesWrites",
    Effect: "Deny",
    Principal: "*",
    Action: actions,
    Resource: resource,
    Condition: { ArnLike: { "aws:PrincipalArn": roleArns } },
  };
}
