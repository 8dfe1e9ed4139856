import type * as pulumi from "@pulumi/pulumi";
import { LoneService } from "../../../components/services/lone-service";
import { serviceAlarm, taskAlarms } from "../../../components/services/task-alarms";
import { serviceNames, workerNames, type WorkerName } from "../names";
import { queueOf } from "./broker";
import {
  afterSidecars,
  container,
  keyStoreContainer,
  SIDECAR_MIB,
  tlsContainer,
  type ContainersArgs,
} from "./containers";
import { folders, keyNames, workerVariables } from "./environment";
import { withMore } from "./more-variables";
import { LOG_GROUP } from "./names";
import { archiveStatements } from "./rights";
import type { Scratch } from "./scratch";
import { secretsOf } from "./secrets";
import { startedBy, type Surroundings } from "./surroundings";
import { workerFiles } from "./volumes";

/** Minutes in which a job that was told to stop ends, and the new task starts, on a new machine where it must. */
const WAIT_MINUTES = 45;

export interface WorkersArgs {
  readonly scratch: Scratch;
  /** Capacity of machines, where scratch space is there. */
  readonly capacityProvider: pulumi.Output<string> | undefined;
  readonly after: readonly pulumi.Resource[];
}

/** The workers that the settings want: a service for each name. */
export function workers(at: Surroundings, args: WorkersArgs): void {
  const { stage, settings } = at;
  const wanted = workerNames.slice(0, settings.workers);
  const of = new Map(wanted.map((name) => [name, workerTask(at, name, args.scratch)]));
  const [first] = of.values();
  if (first === undefined) return;
  const executionRoleArn = startedBy(
    "worker",
    `strongroom-${stage}-datavault-worker_execution_role`,
    first.containers,
    at,
  );
  for (const [name, task] of of) worker(name, task, at, { ...args, executionRoleArn });
}

function worker(
  name: WorkerName,
  { containers, files }: ReturnType<typeof workerTask>,
  at: Surroundings,
  {
    scratch,
    capacityProvider,
    executionRoleArn,
    after,
  }: WorkersArgs & { executionRoleArn: pulumi.Output<string> },
): void {
  const { stage, settings, base, place, groups, opts } = at;
  const serviceName = serviceNames(stage).worker(name);
  const parked = settings.parked.includes(name);
  new LoneService(
    name,
    {
      serviceName,
      place,
      size: settings.worker.size,
      processor: settings.processor,
      on:
        capacityProvider === undefined
          ? { fargate: scratch.on === "fargate" ? { storageGiB: scratch.sizeGiB } : {} }
          : { capacityProvider },
      containers,
      volumes: files.volumes,
      parked,
      executionRoleArn,
      statements: [...files.statements, ...archiveStatements(base.archive, place)],
      keepsItsTask: true,
      securityGroupIds: [groups.worker, base.queue.clientGroupIds.worker, base.files.clientGroupIds.worker],
      waitMinutes: WAIT_MINUTES,
      after: [...at.logs, ...after],
    },
    opts,
  );
  if (parked) return;
  const service = {
    serviceName,
    does: "deposits, retrieves, audits and deletes, one job at a time",
    clusterName: place.clusterName,
    minTasks: 1,
    logGroupName: LOG_GROUP,
    topicArn: at.alarmTopicArn,
  };
  taskAlarms(name, service, opts);
  if (scratch.on === "fargate")
    serviceAlarm(name, "scratch", fullScratch(serviceName, place.clusterName), service, opts);
}

function workerTask({ settings, base, place }: Surroundings, name: WorkerName, scratch: Scratch) {
  const args: ContainersArgs = { stream: name, images: settings.images, region: place.region };
  const secrets = secretsOf(base);
  const files = workerFiles(base.files, name, scratch);
  const { size, more } = settings.worker;
  // No health check for the program itself: it asks for RabbitMQ, whose absence must not end a job of hours.
  const program = {
    ...container(args, "worker", {
      environment: withMore("worker", workerVariables({ base, settings }, name), more),
      secrets: secrets.worker,
    }),
    startsAfter: afterSidecars,
    scratch: [folders.work, folders.meta],
    mounts: files.mounts,
    limits: { memoryMiB: size.memoryMiB - SIDECAR_MIB.tls },
  };
  const containers = [
    keyStoreContainer(args, { environment: keyNames, secrets: secrets.keyStore }),
    tlsContainer(args, queueOf({ base })),
    program,
  ];
  return { containers, files };
}

/** Of a task's own storage on Fargate [AWS: Container Insights with enhanced observability, metrics]. */
function fullScratch(serviceName: string, clusterName: pulumi.Input<string>) {
  const dimensions = { ClusterName: clusterName, ServiceName: serviceName };
  const storage = (name: string) =>
    ({
      namespace: "ECS/ContainerInsights",
      name,
      dimensions,
      statistic: "Maximum",
      periodSeconds: 300,
    }) as const;
  return {
    says: "its scratch space is more than 80 % full",
    whatToDo:
      "a job that failed keeps its files until it is restarted, or until the worker's next success: restart or give it up in the administrators' pages; otherwise lower maxDepositGiB",
    metric: {
      expression: "100 * used / reserved",
      label: "Percent of the scratch space",
      metrics: {
        used: storage("EphemeralStorageUtilized"),
        reserved: storage("EphemeralStorageReserved"),
      },
    },
    when: { comparison: "above", threshold: 80, missing: "good" },
  } as const;
}
