import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { arn, uuid } from "./arn";
import { kindOf } from "./load-balancers";
import {
  API_STAGE,
  BUCKET,
  LOAD_BALANCER,
  LOG_GROUP,
  USER_POOL,
  WEB_ACL,
  WEB_ACL_ASSOCIATION,
} from "./tokens";
import { first, isSet, listAt, neighbours, recordOf, textAt, textsAt, thingAt } from "./values";
import { capacityOf, rulesFault, visibilityFault } from "./waf-rules";

const INVALID = "WAFInvalidParameterException: Error reason:";

/** AWS WAF: web ACLs, what they protect and where they log. Rule groups and IP sets of one's own are left out. */
export const waf: Readonly<Record<string, ResourceType>> = {
  [WEB_ACL]: {
    inputs: words(
      "customResponseBodies defaultAction description rules scope tags tokenDomains visibilityConfig",
    ),
    required: words("defaultAction scope visibilityConfig"),
    name: {
      property: "name",
      pattern: /^[\w-]{1,128}$/,
      says: "up to 128 letters, digits, hyphens and underscores",
      unique: "region",
      taken:
        "WAFDuplicateItemException: AWS WAF couldn't perform the operation because some resource in your request is a duplicate of an existing one",
      automatic: true,
    },
    id: ({ digits }) => uuid(digits(32)),
    computed: {
      arn: (making) =>
        arn("wafv2", making, `${KINDS[making.text("scope")] ?? ""}/webacl/${making.name}/${making.id}`),
      applicationIntegrationUrl: () => "",
      capacity: ({ inputs }) => capacityOf(inputs),
      lockToken: ({ digits }) => uuid(digits(32, "lock")),
    },
    replacedBy: words("scope"),
    limits: {
      scope: { among: words("REGIONAL CLOUDFRONT") },
      description: {
        like: /^[\w+=:#@/\-,.][\w+=:#@/\-,.\s]{0,254}[\w+=:#@/\-,.]$/,
        says: "2 to 256 letters, digits, spaces and _+=:#@/-,. with no space at either end",
      },
    },
    refuseInputs: aclFault,
    refuseMaking: ({ text, region }) =>
      text("scope") === "CLOUDFRONT" && region !== "us-east-1"
        ? `${INVALID} The scope is not valid., field: SCOPE_VALUE, parameter: CLOUDFRONT (only in us-east-1, not in ${region})`
        : undefined,
  },
  [WEB_ACL_ASSOCIATION]: {
    inputs: words("resourceArn webAclArn"),
    required: words("resourceArn webAclArn"),
    id: ({ text }) => `${text("webAclArn")},${text("resourceArn")}`,
    replacedBy: words("resourceArn webAclArn"),
    refers: [
      {
        at: "webAclArn",
        to: [WEB_ACL],
        form: "arn",
        holds:
          "WAFAssociatedItemException: AWS WAF couldn't perform the operation because your resource is being used by another resource or it's associated with another resource",
      },
      { at: "resourceArn", to: [API_STAGE, LOAD_BALANCER, USER_POOL], form: "arn" },
    ],
    refuseMaking: associationFault,
  },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": {
    inputs: words("logDestinationConfigs loggingFilter redactedFields resourceArn"),
    required: words("logDestinationConfigs resourceArn"),
    id: ({ text }) => text("resourceArn"),
    replacedBy: words("resourceArn"),
    limits: {
      "logDestinationConfigs[]": {
        like: /^arn:aws:(logs:[^:]+:\d{12}:log-group:|s3:::|firehose:[^:]+:\d{12}:deliverystream\/)aws-waf-logs-/,
        says: "the ARN of a log group, bucket or delivery stream whose name begins with aws-waf-logs-",
      },
      "loggingFilter.defaultBehavior": { among: words("KEEP DROP") },
      "loggingFilter.filters[].behavior": { among: words("KEEP DROP") },
      "loggingFilter.filters[].requirement": { among: words("MEETS_ALL MEETS_ANY") },
    },
    refers: [
      { at: "resourceArn", to: [WEB_ACL], form: "arn" },
      {
        at: "logDestinationConfigs[]",
        to: [LOG_GROUP],
        form: "arn",
        builtIn: /^arn:aws:(firehose|s3):/,
      },
      // A bucket may be anywhere.
      {
        at: "logDestinationConfigs[]",
        to: [BUCKET],
        form: "arn",
        anyRegion: true,
        builtIn: /^arn:aws:(firehose|logs):/,
      },
    ],
    refuseInputs: loggingFault,
  },
};

/** What the ARN of an ACL says of its scope. */
const KINDS: Readonly<Record<string, string>> = { REGIONAL: "regional", CLOUDFRONT: "global" };

function aclFault(inputs: Properties): string | undefined {
  const action = Object.keys(recordOf(listAt(inputs, "defaultAction")[0]));
  if (isSet(inputs, "defaultAction") && (action.length !== 1 || !/^(allow|block)$/.test(action[0] ?? "")))
    return `${INVALID} defaultAction is exactly one of allow, block, got ${action.join(", ") || "none"}, field: DEFAULT_ACTION`;
  const visibility = isSet(inputs, "visibilityConfig") ? visibilityFault(inputs) : undefined;
  return visibility === undefined ? rulesFault(inputs) : `${INVALID} ${visibility}, field: VISIBILITY_CONFIG`;
}

function associationFault(making: Making): string | undefined {
  const acl = thingAt([WEB_ACL], making.text("webAclArn"), making);
  if (acl !== undefined && acl.inputs["scope"] !== "REGIONAL")
    return `${INVALID} The ARN isn't valid: an ACL for CloudFront is named by the distribution itself, field: WEB_ACL_ARN, parameter: ${making.text("webAclArn")}`;
  const resource = making.text("resourceArn");
  const balancer = thingAt([LOAD_BALANCER], resource, making);
  if (balancer !== undefined && kindOf(balancer.inputs) !== "application")
    return `${INVALID} The ARN isn't valid: a network load balancer takes no ACL, field: RESOURCE_ARN, parameter: ${resource}`;
  const other = neighbours(WEB_ACL_ASSOCIATION, making).find(
    ({ inputs }) => inputs["resourceArn"] === resource,
  );
  return (
    other &&
    `WAFAssociatedItemException: ${resource} has a web ACL already (${textAt(other.inputs, "webAclArn")})`
  );
}

const PARTS = words("method queryString singleHeader uriPath");

function loggingFault(inputs: Properties): string | undefined {
  const destinations = listAt(inputs, "logDestinationConfigs[]").length;
  if (destinations > 1)
    return `${INVALID} You can specify exactly one log destination, field: LOG_DESTINATION, parameter: ${destinations}`;
  const fields = listAt(inputs, "redactedFields[]");
  if (fields.length > 100) return `${INVALID} at most 100 redacted fields, got ${fields.length}`;
  const twofold = first(fields, (field) => {
    const parts = Object.keys(recordOf(field));
    return parts.length === 1 && PARTS.includes(parts[0] ?? "")
      ? undefined
      : `${INVALID} a redacted field is exactly one of ${PARTS.join(", ")}, got ${parts.join(", ") || "none"}`;
  });
  if (twofold !== undefined) return twofold;
  const header = textsAt(inputs, "redactedFields[].singleHeader.name").find(
    (name) => name !== name.toLowerCase(),
  );
  return header === undefined
    ? undefined
    : `${INVALID} the name of a redacted header is in lower case, got ${header}`;
}
