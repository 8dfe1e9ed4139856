import * as pulumi from "@pulumi/pulumi";
import { AuroraPostgres } from "../../../components/databases/aurora-postgres";
import { SEARCH_PORT } from "../../../components/search/search-domain-groups";
import { SearchDomain } from "../../../components/search/search-domain";
import { searchName } from "../names";
import { BACKED_UP, isolated, logged, type PlatformPlace } from "./place";
import type { Settings } from "./settings";

type Of<Engine extends Settings["search"]["engine"]> = Extract<
  Settings["search"],
  { readonly engine: Engine }
>;

/** Seconds that a search may be behind what was written (webservice-and-platform.md P15). */
const LAG_SECONDS = 1;

/**
 * What the platform searches with, by the engine that the settings name; what it promises is the same for both.
 * @param domainNames those of OpenSearch that the account has already
 */
export const search = (
  settings: Settings["search"],
  domainNames: pulumi.Output<readonly string[]>,
  at: PlatformPlace,
) => (settings.engine === "opensearch" ? inDomain(settings, domainNames, at) : inPostgres(settings, at));

function inDomain(
  { engine, ...nodes }: Of<"opensearch">,
  domainNames: pulumi.Output<readonly string[]>,
  at: PlatformPlace,
) {
  const { vpcId, ...place } = isolated(at);
  const domain = new SearchDomain(
    "search",
    {
      domainName: searchName(at.stage),
      nodes,
      ...place,
      vpcId: pulumi.all([vpcId, domainNames]).apply(([id, names]) => {
        if (names.length > 0) return id;
        throw new pulumi.RunError(
          "search.engine: opensearch takes the account's role for OpenSearch Service, which reporting-base brings with a domain of its own, and it has none. Set search.engine to postgres, or give reporting-base a domain",
        );
      }),
      keyArn: at.ground.keyArns.data,
      secretsKeyArn: at.ground.keyArns.secrets,
      masterSecretsPrefix: `strongroom/${at.stage}/search/platform`,
      ...logged(at),
    },
    at.primary,
  );
  return {
    engine,
    name: domain.domainName,
    writerHost: domain.endpoint,
    readerHost: domain.endpoint,
    port: SEARCH_PORT,
    clientGroupId: domain.clientGroupId,
    setUp: { user: domain.master.userSecret, password: domain.master.passwordSecret },
    replicasOfIndex: domain.replicaCount,
  };
}

function inPostgres({ engine, minAcu, maxAcu, highlyAvailable, readers }: Of<"postgres">, at: PlatformPlace) {
  const cluster = new AuroraPostgres(
    "search",
    {
      clusterName: searchName(at.stage),
      databaseName: "products",
      place: isolated(at),
      capacity: { minAcu, maxAcu },
      highlyAvailable,
      readers,
      lagSeconds: LAG_SECONDS,
      clients: ["clients"],
      keyArn: at.ground.keyArns.data,
      secretsKeyArn: at.ground.keyArns.secrets,
      ...logged(at),
      boundaryArn: at.ground.boundaryArn,
      backupTag: BACKED_UP,
    },
    at.primary,
  );
  const { clients } = cluster.clientGroupIds;
  if (!clients) throw new pulumi.RunError("the search cluster has no group for its clients");
  // One secret has both, and ECS takes each by its key.
  const from = (key: string) => pulumi.interpolate`${cluster.masterSecretArn}:${key}::`;
  return {
    engine,
    name: cluster.clusterName,
    writerHost: cluster.endpoint,
    readerHost: cluster.readerEndpoint,
    port: cluster.port,
    clientGroupId: clients,
    setUp: { user: from("username"), password: from("password") },
    replicasOfIndex: 0,
  };
}
