import {
  CreateBucketCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { z } from "zod";
import type { Graph } from "../graph/graph";
import { gatewayPolicy, type GatewayUser } from "./gateway-policy";

const Bucket = z.looseObject({ bucket: z.string(), objectLockEnabled: z.boolean().default(false) });
const Versioning = z.looseObject({
  versioningConfiguration: z.strictObject({ status: z.enum(["Enabled", "Suspended", "Disabled"]) }),
});
const Lock = z.looseObject({
  rule: z.strictObject({
    defaultRetention: z.strictObject({ mode: z.enum(["COMPLIANCE", "GOVERNANCE"]), days: z.number() }),
  }),
});
const Policy = z.looseObject({ policy: z.string() });

/**
 * Makes a bucket on the gateway just as a program registered it: its lock, versions, default lock and policy. What the
 * gateway has no API for (encryption, lifecycle, logs, public access) is left out.
 * @param root client of the root account
 * @param name name of the component that the bucket belongs to
 * @param users whom its policy can mean
 * @returns the statements of its policy that the gateway judges
 */
export async function makeRegisteredBucket(
  root: S3Client,
  graph: Graph,
  name: string,
  users: readonly GatewayUser[],
): Promise<readonly string[]> {
  const { bucket, objectLockEnabled } = Bucket.parse(graph.one("aws:s3/bucket:Bucket", name).inputs);
  await root.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: objectLockEnabled }));

  const versioning = graph.one("aws:s3/bucketVersioning:BucketVersioning", `${name}-versioning`);
  const { status } = Versioning.parse(versioning.inputs).versioningConfiguration;
  // As the provider does: a bucket whose versioning was never on is left alone.
  if (status !== "Disabled")
    await root.send(
      new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: status } }),
    );

  const lockType = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
  for (const { inputs } of graph.of(lockType).filter((lock) => lock.name === `${name}-lock`)) {
    const { mode, days } = Lock.parse(inputs).rule.defaultRetention;
    await root.send(
      new PutObjectLockConfigurationCommand({
        Bucket: bucket,
        ObjectLockConfiguration: {
          ObjectLockEnabled: "Enabled",
          Rule: { DefaultRetention: { Mode: mode, Days: days } },
        },
      }),
    );
  }

  const { inputs } = graph.one("aws:s3/bucketPolicy:BucketPolicy", `${name}-policy`);
  const { judged, document } = gatewayPolicy(bucket, Policy.parse(inputs).policy, users);
  await root.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: document }));
  return judged;
}
