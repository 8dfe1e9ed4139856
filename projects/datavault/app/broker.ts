import type * as pulumi from "@pulumi/pulumi";
import { LoneService } from "../../../components/services/lone-service";
import { taskAlarms } from "../../../components/services/task-alarms";
import { serviceNames } from "../names";
import {
  actuatorHealth,
  afterSidecars,
  container,
  keyStoreContainer,
  SIDECAR_MIB,
  tlsContainer,
  type ContainersArgs,
} from "./containers";
import { BROKER, brokerVariables, folders, keyNames } from "./environment";
import { withMore } from "./more-variables";
import { LOG_GROUP } from "./names";
import { secretsOf } from "./secrets";
import { connected, startedBy, type Surroundings } from "./surroundings";
import { brokerFiles } from "./volumes";

/** Minutes in which the old task ends its work, and the new one is well. */
const WAIT_MINUTES = 30;

/** The broker: exactly one, found by web alone; the only one that knows the database. */
export function broker(at: Surroundings, after: readonly pulumi.Resource[]): pulumi.Resource {
  const { stage, settings, base, place, groups, opts } = at;
  const serviceName = serviceNames(stage).broker;
  const files = brokerFiles(base.files);
  const args: ContainersArgs = { stream: "broker", images: settings.images, region: place.region };
  const secrets = secretsOf(base);
  const { size, more } = settings.broker;
  const containers = [
    keyStoreContainer(args, { environment: keyNames, secrets: secrets.keyStore }),
    tlsContainer(args, queueOf(at)),
    {
      ...container(args, "broker", {
        environment: withMore("broker", brokerVariables({ base, settings }), more),
        secrets: secrets.broker,
      }),
      startsAfter: afterSidecars,
      scratch: [folders.work, folders.scratch, folders.active, folders.archive],
      mounts: files.mounts,
      limits: { memoryMiB: size.memoryMiB - SIDECAR_MIB.tls - SIDECAR_MIB.connect },
      ports: [BROKER],
      health: actuatorHealth(BROKER.port),
    },
  ];
  const { running } = new LoneService(
    "broker",
    {
      serviceName,
      place,
      size,
      processor: settings.processor,
      on: { fargate: {} },
      containers,
      volumes: files.volumes,
      executionRoleArn: startedBy("broker", `${serviceName}_execution_role`, containers, at),
      statements: files.statements,
      securityGroupIds: [
        groups.broker,
        base.database.clientGroupIds.broker,
        base.queue.clientGroupIds.broker,
        base.files.clientGroupIds.broker,
      ],
      connected: connected("broker", at, { portName: BROKER.name, ...BROKER }),
      waitMinutes: WAIT_MINUTES,
      after: [...at.logs, ...after],
    },
    opts,
  );
  taskAlarms(
    "broker",
    {
      serviceName,
      does: "takes orders from web, and hands out jobs",
      clusterName: place.clusterName,
      minTasks: 1,
      logGroupName: LOG_GROUP,
      topicArn: at.alarmTopicArn,
    },
    opts,
  );
  return running;
}

/** Where the TLS sidecar finds RabbitMQ. */
export const queueOf = ({ base }: Pick<Surroundings, "base">) => ({
  QUEUE_HOST: base.queue.host,
  QUEUE_PORT: base.queue.port.apply(String),
});
