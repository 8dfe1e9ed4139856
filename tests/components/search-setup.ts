import { SearchDestination } from "../../components/search/search-destination";
import { SearchSetup } from "../../components/search/search-setup";
import type { SearchContents } from "../../components/search/setup-request";
import { SearchSnapshots } from "../../components/search/snapshots";
import type { Graph } from "../graph/graph";
import { functionPlace } from "./function-place";
import { ACCOUNT, REGION, runComponent } from "./ground";
import { NAME, searchDomain } from "./search-domain";

export const FUNCTION = `${NAME}-setup`;
export const SNAPSHOT_ROLE = `${NAME}-snapshots`;

/** What a small cluster holds. */
export const contents: SearchContents = {
  roles: {
    "bags-indexer": {
      cluster_permissions: ["cluster_monitor"],
      index_permissions: [{ index_patterns: ["storage_bags"], allowed_actions: ["write"] }],
    },
  },
  policies: {
    logs: {
      description: "How logs age",
      default_state: "new",
      states: [{ name: "new", actions: [], transitions: [] }],
      ism_template: [{ index_patterns: ["logs*"], priority: 1 }],
    },
  },
  templates: { storage_bags: { index_patterns: ["storage_bags"], template: { settings: {} } } },
  dataStreams: ["logs"],
  indices: { storage_bags: { aliases: ["bags"] } },
};

/** Sets a domain up, with one indexer; the outputs are the ground's and its own. */
export const makeSetup = (preview = false, held = contents): Promise<Graph> =>
  runComponent((ground, opts) => {
    const { keyArn, logBucket, boundaryArn, vpcId, subnetIds, alarmTopicArn } = ground;
    const domain = searchDomain(ground, {}, opts);
    const { users } = new SearchDestination(
      "indexers",
      {
        tells: {
          host: { secretName: "pro/indexer/es_host", value: domain.endpoint },
          port: { secretName: "pro/indexer/es_port", value: "443" },
        },
        users: {
          bags: {
            userName: "bags-indexer",
            userSecret: "pro/indexer/bags/es_username",
            passwordSecret: "pro/indexer/bags/es_password",
          },
        },
        keyArn,
      },
      opts,
    );
    const snapshots = new SearchSnapshots(
      "snapshots",
      {
        cluster: "pro-reporting",
        roleName: SNAPSHOT_ROLE,
        region: REGION,
        accountId: ACCOUNT,
        boundaryArn,
        key: { keyArn },
        accessLogs: { bucketName: logBucket },
      },
      opts,
    );
    const { functionName } = new SearchSetup(
      "setup",
      {
        functionName: FUNCTION,
        domain,
        contents: held,
        users: [{ user: users.bags, roles: ["bags-indexer"] }],
        snapshots,
        snapshotDays: 14,
        network: { vpcId, subnetIds },
        secretsKeyArn: keyArn,
        place: functionPlace({ keyArn, boundaryArn, alarmTopicArn }),
      },
      opts,
    );
    return { ...ground, functionName, clientGroupId: domain.clientGroupId };
  }, preview);
