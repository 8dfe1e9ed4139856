import { dynamodbRecoverable } from "../../../policies/rules/dynamodb-recoverable";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";
const SETTINGS = {
  pointInTimeRecovery: { enabled: true },
  deletionProtectionEnabled: true,
  serverSideEncryption: { enabled: true, kmsKeyArn: KEY },
};

function table(change: object, type = "aws:dynamodb/table:Table"): Given {
  return { type, name: "ingests", props: { ...SETTINGS, ...change } };
}

function fails(what: string, change: object, ...says: readonly string[]): Refused {
  return { what, given: table(change), says: says.map((said) => `ingests: ${said}`) };
}

const OWN = "expected a customer key";

tryRule(dynamodbRecoverable, {
  remedy:
    "Turn on pointInTimeRecovery and deletionProtectionEnabled, and give serverSideEncryption a key of the stage.",
  accepts: [
    { as: "compliant", what: "a table with all of it", given: table({}) },
    {
      as: "near miss",
      what: "a table whose key is being made",
      given: table({ serverSideEncryption: { enabled: true, kmsKeyArn: UNKNOWN } }),
    },
    {
      as: "not applicable",
      what: "another type",
      given: table({ pointInTimeRecovery: {} }, "aws:sqs/queue:Queue"),
    },
  ],
  refuses: [
    fails(
      "no recovery",
      { pointInTimeRecovery: { enabled: false } },
      "pointInTimeRecovery.enabled is false; expected true",
    ),
    fails(
      "no word of it",
      { pointInTimeRecovery: undefined },
      "pointInTimeRecovery.enabled is absent; expected true",
    ),
    fails(
      "no protection",
      { deletionProtectionEnabled: false },
      "deletionProtectionEnabled is false; expected true",
    ),
    fails(
      "protection that is not known",
      { deletionProtectionEnabled: UNKNOWN },
      "deletionProtectionEnabled is not known in preview; expected true",
    ),
    fails(
      "a key that is not used",
      { serverSideEncryption: { enabled: false, kmsKeyArn: KEY } },
      "serverSideEncryption.enabled is false; expected true",
    ),
    fails(
      "AWS's own key",
      { serverSideEncryption: { enabled: true } },
      `serverSideEncryption.kmsKeyArn is absent; ${OWN}`,
    ),
    fails(
      "no encryption of its own",
      { serverSideEncryption: undefined },
      "serverSideEncryption.enabled is absent; expected true",
      `serverSideEncryption.kmsKeyArn is absent; ${OWN}`,
    ),
    fails(
      "an alias of AWS",
      { serverSideEncryption: { enabled: true, kmsKeyArn: "alias/aws/dynamodb" } },
      `serverSideEncryption.kmsKeyArn is alias/aws/dynamodb; ${OWN}`,
    ),
  ],
});
