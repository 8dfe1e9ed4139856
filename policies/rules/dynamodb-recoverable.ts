import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { notOwnKey, unmet } from "../reading/databases";
import { rule } from "../rule";

export const dynamodbRecoverable = rule({
  name: "dynamodb-recoverable",
  why: "The tables say what the archive holds and where; one that was damaged or deleted by mistake comes back",
  level: "mandatory",
  severity: "critical",
  framework: securityHub("DynamoDB.2, DynamoDB.6"),
  tags: ["CKV_AWS_28", "CKV_AWS_119"],
  remedy:
    "Turn on pointInTimeRecovery and deletionProtectionEnabled, and give serverSideEncryption a key of the stage.",
  reads: parameters.pick({}),
  types: ["aws:dynamodb/table:Table"],
  *resource(table) {
    yield* unmet(table, [
      { path: ["pointInTimeRecovery", "enabled"], oneOf: [true] },
      { path: ["deletionProtectionEnabled"], oneOf: [true] },
      { path: ["serverSideEncryption", "enabled"], oneOf: [true] },
    ]);
    yield* notOwnKey(table, "serverSideEncryption", "kmsKeyArn");
  },
});
