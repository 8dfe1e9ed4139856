import { createHash } from "node:crypto";
import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { hasUnknown } from "../properties";
import { arn, MADE_AT } from "./arn";
import { trusts } from "./policy-document";
import { bucketName, key, roleArn } from "./refers";
import { FUNCTION, PERMISSION, QUEUE, SECURITY_GROUP, SUBNET, TOPIC } from "./tokens";
import { isSet, neighbours, numberAt, pointsAt, recordOf, setOf, textAt, thingAt } from "./values";

/** [docs.aws.amazon.com: Lambda runtimes] */
const RUNTIMES =
  words(`nodejs20.x nodejs22.x nodejs24.x python3.10 python3.11 python3.12 python3.13 python3.14
  java8.al2 java11 java17 java21 java25 dotnet8 dotnet10 ruby3.2 ruby3.3 ruby3.4 provided.al2 provided.al2023`);

/** Variables that the runtime sets by itself [docs.aws.amazon.com: Working with Lambda environment variables]. */
const RESERVED = words(`_HANDLER _X_AMZN_TRACE_ID AWS_DEFAULT_REGION AWS_REGION AWS_EXECUTION_ENV
  AWS_LAMBDA_FUNCTION_NAME AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_VERSION
  AWS_LAMBDA_INITIALIZATION_TYPE AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME AWS_ACCESS_KEY
  AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_LAMBDA_RUNTIME_API LAMBDA_TASK_ROOT
  LAMBDA_RUNTIME_DIR`);

const ENVIRONMENT_MAX = 4096;
/** Of an account's 1000 executions at a time, 100 stay for functions that reserve none [docs: Lambda quotas]. */
const RESERVABLE = 900;

const INVALID = "InvalidParameterValueException:";

