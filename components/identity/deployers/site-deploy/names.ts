import type { DeployedStage } from "../../rights/deployed-stage";

/** What the names of all parts of the web service's app stack begin with. */
export const web = ({ stage }: DeployedStage) => `strongroom-${stage}-web`;
export const migrate = (at: DeployedStage) => `${web(at)}-migrate`;
export const smokeTest = (at: DeployedStage) => `${web(at)}-smoke-test`;
export const check = (at: DeployedStage) => `${web(at)}-check`;
