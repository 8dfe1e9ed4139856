import type { Deployer } from "../../names/names";
import { custodian } from "./custodian/tables";
import { datavaultCustodian } from "./datavault-custodian/tables";
import { datavaultDeploy } from "./datavault-deploy/tables";
import { deploy } from "./deploy/tables";
import type { DeployerTables } from "./deployer";
import { platformCustodian } from "./platform-custodian/tables";
import { platformDeploy } from "./platform-deploy/tables";
import { siteCustodian } from "./site-custodian/tables";
import { siteDeploy } from "./site-deploy/tables";

/** All who deploy stacks: one more is a name in `components/names/names.ts`, a folder with its tables, and a row here. */
export const deployerTables: Readonly<Record<Deployer, DeployerTables>> = {
  deploy,
  custodian,
  "platform-custodian": platformCustodian,
  "platform-deploy": platformDeploy,
  "site-custodian": siteCustodian,
  "datavault-custodian": datavaultCustodian,
  "site-deploy": siteDeploy,
  "datavault-deploy": datavaultDeploy,
};
