import { z } from "zod";
import { accountId, arn } from "../../../components/place/schemas";
import { settings } from "../../../components/settings/settings";

/** What the pipeline is told of a stage. */
export const config = () =>
  settings(
    z.strictObject({
      /** Name of the release: a file of `projects/storage/releases`. */
      release: z.string(),
      /** Greatest number of tasks of each worker. */
      maxTasks: z.number().int().min(1).max(100),
      /** Whether tasks of the bags API may be interrupted at two minutes' notice. */
      bagsApiOnSpot: z.boolean(),
      /** Names of the buckets that bags are uploaded to; they belong to others. */
      uploadBuckets: z.array(z.string().min(3)).min(1),
      /** Who learns of registered bags. */
      notifications: z.strictObject({
        /** Accounts that subscribe to the topic by themselves. */
        subscriberAccountIds: z.array(accountId),
        /** Principals of this account that read our queue; with none there is no such queue. */
        readerArns: z.array(arn("iam")),
      }),
      api: z.strictObject({
        /** Host name under which clients call the API; it is storage/base that makes it. Without it: API Gateway's own. */
        hostName: z.hostname({ error: "must be a DNS name" }).optional(),
        /** Of all clients together. */
        requestsPerSecond: z.number().int().min(1),
        burst: z.number().int().min(1),
        /** Of one address. */
        requestsPerFiveMinutes: z.number().int().min(10),
        /** Refused requests in five minutes that are worth an alarm. */
        clientErrorsPerFiveMinutes: z.number().int().min(1),
      }),
    }),
  );
