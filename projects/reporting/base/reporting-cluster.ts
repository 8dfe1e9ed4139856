import type * as pulumi from "@pulumi/pulumi";
import { SearchDestination } from "../../../components/search/search-destination";
import { SEARCH_PORT } from "../../../components/search/search-domain-groups";
import type { SearchDomain } from "../../../components/search/search-domain";
import type { SearchSetup } from "../../../components/search/search-setup";
import { OperatorSecrets } from "../../../components/secrets/operator-secrets";
import { indexers, indexerSecrets, readerSecrets, type Indexer } from "../names";
import { clusterSetup, searchDomain } from "./cluster";
import { reportingContents } from "./indices/contents";
import type { ClusterPlace } from "./place";
import type { config } from "./settings";

type SearchSettings = ReturnType<typeof config>["search"];
type OwnSettings = Extract<SearchSettings, { engine: "opensearch" }>;

export interface ReportingCluster {
  readonly domains: readonly SearchDomain[];
  readonly setups: readonly SearchSetup[];
}

/** What indexers write and reports are made from: a domain of ours, or an Elasticsearch 8 that the stage has already. */
export function reportingCluster(settings: SearchSettings, at: ClusterPlace): ReportingCluster {
  if (settings.engine === "opensearch") return ownCluster(settings, at);
  const { secretsPrefix, host, port } = settings;
  const keyArn = at.secretsKeyArn;
  const tells = told(secretsPrefix, host, port);
  new SearchDestination("indexers", { tells: tells.indexers, users: {}, keyArn }, at.opts);
  new SearchDestination("reader", { tells: tells.reader, users: {}, keyArn }, at.opts);
  new OperatorSecrets("users", { secrets: usersOf(secretsPrefix), keyArn }, at.opts);
  return { domains: [], setups: [] };
}

/** Of a cluster that is not ours: whoever runs it makes its users, and fills in who they are. */
function usersOf(secretsPrefix: string) {
  const secrets = indexerSecrets(secretsPrefix);
  const two = (word: string, who: string, user: string, password: string) => [
    [`${word}-username`, { secretName: user, holds: `name of the user that ${who}` }] as const,
    [`${word}-password`, { secretName: password, holds: `password of the user that ${who}` }] as const,
  ];
  return Object.fromEntries([
    ...indexers.flatMap((indexer) =>
      two(indexer, `writes ${indexer}`, secrets.user(indexer), secrets.password(indexer)),
    ),
    ...two("reports", "reads for the daily report", readerSecrets.user, readerSecrets.password),
  ]);
}

function ownCluster({ nodes, secretsPrefix, indexPrefix }: OwnSettings, at: ClusterPlace): ReportingCluster {
  const domain = searchDomain("reporting", nodes, at);
  const tells = told(secretsPrefix, domain.endpoint, SEARCH_PORT);
  const keyArn = at.secretsKeyArn;
  const secrets = indexerSecrets(secretsPrefix);
  const user = (indexer: Indexer) => ({
    userName: `${indexer}-indexer`,
    userSecret: secrets.user(indexer),
    passwordSecret: secrets.password(indexer),
  });
  const { users } = new SearchDestination(
    "indexers",
    {
      tells: tells.indexers,
      users: { ingests: user("ingests"), bags: user("bags"), files: user("files") },
      keyArn,
    },
    at.opts,
  );
  const reader = new SearchDestination(
    "reader",
    {
      tells: tells.reader,
      users: {
        reports: {
          userName: "report-reader",
          userSecret: readerSecrets.user,
          passwordSecret: readerSecrets.password,
        },
      },
      keyArn,
    },
    at.opts,
  );
  const setup = clusterSetup(
    "reporting",
    domain,
    reportingContents({ indexPrefix, replicas: domain.replicaCount }),
    [
      { user: users.ingests, roles: ["ingests-indexer"] },
      { user: users.bags, roles: ["bags-indexer"] },
      { user: users.files, roles: ["files-indexer"] },
      { user: reader.users.reports, roles: ["report-reader"] },
    ],
    at,
  );
  return { domains: [domain], setups: [setup] };
}

/** What programs are told about the cluster: indexers below the stage's prefix, the daily report under its own names. */
function told(secretsPrefix: string, host: pulumi.Input<string>, port: number) {
  const secrets = indexerSecrets(secretsPrefix);
  const value = String(port);
  return {
    indexers: {
      host: { secretName: secrets.host, value: host },
      port: { secretName: secrets.port, value },
      protocol: { secretName: secrets.protocol, value: "https" },
    },
    reader: {
      host: { secretName: readerSecrets.host, value: host },
      port: { secretName: readerSecrets.port, value },
    },
  };
}
