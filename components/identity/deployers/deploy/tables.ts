import { deployerName, deployers, roleArn } from "../../../names/names";
import type { Statement } from "../../policy";
import type { DeployedStage } from "../../rights/deployed-stage";
import { byFamilies } from "../../rights/families";
import type { DeployerTables } from "../deployer";
import { appLinkedServices, appRoles } from "./roles";
import { runningWork } from "./running";
import { tellingWork } from "./telling";

/** What the deploy workflow takes: it deploys the archive's app stacks, and becomes each other deployer. */
export const deploy: DeployerTables = {
  short: "deploy",
  description: "Deploys the stage from its one workflow",
  bounds: "the deploy role",
  works: { running: runningWork, telling: tellingWork },
  beside: becoming,
  roles: appRoles,
  linkedServices: appLinkedServices,
  told: byFamilies,
};

function becoming({ stage, accountId }: DeployedStage): readonly Statement[] {
  return [
    {
      Sid: "BecomeTheOthersWhoDeploy",
      Effect: "Allow",
      Action: ["sts:AssumeRole"],
      Resource: deployers
        .filter((deployer) => deployer !== "deploy")
        .map((deployer) => roleArn(accountId, deployerName(stage, deployer))),
    },
  ];
}
