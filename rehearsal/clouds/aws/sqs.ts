import { words, type DocumentRule, type Making, type Properties, type ResourceType } from "../catalogue";
import type { Cloud } from "../cloud";
import { arn } from "./arn";
import { invalidPrincipal, member, parsed, statementsOf } from "./policy-document";
import { key } from "./refers";
import { QUEUE, QUEUE_POLICY, REDRIVE_ALLOW_POLICY } from "./tokens";
import { first, isSet, textAt, textsAt } from "./values";

const POLICY: DocumentRule = { property: "policy", max: 8192, kind: "policy" };
const REDRIVE: DocumentRule = { property: "redrivePolicy", max: 10_000, kind: "json" };
const REDRIVE_ALLOW: DocumentRule = { property: "redriveAllowPolicy", max: 10_000, kind: "json" };

/** What a setting of a queue has in common with the others: it goes by the queue's URL. */
const ofQueue = {
  id: ({ text }: Making): string => text("queueUrl"),
  replacedBy: words("queueUrl"),
  refers: [{ at: "queueUrl", to: [QUEUE] }],
  limits: { queueUrl: { like: /^https:\/\/sqs\./, says: "the URL of a queue" } },
};

/** Amazon SQS [docs.aws.amazon.com: Amazon SQS queue, message and policy quotas]. */
export const sqs: Readonly<Record<string, ResourceType>> = {
  [QUEUE]: {
    inputs: words(`contentBasedDeduplication deduplicationScope delaySeconds fifoQueue fifoThroughputLimit
      kmsDataKeyReusePeriodSeconds kmsMasterKeyId maxMessageSize messageRetentionSeconds policy
      receiveWaitTimeSeconds redriveAllowPolicy redrivePolicy sqsManagedSseEnabled tags visibilityTimeoutSeconds`),
    name: {
      property: "name",
      pattern: /^[A-Za-z0-9_-]{1,80}$|^[A-Za-z0-9_-]{1,75}\.fifo$/,
      says: "up to 80 letters, digits, hyphens and underscores",
      unique: "region",
      taken: "QueueNameExists",
      automatic: true,
    },
    id: ({ region, account, name }) => `https://sqs.${region}.amazonaws.com/${account}/${name}`,
    computed: {
      arn: (making) => arn("sqs", making, making.name),
      url: ({ id }) => id,
    },
    defaults: {
      visibilityTimeoutSeconds: 30,
      messageRetentionSeconds: 345_600,
      maxMessageSize: 262_144,
      delaySeconds: 0,
      receiveWaitTimeSeconds: 0,
    },
    replacedBy: words("fifoQueue"),
    limits: {
      visibilityTimeoutSeconds: { from: 0, to: 43_200 },
      messageRetentionSeconds: { from: 60, to: 1_209_600 },
      maxMessageSize: { from: 1024, to: 1_048_576 },
      delaySeconds: { from: 0, to: 900 },
      receiveWaitTimeSeconds: { from: 0, to: 20 },
      kmsDataKeyReusePeriodSeconds: { from: 60, to: 86_400 },
      deduplicationScope: { among: words("messageGroup queue") },
      fifoThroughputLimit: { among: words("perQueue perMessageGroupId") },
    },
    refers: [key("kmsMasterKeyId")],
    documents: [POLICY, REDRIVE, REDRIVE_ALLOW],
    refuseInputs: (inputs) =>
      queueFault(inputs) ??
      policyFault(inputs["policy"]) ??
      redriveFault(inputs["redrivePolicy"]) ??
      redriveAllowFault(inputs["redriveAllowPolicy"]),
    refuseMaking: (making) =>
      principalFault(making) ?? deadLetterFault(making, arn("sqs", making, making.name)),
  },
  [QUEUE_POLICY]: {
    ...ofQueue,
    inputs: words("policy queueUrl"),
    required: words("policy queueUrl"),
    documents: [POLICY],
    refuseInputs: (inputs) => policyFault(inputs["policy"]),
    refuseMaking: principalFault,
  },
  "aws:sqs/redrivePolicy:RedrivePolicy": {
    ...ofQueue,
    inputs: words("queueUrl redrivePolicy"),
    required: words("queueUrl redrivePolicy"),
    documents: [REDRIVE],
    refuseInputs: (inputs) => redriveFault(inputs["redrivePolicy"]),
    refuseMaking: (making) => deadLetterFault(making, arnOf(making.text("queueUrl"), making.cloud)),
  },
  [REDRIVE_ALLOW_POLICY]: {
    ...ofQueue,
    inputs: words("queueUrl redriveAllowPolicy"),
    required: words("queueUrl redriveAllowPolicy"),
    documents: [REDRIVE_ALLOW],
    refuseInputs: (inputs) => redriveAllowFault(inputs["redriveAllowPolicy"]),
  },
};

const arnOf = (queue: string, cloud: Cloud): string => textAt(cloud.named([QUEUE], queue)[0]?.outputs, "arn");

