import { words, type Making, type ResourceType } from "../catalogue";
import type { Thing } from "../cloud";
import { arn, MADE_AT } from "./arn";
import { methodsOf } from "./api-gateway-body";
import { allowsRole } from "./role-rights";
import { trusts } from "./policy-document";
import { roleArn } from "./refers";
import { API_ACCOUNT, API_DEPLOYMENT, API_METHOD_SETTINGS, API_STAGE, LOG_GROUP, REST_API } from "./tokens";
import { isSet, listAt, neighbours, recordOf, textAt, thingAt } from "./values";

const ofApi = { at: "restApi", to: [REST_API] };
const DESCRIPTION = { like: /^[^]{0,1024}$/, says: "at most 1024 characters" };

const BAD = "BadRequestException:";
const NO_ROLE = `${BAD} CloudWatch Logs role ARN must be set in account settings to enable logging`;

/** Amazon API Gateway: what is deployed of a REST API, and how it is served and logged. */
export const apiStages: Readonly<Record<string, ResourceType>> = {
  [API_DEPLOYMENT]: {
    inputs: words("description restApi triggers variables"),
    required: words("restApi"),
    id: ({ digits }) => digits(6),
    computed: { createdDate: () => MADE_AT },
    replacedBy: words("restApi triggers variables"),
    limits: { description: DESCRIPTION },
    refers: [ofApi],
    refuseMaking: deploymentFault,
  },
  [API_STAGE]: {
    inputs: words(`accessLogSettings cacheClusterEnabled cacheClusterSize deployment description
      documentationVersion restApi tags variables xrayTracingEnabled`),
    required: words("deployment restApi"),
    name: {
      property: "stageName",
      pattern: /^[A-Za-z0-9_-]{1,128}$/,
      says: "up to 128 letters, digits, hyphens and underscores",
      unique: "no", // Unique in its API.
      taken: "ConflictException: Stage already exists",
      automatic: false,
    },
    id: ({ text, name }) => `ags-${text("restApi")}-${name}`,
    computed: {
      arn: ({ text, name, region }) =>
        `arn:aws:apigateway:${region}::/restapis/${text("restApi")}/stages/${name}`,
      executionArn: (making) => arn("execute-api", making, `${making.text("restApi")}/${making.name}`),
      invokeUrl: ({ text, name, region }) =>
        `https://${text("restApi")}.execute-api.${region}.amazonaws.com/${name}`,
      webAclArn: () => "",
    },
    defaults: { cacheClusterEnabled: false, xrayTracingEnabled: false },
    replacedBy: words("restApi"),
    limits: {
      description: DESCRIPTION,
      cacheClusterSize: { among: words("0.5 1.6 6.1 13.5 28.4 58.2 118 237") },
      "accessLogSettings.destinationArn": {
        like: /^arn:aws:(logs:.+:log-group:|firehose:.+:deliverystream\/amazon-apigateway-).+/,
        says: "the ARN of a log group, or of a delivery stream whose name begins with amazon-apigateway-",
      },
    },
    refers: [
      ofApi,
      {
        at: "deployment",
        to: [API_DEPLOYMENT],
        holds: `${BAD} Active stages pointing to this deployment must be moved or deleted`,
      },
    ],
    refuseInputs: (inputs) => variablesFault(recordOf(inputs["variables"])) ?? formatFault(inputs),
    refuseMaking: (making) => stageFault(making) ?? accessLogFault(making),
  },
  [API_METHOD_SETTINGS]: {
    inputs: words("methodPath restApi settings stageName"),
    required: words("methodPath restApi settings stageName"),
    id: ({ text }) => words("restApi stageName methodPath").map(text).join("-"),
    replacedBy: words("methodPath restApi stageName"),
    limits: {
      methodPath: {
        like: /^(\*\/\*|[^/].*\/(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY|\*))$/,
        says: "*/* or a resource's path, with no slash before it, and an HTTP method",
      },
      "settings.loggingLevel": { among: words("OFF ERROR INFO") },
      "settings.cacheTtlInSeconds": { from: 0, to: 3600 },
      "settings.throttlingBurstLimit": { from: -1, to: 2_147_483_647 },
      "settings.throttlingRateLimit": { from: -1, to: Number.MAX_SAFE_INTEGER },
      "settings.unauthorizedCacheControlHeaderStrategy": {
        among: words("FAIL_WITH_403 SUCCEED_WITH_RESPONSE_HEADER SUCCEED_WITHOUT_RESPONSE_HEADER"),
      },
    },
    refers: [ofApi],
    refuseMaking: settingsFault,
  },
  // One for all APIs of an account in a region; taken over, not made.
  [API_ACCOUNT]: {
    inputs: words("cloudwatchRoleArn"),
    id: () => "api-gateway-account",
    computed: {
      apiKeyVersion: () => "4",
      features: () => ["UsagePlans"],
      throttleSettings: () => [{ burstLimit: 5000, rateLimit: 10_000 }],
    },
    refers: [roleArn("cloudwatchRoleArn")],
    refuseMaking: ({ text, cloud }) => {
      const role = text("cloudwatchRoleArn");
      return role === "" ||
        (trusts(role, "apigateway.amazonaws.com", cloud) && allowsRole(role, PUSHES_LOGS, cloud))
        ? undefined
        : `${BAD} The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy. (${role}: apigateway.amazonaws.com, and ${PUSHES_LOGS.join(", ")})`;
    },
  },
};