/** AWS Lambda. */
export const lambda: Readonly<Record<string, ResourceType>> = {
  [FUNCTION]: {
    inputs: words(`architectures code codeSigningConfigArn deadLetterConfig description environment
      ephemeralStorage handler imageUri kmsKeyArn layers loggingConfig memorySize packageType publish
      reservedConcurrentExecutions role runtime s3Bucket s3Key s3ObjectVersion skipDestroy sourceCodeHash tags
      timeout tracingConfig vpcConfig`),
    required: words("role"),
    name: {
      property: "name",
      pattern: /^[A-Za-z0-9_-]{1,64}$/,
      says: "up to 64 letters, digits, hyphens and underscores",
      unique: "region",
      taken: "ResourceConflictException: Function already exist",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: {
      arn: functionArn,
      qualifiedArn: (making) => `${functionArn(making)}:${version(making)}`,
      invokeArn: (making) =>
        `arn:aws:apigateway:${making.region}:lambda:path/2015-03-31/functions/${functionArn(making)}/invocations`,
      version,
      sourceCodeHash: ({ inputs, text }) => text("sourceCodeHash") || codeHash(inputs),
      codeSha256: ({ inputs }) => codeHash(inputs),
      lastModified: () => MADE_AT,
    },
    defaults: {
      architectures: ["x86_64"],
      memorySize: 128,
      packageType: "Zip",
      publish: false,
      reservedConcurrentExecutions: -1,
      skipDestroy: false,
      timeout: 3,
    },
    replacedBy: words("packageType"),
    limits: {
      memorySize: { from: 128, to: 10_240 },
      timeout: { from: 1, to: 900 },
      runtime: { among: RUNTIMES },
      "architectures[]": { among: words("x86_64 arm64") },
      packageType: { among: words("Zip Image") },
      description: { like: /^[^]{0,256}$/, says: "at most 256 characters" },
      handler: { like: /^\S{1,128}$/, says: "up to 128 characters without spaces" },
      reservedConcurrentExecutions: { from: -1, to: 100_000 },
      "ephemeralStorage.size": { from: 512, to: 10_240 },
      "tracingConfig.mode": { among: words("Active PassThrough") },
      "loggingConfig.logFormat": { among: words("JSON Text") },
    },
    refers: [
      roleArn("role"),
      key("kmsKeyArn", { form: "arn" }),
      bucketName("s3Bucket"),
      { at: "deadLetterConfig.targetArn", to: [QUEUE, TOPIC], form: "arn" },
      { at: "vpcConfig.subnetIds[]", to: [SUBNET], holds: "DependencyViolation" },
      { at: "vpcConfig.securityGroupIds[]", to: [SECURITY_GROUP], holds: "DependencyViolation" },
    ],
    refuseInputs: (inputs) => codeFault(inputs) ?? environmentFault(inputs) ?? loggingFault(inputs),
    refuseMaking: (making) =>
      trusts(making.text("role"), "lambda.amazonaws.com", making.cloud)
        ? concurrencyFault(making)
        : `${INVALID} The role defined for the function cannot be assumed by Lambda.`,
  },
  [PERMISSION]: {
    inputs: words(`action eventSourceToken function functionUrlAuthType principal principalOrgId qualifier
      sourceAccount sourceArn`),
    required: words("action function principal"),
    name: {
      property: "statementId",
      pattern: /^[A-Za-z0-9_-]{1,100}$/,
      says: "up to 100 letters, digits, hyphens and underscores",
      unique: "no",
      taken: "ResourceConflictException",
      automatic: (_logicalName, digits) => `terraform-${digits(26)}`,
    },
    id: ({ name }) => name,
    // A statement's id is its function's own.
    apartBy: "function",
    replacedBy: words(`action eventSourceToken function functionUrlAuthType principal principalOrgId qualifier
      sourceAccount sourceArn`),
    limits: {
      action: { like: /^lambda:(\*|[A-Za-z]+)$/, says: "an action of Lambda, as lambda:InvokeFunction" },
      principal: {
        like: /^(\*|\d{12}|arn:aws:iam::\d{12}:.+|([a-z0-9-]+\.)+amazonaws\.com)$/,
        says: "a service as sns.amazonaws.com, an account or an ARN",
      },
      sourceAccount: { like: /^\d{12}$/, says: "an account of 12 digits" },
      sourceArn: { like: /^arn:aws[a-z-]*:/, says: "an ARN" },
      functionUrlAuthType: { among: words("AWS_IAM NONE") },
    },
    refers: [{ at: "function", to: [FUNCTION] }],
    refuseMaking: statementTaken,
  },
};

function functionArn(making: Making): string {
  return arn("lambda", making, `function:${making.name}`);
}

/** Only publishing makes numbered versions. */
function version({ inputs }: Making): string {
  return inputs["publish"] === true ? "1" : "$LATEST";
}

function codeHash(inputs: Properties): string {
  const given = JSON.stringify(
    [inputs["code"], inputs["s3Bucket"], inputs["s3Key"], inputs["imageUri"]],
    // The same code may come from another folder.
    (key, value: unknown) => (key === "path" ? undefined : value),
  );
  return createHash("sha256").update(given).digest("base64");
}

function codeFault(inputs: Properties): string | undefined {
  if (setOf(inputs, "code", "s3Bucket", "imageUri").length !== 1)
    return "one of `filename,image_uri,s3_bucket` must be specified";
  if (isSet(inputs, "s3Bucket") !== isSet(inputs, "s3Key"))
    return '"s3_key": all of `s3_bucket,s3_key` must be specified';
  if (isSet(inputs, "imageUri") !== (inputs["packageType"] === "Image"))
    return `${INVALID} an image is for PackageType Image, and nothing else is`;
  const missing = inputs["packageType"] === "Image" ? [] : missingOf(inputs, "handler", "runtime");
  return missing.length === 0 ? undefined : `${missing.join(" and ")} must be set when PackageType is Zip`;
}

const missingOf = (inputs: Properties, ...properties: readonly string[]): readonly string[] =>
  properties.filter((property) => !isSet(inputs, property));

function environmentFault({ environment }: Properties): string | undefined {
  const variables = recordOf(recordOf(environment)["variables"]);
  const refused = `${INVALID} Lambda was unable to configure your environment variables because the environment variables you have provided`;
  const reserved = Object.keys(variables).filter((name) => RESERVED.includes(name));
  if (reserved.length > 0)
    return `${refused} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(", ")}`;
  const odd = Object.keys(variables).find((name) => !/^[A-Za-z][A-Za-z0-9_]+$/.test(name));
  if (odd !== undefined)
    return `${INVALID} the environment variable ${odd}: two letters, digits and underscores at least, a letter first`;
  const bytes = Buffer.byteLength(JSON.stringify(variables));
  return !hasUnknown(variables) && bytes > ENVIRONMENT_MAX
    ? `${refused} exceeded the 4KB limit. (${bytes} bytes)`
    : undefined;
}

function loggingFault(inputs: Properties): string | undefined {
  const levels = setOf(inputs, "loggingConfig.applicationLogLevel", "loggingConfig.systemLogLevel");
  return levels.length > 0 && textAt(inputs, "loggingConfig.logFormat") !== "JSON"
    ? `${INVALID} log levels are for the log format JSON`
    : undefined;
}

function concurrencyFault(making: Making): string | undefined {
  const all = [making.inputs, ...neighbours(FUNCTION, making).map(({ inputs }) => inputs)];
  const reserved = all
    .map((inputs) => Math.max(numberAt(inputs, "reservedConcurrentExecutions") ?? 0, 0))
    .reduce((sum, each) => sum + each, 0);
  return reserved > RESERVABLE
    ? `${INVALID} Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].`
    : undefined;
}

/** A statement's id is its function's own, whether that is named or given by its ARN. */
function statementTaken(making: Making): string | undefined {
  const of = thingAt([FUNCTION], making.text("function"), making);
  const taken = making.cloud
    .all(PERMISSION)
    .some(
      (other) =>
        other.id === making.name && of !== undefined && pointsAt(other, "function", of, making.cloud),
    );
  return taken
    ? `ResourceConflictException: The statement id (${making.name}) provided already exists. Please provide a new statement id, or remove the existing statement.`
    : undefined;
}
