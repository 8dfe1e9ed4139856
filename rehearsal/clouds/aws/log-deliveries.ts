import { words, type Making, type NameRule, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { allowsService } from "./policy-document";
import { BUCKET, DISTRIBUTION, LOG_DELIVERY, LOG_DESTINATION, LOG_GROUP, LOG_SOURCE } from "./tokens";
import { neighbours, textAt, thingAt } from "./values";

const NAME: Omit<NameRule, "taken"> = {
  property: "name",
  pattern: /^[\w-]{1,60}$/,
  says: "up to 60 letters, digits, hyphens and underscores",
  unique: "region",
  automatic: true,
};

const DELIVERER = "delivery.logs.amazonaws.com";

/** CloudWatch's delivery of the logs of other services: whose logs, where to, and that they go there. */
export const logDeliveries: Readonly<Record<string, ResourceType>> = {
  [LOG_SOURCE]: {
    inputs: words("logType resourceArn tags"),
    required: words("logType resourceArn"),
    name: { ...NAME, taken: "ConflictException" },
    id: ({ name }) => name,
    computed: {
      arn: (making) => arn("logs", making, `delivery-source:${making.name}`),
      service: () => "cloudfront",
    },
    replacedBy: words("logType resourceArn"),
    refers: [{ at: "resourceArn", to: [DISTRIBUTION], form: "arn", anyRegion: true }],
    limits: { logType: { among: words("ACCESS_LOGS CONNECTION_LOGS") } },
    refuseMaking: sourceRefused,
  },
  [LOG_DESTINATION]: {
    inputs: words("deliveryDestinationConfiguration deliveryDestinationType outputFormat tags"),
    name: { ...NAME, taken: "ConflictException" },
    id: ({ name }) => name,
    computed: { arn: (making) => arn("logs", making, `delivery-destination:${making.name}`) },
    replacedBy: words("outputFormat"),
    limits: { outputFormat: { among: words("json plain w3c raw parquet") } },
    refers: [
      {
        at: "deliveryDestinationConfiguration.destinationResourceArn",
        to: [BUCKET, LOG_GROUP],
        form: "arn",
        anyRegion: true,
        builtIn: /^arn:aws:firehose:/,
      },
    ],
  },
  [LOG_DELIVERY]: {
    inputs: words(
      "deliveryDestinationArn deliverySourceName fieldDelimiter recordFields s3DeliveryConfigurations tags",
    ),
    required: words("deliveryDestinationArn deliverySourceName"),
    id: ({ digits }) => digits(16),
    computed: { arn: (making) => arn("logs", making, `delivery:${making.id}`) },
    replacedBy: words("deliveryDestinationArn deliverySourceName"),
    refers: [
      { at: "deliverySourceName", to: [LOG_SOURCE], form: "name", holds: "ConflictException" },
      { at: "deliveryDestinationArn", to: [LOG_DESTINATION], form: "arn", holds: "ConflictException" },
    ],
    refuseMaking: deliveryRefused,
  },
};

function sourceRefused(making: Making): string | undefined {
  const resource = making.text("resourceArn");
  if (making.region !== "us-east-1")
    return `ValidationException: the logs of CloudFront are delivered from us-east-1 alone, not from ${making.region}`;
  const other = neighbours(LOG_SOURCE, making).find(({ inputs }) => inputs["resourceArn"] === resource);
  return (
    other &&
    `ConflictException: This ResourceId has already been used in another Delivery Source in this account (${other.id})`
  );
}

/** The deliverer tries at once whether it may write. */
function deliveryRefused(making: Making): string | undefined {
  const destination = thingAt([LOG_DESTINATION], making.text("deliveryDestinationArn"), making);
  const target = textAt(destination?.inputs, "deliveryDestinationConfiguration.destinationResourceArn");
  const [, bucket] = /^arn:aws:s3:::([^/]+)/.exec(target) ?? [];
  if (bucket === undefined) return undefined;
  const policies = making.cloud.named(["aws:s3/bucketPolicy:BucketPolicy"], bucket);
  return policies.some(({ inputs }) => allowsService(inputs["policy"], DELIVERER, ["s3:PutObject"]))
    ? undefined
    : `AccessDeniedException: The policy of the bucket ${bucket} does not let ${DELIVERER} put objects into it`;
}
