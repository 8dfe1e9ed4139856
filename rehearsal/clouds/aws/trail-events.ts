import { words, type Limit, type Properties } from "../catalogue";
import { first, isSet, listAt, textAt, textsAt } from "./values";

/** [docs.aws.amazon.com: PutEventSelectors; Quotas in AWS CloudTrail] */
const SELECTORS_MAX = 5;
const RESOURCES_MAX = 250;

const INVALID = "InvalidEventSelectorsException:";

/** The data events that basic selectors know, and what their ARNs look like: all of them, or one thing. */
const RESOURCES: Readonly<Record<string, RegExp>> = {
  "AWS::S3::Object": /^arn:aws:s3(:::[a-z0-9.-]+\/.*)?$/,
  "AWS::Lambda::Function": /^arn:aws:lambda(:[a-z0-9-]+:\d{12}:function:[\w-]+)?$/,
  "AWS::DynamoDB::Table": /^arn:aws:dynamodb(:[a-z0-9-]+:\d{12}:table\/[\w.-]+)?$/,
};

const OPERATORS = words("equals startsWiths endsWiths notEquals notStartsWiths notEndsWiths");
const FIELDS = words("readOnly eventSource eventName eventCategory resources.type resources.ARN");

/** What the values of a trail's selectors must be. */
export const eventsLimits: Readonly<Record<string, Limit>> = {
  "eventSelectors[].readWriteType": { among: words("ReadOnly WriteOnly All") },
  "eventSelectors[].excludeManagementEventSources[]": {
    among: words("kms.amazonaws.com rdsdata.amazonaws.com"),
  },
  "eventSelectors[].dataResources[].type": { among: Object.keys(RESOURCES) },
  "advancedEventSelectors[].fieldSelectors[].field": { among: FIELDS },
  "insightSelectors[].insightType": { among: words("ApiCallRateInsight ApiErrorRateInsight") },
};

/** What CloudTrail finds wrong with the events that a trail is to log. */
export function eventsFault(inputs: Properties): string | undefined {
  if (isSet(inputs, "eventSelectors") && isSet(inputs, "advancedEventSelectors"))
    return '"event_selector": conflicts with advanced_event_selector';
  const basic = listAt(inputs, "eventSelectors[]");
  if (basic.length > SELECTORS_MAX)
    return `${INVALID} a trail has at most ${SELECTORS_MAX} event selectors, this one ${basic.length}`;
  const resources = textsAt(inputs, "eventSelectors[].dataResources[].values[]").length;
  if (resources > RESOURCES_MAX)
    return `${INVALID} a trail names at most ${RESOURCES_MAX} data resources, this one ${resources}`;
  return first(basic, basicFault) ?? first(listAt(inputs, "advancedEventSelectors[]"), advancedFault);
}

function basicFault(selector: unknown): string | undefined {
  if (
    listAt(selector, "includeManagementEvents")[0] === false &&
    isSet(selector, "excludeManagementEventSources")
  )
    return `${INVALID} ExcludeManagementEventSources needs IncludeManagementEvents`;
  return first(listAt(selector, "dataResources[]"), (resource) => {
    const like = RESOURCES[textAt(resource, "type")];
    const odd = textsAt(resource, "values[]").find((value) => like?.test(value) === false);
    return odd && `${INVALID} Value ${odd} for DataResources.Values is invalid.`;
  });
}

function advancedFault(selector: unknown): string | undefined {
  const fields = listAt(selector, "fieldSelectors[]");
  const categories = fields.filter((field) => textAt(field, "field") === "eventCategory");
  if (categories.length !== 1 || textsAt(categories[0], "equals[]").length !== 1)
    return `${INVALID} an advanced event selector has one field eventCategory, which equals one value`;
  const empty = fields.find((field) => !OPERATORS.some((operator) => isSet(field, operator)));
  return empty === undefined
    ? undefined
    : `${INVALID} the field ${textAt(empty, "field")} is compared with nothing`;
}
