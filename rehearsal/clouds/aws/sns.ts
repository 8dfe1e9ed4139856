import { words, type DocumentRule, type Making, type Properties, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { invalidPrincipal, statementsOf } from "./policy-document";
import { key, roleArn } from "./refers";
import { TOPIC, TOPIC_POLICY } from "./tokens";
import { first, textAt } from "./values";

const POLICY: DocumentRule = { property: "policy", max: 30_720, kind: "policy" };

const FEEDBACK = words("application firehose http lambda sqs").flatMap((kind) => [
  `${kind}SuccessFeedbackRoleArn`,
  `${kind}FailureFeedbackRoleArn`,
]);
const RATES = words("application firehose http lambda sqs").map((kind) => `${kind}SuccessFeedbackSampleRate`);

/** Topics of Amazon SNS. */
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
