import type { DeployedStage } from "../../rights/deployed-stage";

/** Of the distribution with its firewall, of the costs and of the cluster of Kubernetes; the names of its roles begin so. */
export const platform = ({ stage }: DeployedStage) => `strongroom-${stage}-platform`;

/** The service that shows images. */
export const imageProxy = ({ stage }: DeployedStage) => `strongroom-${stage}-images`;

/** What takes messages from the platform's queues. */
const QUEUES = ["sync", "reindex"];
export const queues = ({ stage }: DeployedStage) => QUEUES.map((queue) => `strongroom-${stage}-${queue}`);
export const workers = (at: DeployedStage) => queues(at).map((queue) => `${queue}-worker`);

/** All that runs on ECS. */
export const services = (at: DeployedStage) => [imageProxy(at), ...workers(at)];

export const controlRole = (at: DeployedStage) => `${platform(at)}-control`;
export const nodeRole = (at: DeployedStage) => `${platform(at)}-node`;
export const argoCdRole = (at: DeployedStage) => `${platform(at)}-argo-cd`;
/** Of the pods of the add-on that watches the cluster. */
export const observabilityRole = (at: DeployedStage) => `${platform(at)}-observability`;
