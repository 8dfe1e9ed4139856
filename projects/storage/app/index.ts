import type * as pulumi from "@pulumi/pulumi";
import { stageProvider } from "../../../components/place/provider";
import { foundation } from "../../foundation/contract";
import { storage } from "../contract";
import { messaging } from "./messaging";
import { config } from "./settings";
import { pipelineWorkers } from "./workers";

const { images, maxTasks, uploadBuckets } = config();
const ground = foundation.receive();
const kept = storage.receive();
const { accountId, owner, keyArns } = ground;
const region = ground.regions.primary;
const inAccount = { providers: [stageProvider("aws", { system: "storage", owner, accountId, region })] };

const { topics, queues } = messaging(
  { namespace: kept.namespace, region, accountId, keyArn: keyArns.data, alarmTopicArn: ground.alarmTopicArn },
  inAccount,
);

pipelineWorkers(
  {
    namespace: kept.namespace,
    place: {
      region,
      accountId,
      clusterArn: ground.cluster.arn,
      clusterName: ground.cluster.name,
      vpcId: ground.network.vpcId,
      subnetIds: ground.network.privateSubnetIds,
      logsKeyArn: keyArns.logs,
      secretsKeyArn: keyArns.secrets,
      logDays: ground.retention.logDays,
      logRouterImage: images.fluentbit,
    },
    images,
    maxTasks,
    topics,
    queues,
    stores: {
      uploads: uploadBuckets.map((name) => ({ name, arn: `arn:aws:s3:::${name}` })),
      unpackedBags: [kept.buckets.unpackedBags],
    },
    keyArn: keyArns.data,
  },
  inAccount,
);

/** Where operators send an ingest again (storage-service.md 13.1). */
export const retryTopicArn: pulumi.Output<string> = topics.bag_unpacker_input.arn;
