import type { Making } from "../catalogue";
import type { Cloud } from "../cloud";
import { statementsOf } from "./policy-document";
import { bucketOf } from "./s3-state";
import { listAt, textAt } from "./values";

/** The accounts by which Elastic Load Balancing writes an application load balancer's logs in its older regions. */
const LOG_ACCOUNTS: Readonly<Record<string, string>> = {
  "eu-west-1": "156460612806",
  "eu-west-2": "652711504416",
  "eu-central-1": "054676820928",
  "us-east-1": "127311923021",
};

/**
 * Elastic Load Balancing tries the bucket at once: it must be in the region, and its policy must let the logs in
 * [docs.aws.amazon.com: Access logs for your Network Load Balancer; … Application Load Balancer].
 */
export function accessLogsRefused(making: Making): string | undefined {
  const { inputs, region, account, cloud } = making;
  const bucket = textAt(inputs, "accessLogs.bucket");
  if (bucket === "" || listAt(inputs, "accessLogs.enabled")[0] !== true) return undefined;
  const found = bucketOf(bucket, cloud);
  if (found === undefined)
    return `InvalidConfigurationRequest: Access Denied for bucket: ${bucket}. The bucket does not exist`;
  if (found.region !== region)
    return `InvalidConfigurationRequest: Access Denied for bucket: ${bucket}. It is in ${found.region}, and must be in ${region}`;
  const prefix = textAt(inputs, "accessLogs.prefix");
  const writer = writersOf(making);
  const file = `arn:aws:s3:::${[bucket, prefix, "AWSLogs", account, "file"].filter((part) => part !== "").join("/")}`;
  return mayPut(bucket, writer, file, cloud)
    ? undefined
    : `InvalidConfigurationRequest: Access Denied for bucket: ${bucket}. Please check S3bucket permission (its policy must allow ${writer[0]} s3:PutObject of ${file})`;
}

function writersOf({ inputs, region }: Making): readonly string[] {
  if (inputs["loadBalancerType"] === "network") return ["delivery.logs.amazonaws.com"];
  return [
    "logdelivery.elasticloadbalancing.amazonaws.com",
    ...[LOG_ACCOUNTS[region] ?? []].flat().map((owner) => `arn:aws:iam::${owner}:root`),
  ];
}

function mayPut(bucket: string, writers: readonly string[], file: string, cloud: Cloud): boolean {
  return cloud
    .named(["aws:s3/bucketPolicy:BucketPolicy"], bucket)
    .flatMap((policy) => statementsOf(policy.inputs["policy"]))
    .some(
      ({ effect, principals, actions, resources }) =>
        effect === "Allow" &&
        principals.some(({ value }) => writers.includes(value)) &&
        actions.some((action) => matches(action, "s3:PutObject")) &&
        resources.some((resource) => matches(resource, file)),
    );
}

/** Whether a text fits a pattern in which * stands for anything. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(text);
}