function queueFault(inputs: Properties): string | undefined {
  const fifo = inputs["fifoQueue"] === true;
  const name = textAt(inputs, "name");
  if (name !== "" && name.endsWith(".fifo") !== fifo)
    return `invalid queue name: ${name}: a FIFO queue's name ends with .fifo, and no other's`;
  if (!fifo && inputs["contentBasedDeduplication"] === true)
    return "InvalidAttributeName: Unknown Attribute ContentBasedDeduplication (only FIFO queues have it)";
  return isSet(inputs, "kmsMasterKeyId") && inputs["sqsManagedSseEnabled"] === true
    ? '"kms_master_key_id": conflicts with sqs_managed_sse_enabled'
    : undefined;
}

const INVALID = "InvalidAttributeValue: Invalid value for the parameter";

/** [docs.aws.amazon.com: Amazon SQS policy quotas] */
function policyFault(policy: unknown): string | undefined {
  const statements = statementsOf(policy);
  if (statements.length > 20) return `${INVALID} Policy. (${statements.length} statements, at most 20)`;
  const principals = statements.flatMap((statement) => statement.principals).length;
  if (principals > 50) return `${INVALID} Policy. (${principals} principals, at most 50)`;
  return first(statements, ({ hasPrincipal, actions }) => {
    if (!hasPrincipal) return `${INVALID} Policy. (a statement has no Principal)`;
    if (actions.length > 7) return `${INVALID} Policy. (${actions.length} actions in a statement, at most 7)`;
    const foreign = actions.find((action) => !/^(\*|sqs:.+)$/i.test(action));
    return foreign && `${INVALID} Policy. Reason: Policy statement action out of service scope! (${foreign})`;
  });
}

function principalFault(making: Making): string | undefined {
  const invalid = invalidPrincipal(making.inputs["policy"], making);
  return invalid && `${INVALID} Policy. (principal ${invalid.value} does not exist)`;
}

function redriveFault(document: unknown): string | undefined {
  const redrive = parsed(document);
  if (redrive === undefined) return undefined;
  if (typeof member(redrive, "deadLetterTargetArn") !== "string")
    return `${INVALID} RedrivePolicy. Reason: Redrive policy does not contain mandatory attribute: deadLetterTargetArn.`;
  const count = Number(member(redrive, "maxReceiveCount"));
  return Number.isInteger(count) && count >= 1 && count <= 1000
    ? undefined
    : `${INVALID} RedrivePolicy. Reason: Invalid value for maxReceiveCount: ${String(member(redrive, "maxReceiveCount"))}, valid values are from 1 to 1000 both inclusive.`;
}

function redriveAllowFault(document: unknown): string | undefined {
  const allow = parsed(document);
  if (allow === undefined) return undefined;
  const permission = member(allow, "redrivePermission");
  const sources = member(allow, "sourceQueueArns");
  if (permission !== "allowAll" && permission !== "denyAll" && permission !== "byQueue")
    return `${INVALID} RedriveAllowPolicy. Reason: redrivePermission is allowAll, denyAll or byQueue.`;
  if ((permission === "byQueue") !== Array.isArray(sources))
    return `${INVALID} RedriveAllowPolicy. Reason: sourceQueueArns are for byQueue, and only for that.`;
  return Array.isArray(sources) && (sources.length < 1 || sources.length > 10)
    ? `${INVALID} RedriveAllowPolicy. Reason: 1 to 10 sourceQueueArns, got ${sources.length}.`
    : undefined;
}

/** The dead-letter queue must exist in the queue's account and region, be of its kind, and let it in. */
function deadLetterFault({ inputs, region, account, cloud }: Making, source: string): string | undefined {
  const target = member(parsed(inputs["redrivePolicy"]), "deadLetterTargetArn");
  if (typeof target !== "string") return undefined;
  const refused = (reason: string) => `${INVALID} RedrivePolicy. Reason: ${reason}`;
  const queue = cloud
    .named([QUEUE], target)
    .find((found) => found.region === region && found.account === account);
  if (queue === undefined || textAt(queue.outputs, "arn") !== target)
    return refused(`Dead letter target does not exist. (${target})`);
  if (target === source) return refused("a queue cannot be its own dead-letter queue.");
  if (target.endsWith(".fifo") !== source.endsWith(".fifo"))
    return refused("Dead-letter queue must be same type of queue as the source.");
  const allow = [
    queue.inputs["redriveAllowPolicy"],
    cloud.named([REDRIVE_ALLOW_POLICY], queue.id)[0]?.inputs["redriveAllowPolicy"],
  ].map(parsed);
  const closed = allow.some(
    (policy) =>
      member(policy, "redrivePermission") === "denyAll" ||
      (member(policy, "redrivePermission") === "byQueue" &&
        !textsAt(policy, "sourceQueueArns[]").includes(source)),
  );
  return closed ? refused(`the redrive allow policy of ${target} does not let ${source} in.`) : undefined;
}
