import { messagingEncrypted } from "../../../policies/rules/messaging-encrypted";
import { type Accepted, type Given, type Refused, type Repaired, tryRule, UNKNOWN } from "../try-rule";

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";

function queue(props: object): Given {
  return { type: "aws:sqs/queue:Queue", name: "work", props };
}

function topic(props: object): Given {
  return { type: "aws:sns/topic:Topic", name: "ingests", props };
}

function fine(what: string, given: Given): Accepted {
  return { as: "compliant", what, given };
}

function mended(what: string, props: object, becomes: object): Repaired {
  return { what, given: queue(props), becomes };
}

function bare(what: string, props: object, key: string, managed: string): Refused {
  return {
    what,
    given: queue(props),
    says: [`work: kmsMasterKeyId is ${key} and sqsManagedSseEnabled is ${managed}; expected a key, or true`],
  };
}

function open(what: string, props: object, found: string): Refused {
  return {
    what,
    given: topic(props),
    says: [`ingests: kmsMasterKeyId is ${found}; expected the ARN of a customer's key`],
  };
}

tryRule(messagingEncrypted, {
  remedy:
    "Give the queue or the topic a kmsMasterKeyId; a queue may have sqsManagedSseEnabled: true instead.",
  accepts: [
    fine("a queue with a key", queue({ kmsMasterKeyId: KEY })),
    fine("a queue with AWS's key", queue({ kmsMasterKeyId: "alias/aws/sqs" })),
    fine("a queue with a key that is only being made", queue({ kmsMasterKeyId: UNKNOWN })),
    fine(
      "a queue with a key, of which SQS's own is off",
      queue({ kmsMasterKeyId: KEY, sqsManagedSseEnabled: false }),
    ),
    fine("a queue that SQS encrypts", queue({ sqsManagedSseEnabled: true })),
    fine("a topic with a key", topic({ kmsMasterKeyId: KEY })),
    fine("a topic with a key that is only being made", topic({ kmsMasterKeyId: UNKNOWN })),
    {
      as: "near miss",
      what: "a queue that SQS encrypts, whose key is reported as empty",
      given: queue({ kmsMasterKeyId: "", sqsManagedSseEnabled: true }),
    },
    {
      as: "not applicable",
      what: "a table",
      given: { ...queue({}), type: "aws:dynamodb/table:Table" },
    },
  ],
  repairs: [
    mended(
      "a queue of which nothing is said",
      { name: "work" },
      { name: "work", sqsManagedSseEnabled: true },
    ),
    mended(
      "a queue whose encryption is off",
      { sqsManagedSseEnabled: false },
      { sqsManagedSseEnabled: true },
    ),
    mended(
      "a queue with an empty key",
      { kmsMasterKeyId: "" },
      { kmsMasterKeyId: "", sqsManagedSseEnabled: true },
    ),
  ],
  refuses: [
    bare(
      "a queue of which it is not known",
      { sqsManagedSseEnabled: UNKNOWN },
      "absent",
      "not known in preview",
    ),
    bare("a flag that is a text", { sqsManagedSseEnabled: "false" }, "absent", "not true or false"),
    bare("a key that is a number", { kmsMasterKeyId: 1 }, "not a text", "absent"),
    bare(
      "a key that is a number, with SQS's own off",
      { kmsMasterKeyId: 1, sqsManagedSseEnabled: false },
      "not a text",
      "false",
    ),
    open("a topic without a key", {}, "absent"),
    open("a topic with AWS's key", { kmsMasterKeyId: "alias/aws/sns" }, "alias/aws/sns"),
    open("a topic with SQS's flag", { sqsManagedSseEnabled: true }, "absent"),
  ],
});
