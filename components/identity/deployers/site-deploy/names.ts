import type { DeployedStage } from "../../rights/deployed-stage";

/** What the names of all parts of the web service's app stack begin with. */
export const web = ({ stage }: DeployedStage) => `strongroom-${stage}-web`;
export const migrate = (at: DeployedStage) => `${web(at)}-migrate`;
export const smokeTest = (at: DeployedStage) => `${web(at)}-smoke-test`;
export const check = (at: DeployedStage) => `${web(at)}-check`;

/** What the names of the cluster of Kubernetes and of its roles begin with. */
export const platform = ({ stage }: DeployedStage) => `strongroom-${stage}-platform`;
/** The platform's services on ECS. */
export const ecsServices = ({ stage }: DeployedStage) =>
  ["images", "sync-worker", "reindex-worker"].map((service) => `strongroom-${stage}-${service}`);
