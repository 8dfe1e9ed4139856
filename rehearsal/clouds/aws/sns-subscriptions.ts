import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { uuid } from "./arn";
import { lackedAt } from "./destinations";
import { member, parsed } from "./policy-document";
import { roleArn } from "./refers";
import { FUNCTION, QUEUE, SUBSCRIPTION, TOPIC } from "./tokens";
import { neighbours, textAt } from "./values";

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Who hears of what is published to a topic. A function or queue may be in another region than its topic. */
export const snsSubscriptions: Readonly<Record<string, ResourceType>> = {
  [SUBSCRIPTION]: {
    inputs: words(`confirmationTimeoutInMinutes deliveryPolicy endpoint endpointAutoConfirms filterPolicy
      filterPolicyScope protocol rawMessageDelivery redrivePolicy subscriptionRoleArn topic`),
    required: words("endpoint protocol topic"),
    // An ARN from the start, though a person may never answer the e-mail that asks to confirm it.
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

function subscriptionFault(inputs: Properties): string | undefined {
  const protocol = textAt(inputs, "protocol");
  const raw = words("sqs http https firehose");
  if (inputs["rawMessageDelivery"] === true && protocol !== "" && !raw.includes(protocol))
    return `InvalidParameter: Invalid parameter: Delivery protocol [${protocol}] does not support raw message delivery.`;
  const address = textAt(inputs, "endpoint");
  if (protocol.startsWith("email") && address !== "" && !ADDRESS.test(address))
    return "InvalidParameter: Invalid parameter: Email address";
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
  const same = neighbours(SUBSCRIPTION, making).find((other) =>
    words("topic protocol endpoint").every((property) => other.inputs[property] === inputs[property]),
  );
  return (
    deadLettersFault(making) ??
    (same && `InvalidParameter: Subscription already exists with different attributes (${same.urn})`)
  );
}

/** SNS itself does not ask whether it is let into the queue: it would lose the messages, and say nothing. */
function deadLettersFault({ inputs, region, cloud }: Making): string | undefined {
  const deadLetters = member(parsed(inputs["redrivePolicy"]), "deadLetterTargetArn");
  if (typeof deadLetters !== "string") return undefined;
  const refused = (reason: string) => `InvalidParameter: Invalid parameter: RedrivePolicy: ${reason}`;
  if (cloud.named([QUEUE], deadLetters).length === 0) return refused(`${deadLetters} does not exist`);
  if (!cloud.named([QUEUE], deadLetters).some((queue) => queue.region === region))
    return refused(`deadLetterTargetArn ${deadLetters} is not in the region of the subscription, ${region}`);
  return lackedAt(deadLetters, "sns.amazonaws.com", cloud) === undefined
    ? undefined
    : refused(`the policy of ${deadLetters} does not let sns.amazonaws.com send`);
}
