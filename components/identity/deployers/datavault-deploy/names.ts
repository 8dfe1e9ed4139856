import type { DeployedStage } from "../../rights/deployed-stage";

/** What the names of all parts of DataVault begin with, its cluster's among them. */
export const datavault = ({ stage }: DeployedStage) => `strongroom-${stage}-datavault`;

/** What runs: workers as many as there can be. */
const SERVICES = ["web", "broker", "worker-1", "worker-2", "worker-3"];
/** What each that reads secrets is started by; the workers have one for all. */
const STARTED = ["web", "broker", "worker", "migrations"];

const ofDataVault = (at: DeployedStage, names: readonly string[]) =>
  names.map((name) => `${datavault(at)}-${name}`);

export const services = (at: DeployedStage) => ofDataVault(at, SERVICES);
export const migrations = (at: DeployedStage) => `${datavault(at)}-migrations`;
/** What tells how long RabbitMQ's queues are. */
export const queueWatch = (at: DeployedStage) => `${datavault(at)}-queue-watch`;
/** What gives the database's user another password. */
export const passwordRenewal = (at: DeployedStage) => `${datavault(at)}-password-renewal`;
/** All that runs in Lambda. */
export const functions = (at: DeployedStage) => [migrations(at), queueWatch(at), passwordRenewal(at)];
/** When those are called that nobody else calls. */
export const schedules = (at: DeployedStage) =>
  [queueWatch(at), passwordRenewal(at)].map((name) => `${name}-times`);
/** Machines of workers, and all that they are made of; their role and its profile are called so once more. */
export const machines = (at: DeployedStage) => `${datavault(at)}-machines`;
export const machineProfile = (at: DeployedStage) => `${machines(at)}-machines`;

export const taskRoles = (at: DeployedStage) => [
  ...[...services(at), migrations(at)].map((name) => `${name}_task_role`),
  ...ofDataVault(at, STARTED).map((name) => `${name}_execution_role`),
];
