import { z } from "zod";
import { settings } from "../../../components/settings/settings";

const nodes = z.strictObject({
  dataType: z.string().regex(/^[a-z0-9]+\.[a-z0-9]+\.search$/, {
    error: "must be an instance type of OpenSearch Service, such as r7g.large.search",
  }),
  managerType: z.string().regex(/^[a-z0-9]+\.[a-z0-9]+\.search$/, {
    error: "must be an instance type of OpenSearch Service, such as m7g.large.search",
  }),
  /** GiB of each data node. */
  volumeGiB: z.number().int().min(10).max(16_384),
});

const names = {
  /** Where the indexers' secrets are: `prod/indexer`. */
  secretsPrefix: z.string().regex(/^[A-Za-z0-9/_+=.@-]{1,200}$/, { error: "letters, digits and /_+=.@-" }),
  /** What the names of the indices begin with: `storage_`. */
  indexPrefix: z.string().regex(/^[a-z][a-z0-9_]*$/, { error: "lower-case letters, digits and _" }),
};

/** What the clusters of a stage are told. */
export const config = () =>
  settings(
    z.strictObject({
      /** The cluster for reports. */
      search: z.discriminatedUnion("engine", [
        z.strictObject({ engine: z.literal("opensearch"), nodes, ...names }),
        /** A cluster that the stage has already; its users and their secrets are made by whoever runs it. */
        z.strictObject({
          engine: z.literal("elasticsearch-8"),
          host: z.hostname({ error: "must be a DNS name" }),
          /** Functions call out by this port alone. */
          port: z.literal(443, { error: "must be 443" }),
          ...names,
        }),
      ]),
      /** The cluster for the logs of all services. */
      logging: z.strictObject({
        nodes,
        /** Days that a log line is kept: more than the three in which its index still grows. */
        keepDays: z.number().int().min(4).max(3650),
      }),
      /** Days that a snapshot of a cluster is kept. */
      snapshotDays: z.number().int().min(1).max(365),
    }),
  );
