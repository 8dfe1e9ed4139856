import { PipelineTopic } from "../../components/pipeline/pipeline-topic";
import { WorkQueue } from "../../components/pipeline/work-queue";
import { WorkerService, type WorkerServiceArgs } from "../../components/services/worker-service";
import type { Graph } from "../graph/graph";
import { ACCOUNT, image, REGION, runComponent } from "./ground";

/** Name of the ground's cluster. */
export const CLUSTER = "ground";

/** Of a key that only policies name. */
export const SECRETS_KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/secrets`;

/** A worker that reads one queue, which one topic feeds. */
export const makeWorker = (others: Partial<WorkerServiceArgs> = {}): Promise<Graph> =>
  runComponent(({ keyArn, alarmTopicArn, vpcId, subnetIds, clusterArn, clusterName }, opts) => {
    const here = { region: REGION, accountId: ACCOUNT, keyArn };
    const uploads = new PipelineTopic("uploads", { topicName: "ns_uploads", ...here }, opts);
    const queue = new WorkQueue(
      "input",
      {
        queueName: "ns_input",
        ...here,
        topics: { uploads },
        visibilitySeconds: 300,
        receives: 3,
        alarmTopicArn,
      },
      opts,
    );
    const place = {
      region: REGION,
      accountId: ACCOUNT,
      clusterArn,
      clusterName,
      vpcId,
      subnetIds,
      logsKeyArn: keyArn,
      secretsKeyArn: SECRETS_KEY,
      logDays: 365,
      logRouterImage: image("fluentbit"),
    };
    const { serviceName } = new WorkerService(
      "worker",
      {
        serviceName: "ns-worker",
        place,
        size: { cpu: 512, memoryMiB: 1024 },
        spot: false,
        queue,
        metricsNamespace: "ns-worker",
        maxTasks: 10,
        idleSeconds: 900,
        app: { image: image("worker"), environment: { queue_url: queue.url }, secrets: {} },
        statements: [
          { Sid: "Publish", Effect: "Allow", Action: ["sns:Publish"], Resource: uploads.plainArn },
        ],
        ...others,
      },
      opts,
    );
    return { keyArn, subnetIds, vpcId, clusterArn, serviceName };
  });
