import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { lackedAt } from "./destinations";
import { key, bucketName, roleArn } from "./refers";
import { TOPIC, TRAIL } from "./tokens";
import { eventsFault, eventsLimits } from "./trail-events";
import { bucketFault, keyFault } from "./trail-store";
import { logGroupFault } from "./trail-log-group";
import { isSet, neighbours, textAt } from "./values";

/** [docs.aws.amazon.com: Quotas in AWS CloudTrail] */
const TRAILS_OF_A_REGION = 5;

const COMBINATION = "InvalidParameterCombinationException:";

/** AWS CloudTrail. Trails of whole organisations are left out. */
export const trails: Readonly<Record<string, ResourceType>> = {
  [TRAIL]: {
    inputs: words(`advancedEventSelectors cloudWatchLogsGroupArn cloudWatchLogsRoleArn enableLogFileValidation
      enableLogging eventSelectors includeGlobalServiceEvents insightSelectors isMultiRegionTrail kmsKeyId
      s3BucketName s3KeyPrefix snsTopicName tags`),
    required: words("s3BucketName"),
    name: {
      property: "name",
      pattern: /^(?!\d+(\.\d+){3}$)(?=.{3,128}$)[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/,
      says: "3 to 128 letters, digits and ._-, no two of these three side by side, none of them first or last, and no IP address",
      unique: "region",
      taken: "TrailAlreadyExistsException",
      automatic: true,
    },
    id: arnOf,
    computed: {
      arn: arnOf,
      homeRegion: ({ region }) => region,
      snsTopicArn: (making) => topicArn(making) ?? "",
    },
    defaults: {
      enableLogFileValidation: false,
      enableLogging: true,
      includeGlobalServiceEvents: true,
      isMultiRegionTrail: false,
      isOrganizationTrail: false,
    },
    limits: {
      s3KeyPrefix: { like: /^[^]{0,200}$/, says: "at most 200 characters" },
      ...eventsLimits,
    },
    refers: [
      bucketName("s3BucketName", { anyRegion: true }),
      // It is in the bucket's region, which need not be the trail's.
      key("kmsKeyId", { form: "arn", anyRegion: true }),
      roleArn("cloudWatchLogsRoleArn"),
    ],
    refuseInputs: (inputs) => everywhereFault(inputs) ?? pairFault(inputs) ?? eventsFault(inputs),
    refuseMaking: (making) =>
      tooMany(making) ??
      bucketFault(making) ??
      keyFault(making) ??
      logGroupFault(making) ??
      topicFault(making),
  },
};

function arnOf(making: Making): string {
  return arn("cloudtrail", making, `trail/${making.name}`);
}

const everywhereFault = (inputs: Properties): string | undefined =>
  inputs["isMultiRegionTrail"] === true && inputs["includeGlobalServiceEvents"] === false
    ? `${COMBINATION} Multi-Region trail must include global service events.`
    : undefined;

function pairFault(inputs: Properties): string | undefined {
  const pair = words("cloudWatchLogsGroupArn cloudWatchLogsRoleArn");
  const missing = pair.find((property) => !isSet(inputs, property));
  return missing !== undefined && pair.some((property) => isSet(inputs, property))
    ? `${COMBINATION} Both a log group ARN and a role ARN are needed for CloudWatch Logs: ${missing} is missing`
    : undefined;
}

function tooMany(making: Making): string | undefined {
  return making.before === undefined && neighbours(TRAIL, making).length >= TRAILS_OF_A_REGION
    ? `MaximumNumberOfTrailsExceededException: ${making.account} already has ${TRAILS_OF_A_REGION} trails in ${making.region}.`
    : undefined;
}

/** The topic may be given by its name, or by its ARN where it is in another region. */
function topicArn(making: Making): string | undefined {
  const topic = textAt(making.inputs, "snsTopicName");
  if (topic === "") return undefined;
  return topic.startsWith("arn:") ? topic : arn("sns", making, topic);
}

function topicFault(making: Making): string | undefined {
  const topic = topicArn(making);
  if (topic === undefined) return undefined;
  return making.cloud.named([TOPIC], topic).length > 0 &&
    lackedAt(topic, "cloudtrail.amazonaws.com", making.cloud) === undefined
    ? undefined
    : `InsufficientSnsTopicPolicyException: SNS Topic does not exist or the topic policy is incorrect! (${topic})`;
}
