import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { arn, uuid } from "./arn";
import { trusts } from "./policy-document";
import { bucketName, key, roleArn } from "./refers";
import { bucketOf } from "./s3-state";
import { BUCKET_OBJECT, CANARY } from "./tokens";
import { isSet, numberAt, setOf, textAt } from "./values";

/** Those that are still kept, without browsers [docs.aws.amazon.com: Runtime versions using Node.js, … Puppeteer, … Playwright]. */
const RUNTIME =
  /^syn-(nodejs-(3\.[01]|4\.[01])|nodejs-puppeteer-(9|1\d)\.\d|nodejs-playwright-\d\.\d|python-selenium-[5-9]\.\d)$/;
const RATE = /^rate\((0 minute|1 minute|(\d+) minutes|1 hour)\)$/;

/** CloudWatch Synthetics: canaries. Groups of them are left out. */
export const synthetics: Readonly<Record<string, ResourceType>> = {
  [CANARY]: {
    inputs:
      words(`artifactConfig artifactS3Location deleteLambda executionRoleArn failureRetentionPeriod handler
      kmsKeyArn runConfig runtimeVersion s3Bucket s3Key s3Version schedule startCanary successRetentionPeriod tags
      vpcConfig zipFile`),
    required: words("artifactS3Location executionRoleArn handler runtimeVersion schedule"),
    name: {
      property: "name",
      pattern: /^[0-9a-z_-]{1,255}$/,
      says: "up to 255 lower-case letters, digits, hyphens and underscores",
      unique: "region",
      taken: "ConflictException: Canary already exists",
      automatic: true,
    },
    id: ({ name }) => name,
    computed: {
      arn: (making) => arn("synthetics", making, `canary:${making.name}`),
      engineArn: (making) =>
        arn("lambda", making, `function:cwsyn-${making.name}-${uuid(making.digits(32, "engine"))}:1`),
      sourceLocationArn: (making) =>
        arn("lambda", making, `layer:cwsyn-${making.name}-${uuid(making.digits(32, "engine"))}:1`),
      status: ({ inputs }) => (inputs["startCanary"] === true ? "RUNNING" : "READY"),
      timelines: () => [],
    },
    defaults: {
      deleteLambda: false,
      failureRetentionPeriod: 31,
      startCanary: false,
      successRetentionPeriod: 31,
    },
    limits: {
      handler: { like: /^([0-9A-Za-z_-]+\/)*[0-9A-Za-z_-]+\.handler$/, says: "a file's name and .handler" },
      runtimeVersion: { like: RUNTIME, says: "a runtime version that Synthetics still keeps" },
      artifactS3Location: {
        like: /^(s3:\/\/)?[a-z0-9.-]{3,63}(\/.*)?$/,
        says: "a bucket, or a folder in it",
      },
      "artifactConfig.s3Encryption.encryptionMode": { among: words("SSE_S3 SSE_KMS") },
      "runConfig.timeoutInSeconds": { from: 3, to: 840 },
      "runConfig.memoryInMb": { from: 960, to: 3008 },
      failureRetentionPeriod: { from: 1, to: 455 },
      successRetentionPeriod: { from: 1, to: 455 },
    },
    refers: [
      bucketName("s3Bucket"),
      key("kmsKeyArn"),
      key("artifactConfig.s3Encryption.kmsKeyArn"),
      roleArn("executionRoleArn"),
    ],
    refuseInputs: (inputs) => codeFault(inputs) ?? scheduleFault(inputs) ?? memoryFault(inputs),
    refuseMaking: (making) => codeMissing(making) ?? artifactsRefused(making) ?? roleRefused(making),
  },
};

function codeFault(inputs: Properties): string | undefined {
  if (setOf(inputs, "zipFile", "s3Bucket").length !== 1)
    return "one of `s3_bucket,zip_file` must be specified";
  return isSet(inputs, "s3Bucket") && !isSet(inputs, "s3Key")
    ? '"s3_bucket": all of `s3_bucket,s3_key` must be specified'
    : undefined;
}

function scheduleFault(inputs: Properties): string | undefined {
  const expression = textAt(inputs, "schedule.expression");
  const [isRate, , minutes] = RATE.exec(expression) ?? [];
  const every = minutes === undefined ? undefined : Number(minutes);
  const isSound = every === undefined ? isRate !== undefined : every >= 2 && every <= 60;
  if (isSet(inputs, "schedule") && expression !== "" && !isSound && !/^cron\(.+\)$/.test(expression))
    return `ValidationException: Schedule expression not valid: ${expression} (rate(1 minute) to rate(60 minutes), rate(1 hour), or cron)`;
  const timeout = numberAt(inputs, "runConfig.timeoutInSeconds");
  return every !== undefined && timeout !== undefined && timeout > every * 60
    ? `ValidationException: the timeout of ${timeout} s is longer than the ${every} minutes between two runs`
    : undefined;
}

function memoryFault(inputs: Properties): string | undefined {
  const memory = numberAt(inputs, "runConfig.memoryInMb");
  return memory === undefined || memory % 64 === 0
    ? undefined
    : `ValidationException: MemoryInMB must be a multiple of 64, got ${memory}`;
}

function codeMissing({ text, cloud }: Making): string | undefined {
  const at = `${text("s3Bucket")}/${text("s3Key")}`;
  const isThere = text("s3Bucket") === "" || cloud.all(BUCKET_OBJECT).some(({ id }) => id === at);
  return isThere ? undefined : `ValidationException: The specified key does not exist: s3://${at}`;
}

function artifactsRefused({ text, cloud, region }: Making): string | undefined {
  const [bucket = ""] = text("artifactS3Location")
    .replace(/^s3:\/\//, "")
    .split("/");
  const found = bucketOf(bucket, cloud);
  if (found === undefined) return `ValidationException: The artifact bucket ${bucket} does not exist`;
  return found.region === region
    ? undefined
    : `ValidationException: The artifact bucket ${bucket} is in ${found.region}, and must be in ${region}`;
}

function roleRefused({ text, cloud }: Making): string | undefined {
  const role = text("executionRoleArn");
  return trusts(role, "lambda.amazonaws.com", cloud)
    ? undefined
    : `InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda. (${role})`;
}