/** [docs.aws.amazon.com: AmazonAPIGatewayPushToCloudWatchLogs] */
const PUSHES_LOGS =
  words(`logs:CreateLogGroup logs:CreateLogStream logs:DescribeLogGroups logs:DescribeLogStreams
  logs:PutLogEvents logs:GetLogEvents logs:FilterLogEvents`);

const apiOf = (making: Making): Thing | undefined => thingAt([REST_API], making.text("restApi"), making);

function deploymentFault(making: Making): string | undefined {
  const api = apiOf(making);
  if (api === undefined || making.before !== undefined) return undefined;
  const methods = methodsOf(api.inputs["body"]);
  if (methods.length === 0) return `${BAD} The REST API doesn't contain any methods (${api.id})`;
  const bare = methods.find(({ integration }) => integration === undefined);
  if (bare) return `${BAD} No integration defined for method (${bare.method} ${bare.path})`;
  return textAt(api.inputs, "endpointConfiguration.types") === "PRIVATE" && !isSet(api.inputs, "policy")
    ? `${BAD} Private REST API doesn't have a resource policy attached to it (${api.id})`
    : undefined;
}

function variablesFault(variables: Readonly<Record<string, unknown>>): string | undefined {
  const odd = Object.entries(variables).find(
    ([name, value]) =>
      !/^[A-Za-z0-9_]+$/.test(name) ||
      (typeof value === "string" && !/^[A-Za-z0-9\-._~:/?#&=,]+$/.test(value)),
  );
  return (
    odd &&
    `${BAD} Stage variable ${odd[0]}: a name has letters, digits and underscores, and a value letters, digits and -._~:/?#&=, (got ${JSON.stringify(odd[1])})`
  );
}

function formatFault(inputs: Making["inputs"]): string | undefined {
  if (!isSet(inputs, "accessLogSettings")) return undefined;
  if (!isSet(inputs, "accessLogSettings.destinationArn") || !isSet(inputs, "accessLogSettings.format"))
    return "accessLogSettings takes destinationArn and format";
  const format = textAt(inputs, "accessLogSettings.format");
  if (/\n./.test(format))
    return `${BAD} Access Log format must be single line, new line character is allowed only at end of the format`;
  return format === "" || /\$context\.(requestId|extendedRequestId)\b/.test(format)
    ? undefined
    : `${BAD} Access Log format must contain $context.requestId or $context.extendedRequestId`;
}

function stageFault(making: Making): string | undefined {
  const api = making.text("restApi");
  if (
    neighbours(API_STAGE, making).some(
      ({ inputs }) => inputs["restApi"] === api && inputs["stageName"] === making.name,
    )
  )
    return `ConflictException: Stage already exists (${making.name} of ${api})`;
  const deployment = thingAt([API_DEPLOYMENT], making.text("deployment"), making);
  return deployment === undefined || deployment.inputs["restApi"] === api
    ? undefined
    : `${BAD} Deployment id does not exist (${deployment.id} is of another API than ${api})`;
}

function accessLogFault(making: Making): string | undefined {
  if (!isSet(making.inputs, "accessLogSettings")) return undefined;
  const destination = textAt(making.inputs, "accessLogSettings.destinationArn").replace(/:\*$/, "");
  const [, , service] = destination.split(":");
  if (service === "logs" && thingAt([LOG_GROUP], destination, making)?.region !== making.region)
    return `${BAD} Access Log destination must be an existing log group of the region (${destination})`;
  return hasRole(making) ? undefined : NO_ROLE;
}

const hasRole = (making: Making): boolean =>
  neighbours(API_ACCOUNT, { ...making, id: "" }).some(({ inputs }) => isSet(inputs, "cloudwatchRoleArn"));

function settingsFault(making: Making): string | undefined {
  const [api, name] = [making.text("restApi"), making.text("stageName")];
  const stage = neighbours(API_STAGE, making).find(
    ({ inputs }) => inputs["restApi"] === api && inputs["stageName"] === name,
  );
  if (stage === undefined) return `NotFoundException: Invalid Stage identifier specified (${name} of ${api})`;
  const level = textAt(making.inputs, "settings.loggingLevel") || "OFF";
  const traced = listAt(making.inputs, "settings.dataTraceEnabled")[0] === true;
  return (level !== "OFF" || traced) && !hasRole(making) ? NO_ROLE : undefined;
}
