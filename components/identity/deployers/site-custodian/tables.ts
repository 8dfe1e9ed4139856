import type { DeployerTables } from "../deployer";
import { keyWork } from "./keys";
import { siteLinkedServices, siteCustodianRoles, sitePassedRoles } from "./roles";
import { siteEntrance } from "../../rights/site-entrance";
import { webserviceStores } from "./webservice";

/** Deploys the base stack of the web service, and keeps its vaults of backups and its keys. */
export const siteCustodian: DeployerTables = {
  short: "site-custodian",
  description: "Deploys the web service's base stack, and alone changes policies of its keys",
  bounds: "the web service's custodian",
  works: {
    "webservice-entrance": siteEntrance(({ stage }) => `strongroom-${stage}-web`),
    "webservice-stores": webserviceStores,
  },
  itself: keyWork,
  roles: siteCustodianRoles,
  passed: sitePassedRoles,
  linkedServices: siteLinkedServices,
};
