import * as pulumi from "@pulumi/pulumi";
import { ServiceRegistry } from "../../../components/services/service-registry";
import { API_PROXY_PORT } from "../../../components/services/api-proxy";
import { ServiceGround } from "../../../components/services/service-ground";
import { stageProvider } from "../../../components/place/provider";
import { foundation } from "../../foundation/contract";
import { storage } from "../contract";
import { release } from "../releases/release";
import { isWritten, replicasOf } from "../replicas/replicas";
import { apiListeners, storageApi } from "./api";
import { present } from "./environment";
import { messaging } from "./messaging";
import { TRACKER_PORT } from "./pipeline/apis";
import { serviceInstances } from "./pipeline/instances";
import { pipelineServices } from "./services";
import { config } from "./settings";
import { stores, vaultsOf } from "./stores";

const settings = config();
const pinned = release(settings.release);
if (!pinned.needs.lockingExpiryTime)
  void pulumi.log.warn(
    `release ${settings.release} does not heed locking_expiry_time: a replicator's lock lapses after 3 minutes, so that two may copy one bag`,
  );
const replicas = replicasOf(pulumi.getStack());
const written = replicas.filter(isWritten);

const ground = foundation.receive();
const kept = storage.receive();
const { namespace } = kept;
const { accountId, owner, keyArns, alarmTopicArn } = ground;
const region = ground.regions.primary;
const inAccount = { providers: [stageProvider("aws", { system: "storage", owner, accountId, region })] };

const place = {
  region,
  accountId,
  boundaryArn: ground.boundaryArn,
  clusterArn: ground.cluster.arn,
  clusterName: ground.cluster.name,
  vpcId: ground.network.vpcId,
  subnetIds: ground.network.privateSubnetIds,
  logsKeyArn: keyArns.logs,
  secretsKeyArn: keyArns.secrets,
  logDays: ground.retention.logDays,
};

const { topics, queues, idleSeconds } = messaging(
  {
    namespace,
    region,
    accountId,
    keyArn: keyArns.data,
    alarmTopicArn,
    replicas: written,
    notifications: settings.notifications,
  },
  inAccount,
);

const serviceGround = new ServiceGround(
  "ground",
  {
    place,
    logGroupName: pulumi.interpolate`${namespace}-log-routers`,
    balancerGroupId: kept.api.loadBalancerGroupId,
    balancedPort: API_PROXY_PORT,
    calledPort: TRACKER_PORT,
  },
  inAccount,
);

const registry = new ServiceRegistry(
  "registry",
  { namespaceName: namespace, vpcId: place.vpcId, serviceName: pulumi.interpolate`${namespace}-bags-api` },
  inAccount,
);

const apiArgs = { namespace, place, base: kept.api, settings: settings.api, release: pinned, alarmTopicArn };
const listeners = apiListeners(apiArgs, inAccount);
const api = storageApi(apiArgs, inAccount);

pipelineServices(
  {
    instances: serviceInstances(written),
    place,
    ground: serviceGround,
    wiring: {
      namespace,
      queues,
      topics,
      stores: stores({
        replicas,
        uploadBuckets: settings.uploadBuckets,
        buckets: kept.buckets,
        tables: kept.tables,
        vault: vaultsOf(kept, replicas),
      }),
      expectedReplicas: written.length,
      apiUrl: api.url,
      search: kept.search,
    },
    idleSeconds,
    release: pinned,
    maxTasks: settings.maxTasks,
    bagsApiOnSpot: settings.bagsApiOnSpot,
    keyArn: keyArns.data,
    targetGroupArns: { ingests: listeners.ingests.targetGroupArn, bags: listeners.bags.targetGroupArn },
    registryArn: registry.arn,
  },
  inAccount,
);

/** What clients call, and where they get their tokens. */
export const apiUrl = api.url;
export const tokenUrl = kept.api.tokenUrl;
/** Where operators send an ingest again (storage-service.md 13.1), and have bags and files indexed anew (13.26). */
export const retryTopicArn = present(topics, "bag_unpacker_input").arn;
export const reindexTopicArns = {
  bags: present(topics, "bag_reindexer_output").arn,
  files: present(topics, "file_reindexer_output").arn,
};
/** Where others subscribe to what the archive registers. */
export const registeredBagsTopicArn = present(topics, "registered_bag_notifications").arn;
