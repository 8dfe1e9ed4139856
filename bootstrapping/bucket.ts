import { HeadBucketCommand, S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import type { Site } from "./site";

/** What stands under the bucket's name: nothing, the stage's own bucket, or somebody else's. */
export type Found = "none" | "own" | "foreign";

const found: Readonly<Record<number, Found>> = {
  404: "none",
  403: "foreign",
  301: "foreign",
  400: "foreign",
};

/**
 * Asks S3 for the bucket of the state's backend.
 * @throws when S3 cannot be asked
 */
export async function bucketFound({ bucket, accountId }: Pick<Site, "bucket" | "accountId">): Promise<Found> {
  const url = new URL(bucket.url);
  const endpoint = url.searchParams.get("endpoint");
  const client = new S3Client({
    region: regionOf(bucket.url),
    forcePathStyle: url.searchParams.get("s3ForcePathStyle") === "true",
    ...(endpoint === null ? {} : { endpoint }),
  });
  try {
    // Another server's owners are no accounts of AWS.
    const owner = endpoint === null ? { ExpectedBucketOwner: accountId } : {};
    await client.send(new HeadBucketCommand({ Bucket: url.host, ...owner }));
    return "own";
  } catch (error) {
    const answer =
      error instanceof S3ServiceException ? found[error.$metadata.httpStatusCode ?? 0] : undefined;
    if (answer !== undefined) return answer;
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(`S3 cannot be asked for bucket ${url.host}: ${said}`, { cause: error });
  } finally {
    client.destroy();
  }
}

/** The region of a backend or key, as its URL tells. */
export const regionOf = (url: string): string => new URL(url).searchParams.get("region") ?? "";
