import type { DeployedStage } from "../../rights/deployed-stage";
import type { RolesByService } from "../../rights/roles";

/** What keeps the locks of a vault; each has a role for its function, one for its schedule and one for its jobs. */
const KEEPERS = ["primary-keeper", "glacier-keeper", "mirror-keeper"];
/** What sets a search cluster up; each has two schedules. */
const SET_UPS = ["reporting-setup", "logging-setup"];
const SAS_RENEWALS = ["azure-sas"];

const ofStage = ({ stage }: DeployedStage, names: readonly string[]) =>
  names.map((name) => `strongroom-${stage}-${name}`);

/** The functions of base stacks. */
export const baseFunctions = (at: DeployedStage) => ofStage(at, [...KEEPERS, ...SET_UPS, ...SAS_RENEWALS]);

/** Those that a deployment calls. */
export const setUpFunctions = (at: DeployedStage) => ofStage(at, SET_UPS);

/** What calls the functions of base stacks at set times. */
export const baseSchedules = (at: DeployedStage) =>
  ofStage(at, [
    ...KEEPERS.map((keeper) => `${keeper}-daily`),
    ...SET_UPS.flatMap((setUp) => [`${setUp}-daily`, `${setUp}-snapshots`]),
    ...SAS_RENEWALS.map((renewal) => `${renewal}-times`),
  ]);

/**
 * The roles of base stacks that a deployment hands over, by the service that takes them. A deploy makes no others: the
 * role that a new replica or cluster needs is added here, where it is seen, and the root project deployed before it.
 */
export const passedRoles = (at: DeployedStage): RolesByService => ({
  apigateway: ofStage(at, ["api-gateway-logs"]),
  cloudtrail: ofStage(at, ["trail"]),
  lambda: baseFunctions(at),
  s3: [`${at.storageNamespace}-glacier-replication`],
  scheduler: baseSchedules(at),
  "vpc-flow-logs": ofStage(at, ["vpc-flow"]),
});

/** Those that functions hand over when they run, and a deployment never does. */
const rolesOfFunctions = (at: DeployedStage): RolesByService => ({
  "batchoperations.s3": ofStage(
    at,
    KEEPERS.map((keeper) => `${keeper}-batch`),
  ),
  es: ofStage(at, ["reporting-snapshots", "logging-snapshots"]),
});

/** All roles of base stacks. */
export const baseRoles = (at: DeployedStage): RolesByService => ({
  ...passedRoles(at),
  ...rolesOfFunctions(at),
});

/** As whom OpenSearch Service is in our network: base stacks make this role by itself, before its first domain. */
export const OPENSEARCH = "opensearchservice.amazonaws.com";

/** AWS services whose own roles come into being when base stacks first use them. */
export const baseLinkedServices = [
  "ecs.amazonaws.com",
  "elasticloadbalancing.amazonaws.com",
  OPENSEARCH,
  "ops.apigateway.amazonaws.com",
];
