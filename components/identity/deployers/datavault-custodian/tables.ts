import { byFamilies } from "../../rights/families";
import { siteEntrance } from "../../rights/site-entrance";
import type { DeployerTables } from "../deployer";
import { datavault } from "./names";
import { datavaultBaseLinkedServices, datavaultBaseRoles, datavaultPassedRoles } from "./roles";
import { datavaultBaseRunning } from "./running";
import { datavaultStores } from "./stores";
import { datavaultVaultAndKeyWork } from "./vaults-and-keys";

/** Deploys DataVault's base stack, and keeps its vaults, its vaults of backups and its keys. */
export const datavaultCustodian: DeployerTables = {
  short: "datavault-custodian",
  description:
    "Deploys DataVault's base stack, and alone changes settings of its vaults and policies of its keys",
  bounds: "DataVault's custodian",
  works: { entrance: siteEntrance(datavault), stores: datavaultStores, running: datavaultBaseRunning },
  itself: datavaultVaultAndKeyWork,
  roles: datavaultBaseRoles,
  passed: datavaultPassedRoles,
  linkedServices: datavaultBaseLinkedServices,
  told: byFamilies,
};
