import { edgeWork, seeWhoDeliversLogs } from "../../rights/edge";
import type { DeployerTables } from "../deployer";
import { kubernetesWork } from "./kubernetes";
import { platform } from "./names";
import {
  platformAppLinkedServices,
  platformAppRoles,
  platformBoundaries,
  platformPassedRoles,
} from "./roles";
import { platformRunning } from "./running";

/** Deploys the platform's app stack. */
export const platformDeploy: DeployerTables = {
  short: "platform-deploy",
  description: "Deploys the platform's app stack, and has nothing of the archive",
  bounds: "the role that deploys the platform",
  works: { running: platformRunning, kubernetes: kubernetesWork, edge: edgeWork(platform) },
  beside: ({ stage, accountId }) => [
    seeWhoDeliversLogs(`aws-waf-logs-strongroom-${stage}-platform-${accountId}`),
  ],
  roles: platformAppRoles,
  passed: platformPassedRoles,
  boundaries: platformBoundaries,
  linkedServices: platformAppLinkedServices,
};
