import type { DeployedStage } from "../../rights/deployed-stage";

/** The functions of app stacks; all others belong to base stacks. */
export const appFunctions = ({ stage }: DeployedStage) =>
  ["bag-test", "daily-report", "slack-alarm"].map((name) => `strongroom-${stage}-${name}`);
