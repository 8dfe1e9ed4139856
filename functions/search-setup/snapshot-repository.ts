import * as z from "zod";
import type { Cluster } from "./cluster";
import { foundIn } from "./found-in";
import type { SnapshotRepository } from "./request";
import type { Wanted } from "./wanted";

const Repositories = z.record(z.string(), z.unknown());

/**
 * The repository in S3 that snapshots go to. It is registered by a request that the function's own IAM role signs: who
 * signs hands over the role in which the cluster writes the bucket [AWS: Registering a manual snapshot repository].
 */
export function wantedRepository(
  cluster: Cluster,
  signed: Cluster,
  { repository, bucket, region, roleArn }: SnapshotRepository,
): Wanted {
  return {
    name: `snapshot repository ${repository}`,
    async make() {
      const path = `/_snapshot/${repository}`;
      const wanted = { type: "s3", settings: { bucket, region, role_arn: roleArn } };
      const present = await cluster.get(path);
      if (present !== undefined && foundIn(wanted, Repositories.parse(present)[repository])) return false;
      await signed.put(path, wanted);
      return true;
    },
  };
}
