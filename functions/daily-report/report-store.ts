import { GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import type { World } from "./report";

/** Asked for; a link ends sooner with the function's own credentials, after some hours. */
const LINK_SECONDS = 12 * 3600;

/** The bucket of reports. */
export const reportStore = (s3: S3Client, bucket: string): World["store"] => ({
  async put(key, html) {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: html,
        ContentType: "text/html; charset=utf-8",
        CacheControl: "no-store",
      }),
    );
  },
  sharedUrl: (key) =>
    getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: LINK_SECONDS }),
});
