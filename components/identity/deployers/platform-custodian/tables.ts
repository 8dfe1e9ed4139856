import { byFamiliesAndNouns } from "../../rights/families";
import type { DeployerTables } from "../deployer";
import { platformEntrance } from "./entrance";
import { platformKeyWork } from "./keys";
import { platformMemoryAndEvents } from "./memory-and-events";
import { platformBaseLinkedServices, platformBasePassedRoles, platformBaseRoles } from "./roles";
import { platformSearch } from "./search";
import { platformStores } from "./stores";

/** Deploys the platform's base stack, and keeps its vaults of backups and its keys. */
export const platformCustodian: DeployerTables = {
  short: "platform-custodian",
  description: "Deploys the platform's base stack, and alone changes policies of its keys",
  bounds: "the platform's custodian",
  works: {
    entrance: platformEntrance,
    stores: platformStores,
    "memory-and-events": platformMemoryAndEvents,
    search: platformSearch,
  },
  itself: platformKeyWork,
  roles: platformBaseRoles,
  passed: platformBasePassedRoles,
  linkedServices: platformBaseLinkedServices,
  told: byFamiliesAndNouns,
};
