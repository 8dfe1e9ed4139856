import { taskRoleName } from "../../../components/services/task-definition";
import { serviceNames, type WorkerName } from "../names";

/** Physical names of what comes and goes; those of the services are in projects/datavault/names.ts. */
export const names = (stage: string) => ({
  /** The cluster, and the namespace in which its services find each other. */
  cluster: `strongroom-${stage}-datavault`,
  /** Machines for workers that need more scratch space than Fargate has. */
  machines: `strongroom-${stage}-datavault-machines`,
  queueWatch: `strongroom-${stage}-datavault-queue-watch`,
  passwordRenewal: `strongroom-${stage}-datavault-password-renewal`,
  stoppedTasks: `strongroom-${stage}-datavault-stopped-tasks`,
  dashboard: `strongroom-${stage}-datavault`,
});

/** One log for all: each task writes a stream of its own, which begins with the service's word. */
export const LOG_GROUP = "datavault";

/** RabbitMQ's queues, as the program calls them (datavault.md 6). */
export const queues = {
  jobs: "datavault",
  events: "datavault-event",
  restarts: "restart-worker",
  restartOf: (worker: WorkerName) => `restart-${worker}`,
} as const;

/** Names of the roles of the tasks: base lets them mount its file systems. */
export const taskRoleNames = (stage: string) => {
  const { web, broker, worker } = serviceNames(stage);
  return {
    web: taskRoleName(web),
    broker: taskRoleName(broker),
    worker: (name: WorkerName) => taskRoleName(worker(name)),
  };
};
