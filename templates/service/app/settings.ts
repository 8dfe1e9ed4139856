import { z } from "zod";
import { settings } from "../../../components/settings/settings";

/** What the service of a stage is told; the component says what each may be, and how to mend what it may not. */
export const config = () =>
  settings(
    z.strictObject({
      /** Those of the base stack, in its order. */
      hostNames: z.array(z.string()).min(1).max(5),
      /** The release: an image by its digest. */
      image: z.string(),
      /** User and group in the container, by their numbers. */
      user: z.string(),
      /** TCP port that the program answers on. */
      port: z.number().int().min(1024).max(65_535),
      /** Command in the image that asks the program for /healthz/live, and ends with 0 when it lives. */
      liveCheck: z.array(z.string()).min(1),
      /** Of a task: one of Fargate's own sizes. */
      size: z.strictObject({ cpu: z.number().int(), memoryMiB: z.number().int() }),
      /** How many there are, and how many requests a minute one is to answer. */
      tasks: z.strictObject({
        min: z.number().int().min(2, { error: "must be 2 or more: one task is in one zone" }),
        max: z.number().int(),
        requestsPerMinute: z.number(),
      }),
    }),
  );
