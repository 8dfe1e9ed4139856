import { logDestinationSecrets } from "../../../components/logging/log-destination";
import { SEARCH_PORT } from "../../../components/search/search-domain-groups";
import { SearchDestination } from "../../../components/search/search-destination";
import { clusterSetup, searchDomain } from "./cluster";
import { loggingContents, LOG_STREAM } from "./logging/contents";
import type { ClusterPlace } from "./place";
import type { config } from "./settings";

/** Takes the logs of all services: log routers append to a data stream, whose indices age and go. */
export function loggingCluster(settings: ReturnType<typeof config>["logging"], at: ClusterPlace) {
  const domain = searchDomain("logging", settings.nodes, at);
  const { host, port, user, password, dataStream } = logDestinationSecrets;
  const destination = new SearchDestination(
    "log-destination",
    {
      tells: {
        host: { secretName: host, value: domain.endpoint },
        port: { secretName: port, value: String(SEARCH_PORT) },
        "data-stream": { secretName: dataStream, value: LOG_STREAM },
      },
      users: { router: { userName: "log-router", userSecret: user, passwordSecret: password } },
      keyArn: at.secretsKeyArn,
    },
    at.opts,
  );
  const setup = clusterSetup(
    "logging",
    domain,
    loggingContents({ replicas: domain.replicaCount, keepDays: settings.keepDays }),
    [{ user: destination.users.router, roles: ["log-router"] }],
    at,
  );
  return { domain, setup };
}
