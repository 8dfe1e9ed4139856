import * as pulumi from "@pulumi/pulumi";
import { ServiceRegistry } from "../../../components/services/service-registry";
import { API_PROXY_PORT } from "../../../components/services/api-proxy";
import { ServiceGround } from "../../../components/services/service-ground";
import { stageProvider } from "../../../components/place/provider";
import { servicePlace } from "../../../components/services/service-place";
import { foundation } from "../../foundation/contract";
import { reporting } from "../../reporting/contract";
import { pipeline, storage } from "../contract";
import { release } from "../releases/release";
import { isWritten, replicasOf } from "../replicas/replicas";
import { accessLogGroupName, apiListeners, storageApi } from "./api";
import { present } from "./environment";
import { described } from "./described";
import { messaging } from "./messaging";
import { TRACKER_PORT } from "./pipeline/apis";
import { serviceInstances } from "./pipeline/instances";
import { spokenTo } from "./search";
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
const instances = serviceInstances(written);

const ground = foundation.receive();
const kept = storage.receive();
const reports = reporting.receive();
const search = spokenTo(reports.search, pinned);
const { namespace } = kept;
const { accountId, owner, keyArns, alarmTopicArn } = ground;
const region = ground.regions.primary;
const inAccount = { providers: [stageProvider("aws", { system: "storage", owner, accountId, region })] };

const place = servicePlace(ground);

const { topics, queues, idleSeconds } = messaging(
  {
    namespace,
    region,
    accountId,
    keyArn: keyArns.data,
    alarmTopicArn,
    replicas: written,
    instances,
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
    instances,
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
      search,
      viaSearchProxy: pinned.needs.elasticsearchClient === 8,
    },
    clientGroupIds: {
      logging: reports.logging.clientGroupId,
      search: search.clientGroupIds,
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

export = pipeline.publish({
  apiUrl: api.url,
  tokenUrl: kept.api.tokenUrl,
  api: { name: api.apiName, stageName: api.stageName },
  apiLogGroupName: accessLogGroupName(namespace),
  services: instances.map((instance) => described(instance, namespace, queues)),
  retryTopicArn: present(topics, "bag_unpacker_input").arn,
  reindexTopicArns: {
    bags: present(topics, "bag_reindexer_output").arn,
    files: present(topics, "file_reindexer_output").arn,
  },
  registeredBagsTopicArn: present(topics, "registered_bag_notifications").arn,
});
