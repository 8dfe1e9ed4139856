import { z } from "zod";
import { imageByDigest } from "../../../components/place/schemas";
import { settings } from "../../../components/settings/settings";
import { images } from "./pipeline";

/** What the pipeline is told of a stage. */
export const config = () =>
  settings(
    z.strictObject({
      /** Every image of the release, by its digest; the log router's is `fluentbit`. */
      images: z.record(z.enum([...images, "fluentbit"]), imageByDigest),
      /** Greatest number of tasks of each worker. */
      maxTasks: z.number().int().min(1).max(100),
      /** Names of the buckets that bags are uploaded to; they belong to others. */
      uploadBuckets: z.array(z.string().min(3)).min(1),
    }),
  );
