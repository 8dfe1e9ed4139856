import { words, type DocumentRule, type Making, type Properties, type ResourceType } from "../catalogue";
import { arn, uuid } from "./arn";
import { invalidPrincipal, member, parsed, statementsOf } from "./policy-document";
import { key, roleArn } from "./refers";
import { FUNCTION, QUEUE, SUBSCRIPTION, TOPIC, TOPIC_POLICY } from "./tokens";
import { first, neighbours, textAt } from "./values";

const POLICY: DocumentRule = { property: "policy", max: 30_720, kind: "policy" };

const FEEDBACK = words("application firehose http lambda sqs").flatMap((kind) => [
  `${kind}SuccessFeedbackRoleArn`,
  `${kind}FailureFeedbackRoleArn`,
]);
const RATES = words("application firehose http lambda sqs").map((kind) => `${kind}SuccessFeedbackSampleRate`);

/** Amazon SNS. */
export const sns: Readonly<Record<string, ResourceType>> = {
  [TOPIC]: {
    inputs: [
      ...words(`contentBasedDeduplication deliveryPolicy displayName fifoThroughputScope fifoTopic kmsMasterKeyId
        policy signatureVersion tags tracingConfig`),
      ...FEEDBACK,
      ...RATES,
    ],
    name: {
      property: "name",
      pattern: /^[A-Za-z0-9_-]{1,256}$|^[A-Za-z0-9_-]{1,251}\.fifo$/,
      says: "up to 256 letters, digits, hyphens and underscores",
      unique: "region",
      taken: "InvalidParameter: Topic already exists",
      automatic: true,
    },
    id: (making) => arn("sns", making, making.name),
    computed: {
      arn: ({ id }) => id,
      owner: ({ account }) => account,
      beginningArchiveTime: () => "",
    },
    defaults: { fifoTopic: false, contentBasedDeduplication: false },
    replacedBy: words("fifoTopic"),
    limits: {
      displayName: { like: /^.{0,100}$/, says: "at most 100 characters" },
      signatureVersion: { among: [1, 2] },
      tracingConfig: { among: words("Active PassThrough") },
      fifoThroughputScope: { among: words("Topic MessageGroup") },
      ...Object.fromEntries(RATES.map((rate) => [rate, { from: 0, to: 100 }])),
    },
    refers: [key("kmsMasterKeyId"), ...FEEDBACK.map((property) => roleArn(property))],
    documents: [POLICY, { property: "deliveryPolicy", max: 30_720, kind: "json" }],
    refuseInputs: (inputs) => topicFault(inputs) ?? policyFault(inputs["policy"]),
    refuseMaking: principalFault,
  },
  [TOPIC_POLICY]: {
    inputs: words("arn policy"),
    required: words("arn policy"),
    id: ({ text }) => text("arn"),
    computed: { owner: ({ account }) => account },
    replacedBy: words("arn"),
    refers: [{ at: "arn", to: [TOPIC], form: "arn" }],
    documents: [POLICY],
    refuseInputs: (inputs) => policyFault(inputs["policy"]),
    refuseMaking: principalFault,
  },
  [SUBSCRIPTION]: {
    inputs: words(`confirmationTimeoutInMinutes deliveryPolicy endpoint endpointAutoConfirms filterPolicy
      filterPolicyScope protocol rawMessageDelivery redrivePolicy subscriptionRoleArn topic`),
    required: words("endpoint protocol topic"),
    id: ({ text, digits }) => `${text("topic")}:${uuid(digits(32))}`,
    computed: {
      arn: ({ id }) => id,
      ownerId: ({ account }) => account,
      pendingConfirmation: ({ text }) => text("protocol").startsWith("email"),
      confirmationWasAuthenticated: ({ text }) => !text("protocol").startsWith("email"),
    },
    defaults: { rawMessageDelivery: false, confirmationTimeoutInMinutes: 1, endpointAutoConfirms: false },
    replacedBy: words("endpoint protocol topic"),
    limits: {
      protocol: { among: words("sqs sms lambda firehose application http https email email-json") },
      filterPolicyScope: { among: words("MessageAttributes MessageBody") },
    },
    refers: [{ at: "topic", to: [TOPIC], form: "arn" }, roleArn("subscriptionRoleArn")],
    documents: [
      { property: "filterPolicy", max: 150_000, kind: "json" },
      { property: "redrivePolicy", max: 10_000, kind: "json" },
      { property: "deliveryPolicy", max: 30_720, kind: "json" },
    ],
    refuseInputs: subscriptionFault,
    refuseMaking: endpointFault,
  },
};

