import { z } from "zod";
import { contract } from "../../components/contract";
import { arn } from "../../components/place/schemas";

const table = z.object({ name: z.string(), arn: arn("dynamodb") });
const bucket = z.object({ name: z.string(), arn: arn("s3") });

/** What the storage service keeps for good. */
export const storage = contract("storage-base", 1, {
  /** `NS` of the fact sheet: prefix of everything that processes. */
  namespace: z.string(),
  vaults: z.object({ primary: bucket }),
  buckets: z.object({ unpackedBags: bucket, largeResponses: bucket }),
  tables: z.object({ ingests: table, versions: table }),
});
