import type { Deployer } from "../../names/names";
import { custodian } from "./custodian/tables";
import { deploy } from "./deploy/tables";
import type { DeployerTables } from "./deployer";
import { servicesCustodian } from "./services-custodian/tables";
import { siteDeploy } from "./site-deploy/tables";

/** All who deploy stacks: one more is a name in `components/names/names.ts`, a folder with its tables, and a row here. */
export const deployerTables: Readonly<Record<Deployer, DeployerTables>> = {
  deploy,
  custodian,
  "services-custodian": servicesCustodian,
  "site-deploy": siteDeploy,
};
