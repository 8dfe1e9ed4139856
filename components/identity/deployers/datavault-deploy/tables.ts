import type { DeployerTables } from "../deployer";
import { machineWork } from "./machines";
import { datavaultAppLinkedServices, datavaultAppRoles, datavaultBoundaries } from "./roles";
import { datavaultRunning } from "./running";
import { datavaultTelling } from "./telling";

/** Deploys DataVault's app stack. */
export const datavaultDeploy: DeployerTables = {
  short: "datavault-deploy",
  description: "Deploys DataVault's app stack, and has nothing of the archive",
  bounds: "the role that deploys DataVault",
  works: { running: datavaultRunning, telling: datavaultTelling, machines: machineWork },
  roles: datavaultAppRoles,
  boundaries: datavaultBoundaries,
  linkedServices: datavaultAppLinkedServices,
};
