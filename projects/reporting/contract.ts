import { z } from "zod";
import { contract } from "../../components/contract";
import { arn } from "../../components/place/schemas";

/** What the stage keeps for reports, logs and alarms. */
export const reporting = contract("reporting-base", 1, {
  /** The cluster that indexers write and reports are made from. */
  search: z.object({
    /** Whose requests it takes: an Elasticsearch 7 client is no longer among those of Elasticsearch 8. */
    engine: z.enum(["opensearch", "elasticsearch-8"]),
    /** Where the secrets are by which indexers find it and sign in: `prod/indexer`. */
    secretsPrefix: z.string(),
    /** What its indices' names begin with: `storage_`. */
    indexPrefix: z.string(),
    /** Security groups whose members may call it: none where it is not in the stage's network. */
    clientGroupIds: z.array(z.string()),
  }),
  /** The cluster that log routers write. */
  logging: z.object({
    clientGroupId: z.string(),
    /** Where people search the logs: OpenSearch Dashboards, from within the network. */
    dashboardsUrl: z.url(),
  }),
  /** The domains that were made, as CloudWatch names them. */
  domainNames: z.array(z.string()),
  reports: z.object({ name: z.string(), arn: arn("s3") }),
  /** Which alarms last, and where they were told. */
  alarmThreads: z.object({ name: z.string(), arn: arn("dynamodb") }),
  /** Set-up functions of the clusters, to be watched with the others. */
  functionNames: z.array(z.string()),
});
