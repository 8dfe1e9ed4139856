import { roleArn } from "../../../names/names";
import type { Statement } from "../../policy";
import type { DeployedStage } from "../../rights/deployed-stage";
import { byFamilies } from "../../rights/families";
import type { DeployerTables } from "../deployer";
import { networkWork } from "./network";
import { baseLinkedServices, baseRoles, OPENSEARCH, passedRoles } from "./roles";
import { runningWork } from "./running";
import { storesWork } from "./stores";
import { vaultAndKeyWork } from "./vaults-and-keys";

/** Deploys the archive's base stacks, and keeps its vaults and keys. */
export const custodian: DeployerTables = {
  short: "custodian",
  description:
    "Deploys the archive's base stacks, and alone changes settings of its vaults and policies of its keys",
  bounds: "the custodian",
  works: { network: networkWork, stores: storesWork, running: runningWork },
  itself: vaultAndKeyWork,
  roles: baseRoles,
  passed: passedRoles,
  linkedServices: baseLinkedServices,
  ofServices,
  told: byFamilies,
};

function ofServices(at: DeployedStage): readonly Statement[] {
  return [
    {
      Sid: "KeepTheRoleOfOpenSearch",
      Effect: "Allow",
      Action: ["iam:TagRole", "iam:UntagRole", "iam:UpdateRole"],
      Resource: roleArn(at.accountId, `aws-service-role/${OPENSEARCH}/*`),
    },
    {
      // Other clouds know the account's functions by tokens of STS.
      Sid: "LetStsVouchForRoles",
      Effect: "Allow",
      Action: ["iam:EnableOutboundWebIdentityFederation"],
      Resource: "*",
    },
  ];
}
