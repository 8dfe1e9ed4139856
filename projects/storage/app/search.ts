import * as pulumi from "@pulumi/pulumi";
import type { Release } from "../releases/release";

interface Search {
  readonly engine: "opensearch" | "elasticsearch-8";
  readonly secretsPrefix: string;
  readonly indexPrefix: string;
  readonly clientGroupIds: string[];
}

/**
 * The cluster for reports, once the release's indexers can speak with it. Those of an Elasticsearch 8 client reach
 * either engine through the sidecar, which takes away what OpenSearch refuses (decisions.md 6).
 * @throws (as a failed deployment) when they cannot
 */
export function spokenTo(search: pulumi.Output<Search>, { name, needs }: Release): pulumi.Output<Search> {
  return search.apply((told) => {
    if (told.engine === "elasticsearch-8" && needs.elasticsearchClient === 7)
      throw new pulumi.RunError(
        `release ${name} speaks with Elasticsearch 7's client, and reporting/base names an Elasticsearch 8: choose a later release in storage-app:release, or the engine opensearch in reporting-base:search`,
      );
    return told;
  });
}
