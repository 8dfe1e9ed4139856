import type { ProgramUser } from "../../../components/search/program-user";
import type { SearchDomain } from "../../../components/search/search-domain";
import { SearchSetup } from "../../../components/search/search-setup";
import { SearchSnapshots } from "../../../components/search/snapshots";
import { logged, type PlatformPlace } from "./place";
import { INDEXER, searchContents } from "./search-contents";

/** What tells the domain of its indexer, its template and its snapshots, in every deploy and each day. */
export function domainSetup(
  domain: SearchDomain,
  indexer: ProgramUser,
  snapshotDays: number,
  at: PlatformPlace,
): SearchSetup {
  const { stage, accountId, accessLogs, primary, ground } = at;
  const { boundaryArn, keyArns, network } = ground;
  const region = ground.regions.primary;
  const snapshots = new SearchSnapshots(
    "search-snapshots",
    {
      cluster: `${stage}-platform`,
      roleName: `${domain.domainName}-snapshots`,
      region,
      accountId,
      boundaryArn,
      key: { keyArn: keyArns.data },
      accessLogs,
    },
    primary,
  );
  return new SearchSetup(
    "search-setup",
    {
      functionName: `${domain.domainName}-setup`,
      domain,
      contents: searchContents(domain.replicaCount),
      users: [{ user: indexer, roles: [INDEXER] }],
      snapshots,
      snapshotDays,
      network: { vpcId: network.vpcId, subnetIds: network.privateSubnetIds },
      secretsKeyArn: keyArns.secrets,
      place: { region, accountId, boundaryArn, dataKey: { keyArn: keyArns.data }, ...logged(at) },
    },
    primary,
  );
}