function topicFault(inputs: Properties): string | undefined {
  const fifo = inputs["fifoTopic"] === true;
  const name = textAt(inputs, "name");
  if (name !== "" && name.endsWith(".fifo") !== fifo)
    return `invalid topic name: ${name}: a FIFO topic's name ends with .fifo, and no other's`;
  return !fifo && inputs["contentBasedDeduplication"] === true
    ? "InvalidParameter: content-based deduplication can only be set for FIFO topics"
    : undefined;
}

const policyFault = (policy: unknown): string | undefined =>
  first(statementsOf(policy), ({ hasPrincipal, hasResource, actions }) => {
    if (!hasPrincipal)
      return "InvalidParameter: Invalid parameter: Policy Error: a statement has no Principal";
    if (!hasResource) return "InvalidParameter: Invalid parameter: Policy Error: a statement has no Resource";
    const foreign = actions.find((action) => !/^(\*|sns:.+)$/i.test(action));
    return (
      foreign &&
      `InvalidParameter: Invalid parameter: Policy statement action out of service scope! (${foreign})`
    );
  });

function principalFault(making: Making): string | undefined {
  const invalid = invalidPrincipal(making.inputs["policy"], making);
  return invalid && `InvalidParameter: Invalid parameter: Policy Error: PrincipalNotFound (${invalid.value})`;
}

function subscriptionFault(inputs: Properties): string | undefined {
  const protocol = textAt(inputs, "protocol");
  const raw = words("sqs http https firehose");
  if (inputs["rawMessageDelivery"] === true && protocol !== "" && !raw.includes(protocol))
    return `InvalidParameter: Invalid parameter: Delivery protocol [${protocol}] does not support raw message delivery.`;
  if (protocol === "firehose" && inputs["subscriptionRoleArn"] === undefined)
    return "InvalidParameter: Invalid parameter: SubscriptionRoleArn is needed for the protocol firehose";
  const filter = parsed(inputs["filterPolicy"]);
  return filter !== undefined && (typeof filter !== "object" || filter === null || Array.isArray(filter))
    ? "InvalidParameter: Invalid parameter: FilterPolicy: the filter policy is a JSON object"
    : undefined;
}

const ENDPOINT_TYPES: Readonly<Record<string, string>> = { sqs: QUEUE, lambda: FUNCTION };

function endpointFault(making: Making): string | undefined {
  const { text, inputs, account, cloud } = making;
  const endpoint = text("endpoint");
  const type = ENDPOINT_TYPES[text("protocol")];
  const owner = endpoint.split(":")[4] ?? "";
  if (type !== undefined && !endpoint.startsWith("arn:aws:"))
    return `InvalidParameter: Invalid parameter: ${text("protocol")} endpoint ARN (${endpoint})`;
  if (type !== undefined && owner === account && cloud.named([type], endpoint).length === 0)
    return `InvalidParameter: Invalid parameter: Endpoint Reason: ${endpoint} does not exist`;
  if (type === QUEUE && endpoint.endsWith(".fifo") && !text("topic").endsWith(".fifo"))
    return "InvalidParameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics";
  const deadLetters = member(parsed(inputs["redrivePolicy"]), "deadLetterTargetArn");
  if (typeof deadLetters === "string" && cloud.named([QUEUE], deadLetters).length === 0)
    return `InvalidParameter: Invalid parameter: RedrivePolicy: ${deadLetters} does not exist`;
  const same = neighbours(SUBSCRIPTION, making).find((other) =>
    words("topic protocol endpoint").every((property) => other.inputs[property] === inputs[property]),
  );
  return same && `InvalidParameter: Subscription already exists with different attributes (${same.urn})`;
}
