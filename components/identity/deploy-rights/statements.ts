import type { DeployedStage } from "../rights/deployed-stage";
import { linkedRoleRights, passRights, roleRights } from "../rights/roles";
import { boundaryOf, readsOf, statementsOf, type Policies } from "../rights/statements";
import { appLinkedServices, appRoles } from "./roles";
import { runningWork } from "./running";
import { tellingWork } from "./telling";

/** What is read while app stacks are deployed: of the services that they are made of. */
const readServices = Object.keys({ ...runningWork, ...tellingWork, iam: [], kms: [] }).toSorted();

/**
 * All that a deploy of app stacks may do beside keeping the state, by the policies that it stands in: a managed policy
 * has at most 6,144 characters.
 */
export const appPolicies = (at: DeployedStage): Policies => ({
  reads: readsOf(readServices, at),
  running: statementsOf(runningWork, at),
  telling: statementsOf(tellingWork, at),
  roles: [...roleRights(at, appRoles(at)), linkedRoleRights(at, appLinkedServices)],
  passing: passRights(at, appRoles(at)),
});

/** The same without what it is done to, for the boundary. */
export const appBoundary = (at: DeployedStage) => [boundaryOf("AppStacks", appPolicies(at))];
