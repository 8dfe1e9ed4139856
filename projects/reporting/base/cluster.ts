import { SearchDomain } from "../../../components/search/search-domain";
import type { SearchNodes } from "../../../components/search/search-nodes";
import { SearchSetup, type SearchSetupArgs } from "../../../components/search/search-setup";
import type { SearchContents } from "../../../components/search/setup-request";
import { SearchSnapshots } from "../../../components/search/snapshots";
import { domainName } from "../names";
import type { ClusterPlace } from "./place";

type Cluster = "reporting" | "logging";

/** The domain of a cluster. */
export function searchDomain(cluster: Cluster, nodes: SearchNodes, at: ClusterPlace): SearchDomain {
  return new SearchDomain(
    cluster,
    {
      domainName: domainName(at.stage, cluster),
      nodes,
      ground: at.ground,
      region: at.region,
      accountId: at.accountId,
      vpcId: at.network.vpcId,
      subnetIds: at.isolatedSubnetIds,
      keyArn: at.dataKeyArn,
      secretsKeyArn: at.secretsKeyArn,
      masterSecretsPrefix: `strongroom/${at.stage}/search/${cluster}`,
      logsKeyArn: at.place.logsKeyArn,
      logDays: at.place.logDays,
      alarmTopicArn: at.place.alarmTopicArn,
    },
    at.opts,
  );
}

/** What sets a cluster up in every deploy, and where its snapshots go. */
export function clusterSetup(
  cluster: Cluster,
  domain: SearchDomain,
  contents: SearchContents,
  users: SearchSetupArgs["users"],
  at: ClusterPlace,
): SearchSetup {
  const { stage, region, accountId, place, snapshotDays, network, secretsKeyArn, opts } = at;
  const snapshots = new SearchSnapshots(
    `${cluster}-snapshots`,
    {
      cluster: `${stage}-${cluster}`,
      roleName: `${domain.domainName}-snapshots`,
      region,
      accountId,
      boundaryArn: place.boundaryArn,
      key: { keyArn: at.dataKeyArn },
      accessLogs: at.accessLogs,
    },
    opts,
  );
  return new SearchSetup(
    `${cluster}-setup`,
    {
      functionName: `${domain.domainName}-setup`,
      domain,
      contents,
      users,
      snapshots,
      snapshotDays,
      network,
      secretsKeyArn,
      place,
    },
    opts,
  );
}
