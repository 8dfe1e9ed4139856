import * as path from "node:path";
import * as s3 from "@pulumi/aws/s3";
import * as synthetics from "@pulumi/aws/synthetics";
import * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import { bucketResources } from "../buckets/private-bucket";
import { canaryBundle } from "../functions/bundle";
import type { Statement } from "../identity/policy";
import { ServiceRole } from "../identity/service-role";
import { keyStatement, type UsedKey } from "../keys/key-use";
import { CODE, RUNS } from "./check-bucket";

export interface SyntheticCheckArgs {
  /** Physical name, of the role too: at most 64 lower-case letters, digits, hyphens and underscores. */
  readonly checkName: string;
  /** The site as visitors call it, `https://www.example.org`. */
  readonly siteUrl: string;
  /** Pages that must come with the status 200; default `/healthz/ready` and the first page. */
  readonly paths?: readonly string[];
  /** A `CheckBucket`'s name. */
  readonly bucketName: pulumi.Input<string>;
  /** Key of that bucket and of the check's environment. */
  readonly key: UsedKey;
  readonly place: {
    readonly region: pulumi.Input<string>;
    readonly accountId: pulumi.Input<string>;
    /** Permission boundary of the stage. */
    readonly boundaryArn: pulumi.Input<string>;
  };
  /** Topic of the region where it is told when the check fails. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

const PATHS = ["/healthz/ready", "/"];
const MINUTES = 5;
/** One failed run may be a visitor's bad minute; two in a row are the site's. */
const FAILED_RUNS = 2;
/** Node.js 22 with no browser [AWS: CloudWatch Synthetics, Runtime versions using Node.js]. */
const RUNTIME = "syn-nodejs-4.1";
/** The least that Synthetics gives; two pages take up to ten seconds each. */
const RUN = { memoryInMb: 960, timeoutInSeconds: 60 };

const NAME = /^[0-9a-z_-]{1,64}$/;
const ENTRY = path.resolve(__dirname, "../../functions/site-check/index.ts");

/** Asks the site for its pages from outside every five minutes, as a visitor does, and tells when they do not come. */
export class SyntheticCheck extends pulumi.ComponentResource {
  /** By which CloudWatch names its metrics. */
  readonly checkName: pulumi.Output<string>;
  readonly alarmArn: pulumi.Output<string>;

  constructor(name: string, args: SyntheticCheckArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:watch:SyntheticCheck", name, {}, opts);
    const { checkName, siteUrl, bucketName, key, place, paths = PATHS } = args;
    if (!NAME.test(checkName))
      throw new pulumi.ResourceError(
        `checkName: at most 64 lower-case letters, digits, hyphens and underscores, got ${checkName}`,
        this,
      );
    if (!siteUrl.startsWith("https://"))
      throw new pulumi.ResourceError(`siteUrl: begin it with https://, got ${siteUrl}`, this);
    const child = { parent: this };
    const code = new s3.BucketObjectv2(
      `${name}-code`,
      { bucket: bucketName, key: `${CODE}/${checkName}.zip`, source: canaryBundle(ENTRY) },
      child,
    );
    const role = new ServiceRole(
      `${name}-run`,
      {
        roleName: checkName,
        service: "lambda.amazonaws.com",
        accountId: place.accountId,
        boundaryArn: place.boundaryArn,
        statements: runStatements(args),
      },
      child,
    );
    const canary = new synthetics.Canary(
      `${name}-canary`,
      {
        name: checkName,
        runtimeVersion: RUNTIME,
        handler: "index.handler",
        s3Bucket: code.bucket,
        s3Key: code.key,
        s3Version: code.versionId,
        executionRoleArn: role.arn,
        artifactS3Location: pulumi.interpolate`s3://${bucketName}/${RUNS}/${checkName}`,
        artifactConfig: { s3Encryption: { encryptionMode: "SSE_KMS", kmsKeyArn: key.keyArn } },
        kmsKeyArn: key.keyArn,
        runConfig: { ...RUN, environmentVariables: { SITE_URL: siteUrl, SITE_PATHS: paths.join(" ") } },
        schedule: { expression: `rate(${MINUTES} minutes)` },
        startCanary: true,
        // Otherwise the function that Synthetics makes of it stays behind.
        deleteLambda: true,
      },
      { ...child, dependsOn: [role] },
    );
    this.checkName = canary.name;
    this.alarmArn = failureAlarm(name, args, canary.name, child);
    this.registerOutputs({ checkName: this.checkName, alarmArn: this.alarmArn });
  }
}

/**
 * What a run needs [AWS: Required roles and permissions for canaries]. It writes no log of its own: the group's name is
 * made up by Synthetics, and would be kept for ever with no key of ours. What a run says is among what it leaves.
 */
function runStatements({ checkName, bucketName, key, place }: SyntheticCheckArgs): readonly Statement[] {
  const { bucket } = bucketResources(bucketName);
  const { region, accountId } = place;
  return [
    {
      Sid: "LeaveWhatItSaw",
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:GetObject"],
      Resource: pulumi.interpolate`${bucket}/${RUNS}/${checkName}/*`,
    },
    { Sid: "FindTheBucket", Effect: "Allow", Action: ["s3:GetBucketLocation"], Resource: bucket },
    { Sid: "FindAllBuckets", Effect: "Allow", Action: ["s3:ListAllMyBuckets"], Resource: "*" },
    {
      Sid: "TellWhetherItWentWell",
      Effect: "Allow",
      Action: ["cloudwatch:PutMetricData"],
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": NAMESPACE } },
    },
    keyStatement({
      sid: "EncryptWhatItLeaves",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      key,
      place,
      condition: { StringEquals: { "kms:ViaService": pulumi.interpolate`s3.${region}.amazonaws.com` } },
    }),
    keyStatement({
      sid: "ReadItsEnvironment",
      actions: ["kms:Decrypt"],
      key,
      place,
      condition: {
        StringLike: {
          "kms:EncryptionContext:aws:lambda:FunctionArn": pulumi.interpolate`arn:aws:lambda:${region}:${accountId}:function:cwsyn-${checkName}-*`,
        },
      },
    }),
  ];
}

/** Where Synthetics tells how its checks go. */
const NAMESPACE = "CloudWatchSynthetics";

function failureAlarm(
  name: string,
  { checkName, siteUrl, alarmTopicArn }: SyntheticCheckArgs,
  canaryName: pulumi.Output<string>,
  child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  return alarm(
    `${name}-fails`,
    {
      alarmName: `${checkName}-fails`,
      text: {
        says: `${siteUrl} did not come up for a visitor, twice in a row`,
        whatToDo: `open ${siteUrl}/healthz/ready: it says which of database, files and migrations is missing. The last run of the canary ${checkName} says which page failed and how. If the service's own alarms are silent, look at what is before it: certificate, DNS, CloudFront and its firewall`,
      },
      metric: {
        namespace: NAMESPACE,
        name: "SuccessPercent",
        dimensions: { CanaryName: canaryName },
        statistic: "Average",
        periodSeconds: MINUTES * 60,
      },
      // A check that does not run sees nothing.
      when: { comparison: "below", threshold: 100, periods: FAILED_RUNS, missing: "bad" },
      topicArn: alarmTopicArn,
    },
    child,
  ).arn;
}
