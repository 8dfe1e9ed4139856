import type { DeployerTables } from "../deployer";
import { keyWork } from "./keys";
import { servicesLinkedServices, servicesRoles } from "./roles";
import { webserviceEntrance, webserviceStores } from "./webservice";

/** Deploys the base stacks of what lives beside the archive, and keeps their vaults and keys. */
export const servicesCustodian: DeployerTables = {
  short: "services-custodian",
  description:
    "Deploys base stacks of the services beside the archive, and alone changes policies of their keys",
  bounds: "the services' custodian",
  works: { "webservice-entrance": webserviceEntrance, "webservice-stores": webserviceStores },
  itself: keyWork,
  roles: servicesRoles,
  linkedServices: servicesLinkedServices,
};
