import { roleArn } from "../../names/names";
import { stateRights } from "../operator-rights";
import type { Statement } from "../policy";
import type { DeployedStage } from "../rights/deployed-stage";
import { linkedRoleRights, passRights, roleRights } from "../rights/roles";
import { byFamilies } from "../rights/families";
import { boundaryOf, readsOf, statementsOf, type Policies } from "../rights/statements";
import { networkWork } from "./network";
import { baseLinkedServices, baseRoles, OPENSEARCH, passedRoles } from "./roles";
import { runningWork } from "./running";
import { storesWork } from "./stores";
import { vaultAndKeyWork } from "./vaults-and-keys";

/** What is read while base stacks are deployed: of the services that they are made of. */
const readServices = Object.keys({
  ...networkWork,
  ...storesWork,
  ...runningWork,
  ...vaultAndKeyWork,
  iam: [],
}).toSorted();

/** What makes the custodian one, and to keep the state: it stands in the role itself. */
export const custodianRights = (at: DeployedStage): readonly Statement[] => [
  ...stateRights(at),
  ...statementsOf(vaultAndKeyWork, at),
];

/** All else that a deploy of base stacks may do, by the policies that it stands in. */
export const basePolicies = (at: DeployedStage): Policies => ({
  reads: readsOf(readServices, at),
  network: statementsOf(networkWork, at),
  stores: statementsOf(storesWork, at),
  running: statementsOf(runningWork, at),
  roles: [...roleRights(at, baseRoles(at)), ...rolesOfServices(at)],
  passing: passRights(at, passedRoles(at)),
});

/**
 * The same without what it is done to, for the boundary: by families, for it is more than one policy may name. It writes
 * objects of the state's bucket alone; the state's secrets and the bucket's list are in the families.
 */
export const custodianBoundary = (at: DeployedStage): readonly Statement[] => [
  ...stateRights(at).filter(({ Sid }) => Sid === "KeepState"),
  boundaryOf("BaseStacks", { ...basePolicies(at), own: custodianRights(at) }, byFamilies),
];

function rolesOfServices(at: DeployedStage): readonly Statement[] {
  return [
    linkedRoleRights(at, baseLinkedServices),
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
