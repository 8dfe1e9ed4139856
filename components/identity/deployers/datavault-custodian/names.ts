import type { DeployedStage } from "../../rights/deployed-stage";

/** What the names of all parts of DataVault begin with. */
export const datavault = ({ stage }: DeployedStage) => `strongroom-${stage}-datavault`;

const withNames = (at: DeployedStage, names: readonly string[]) =>
  names.map((name) => `${datavault(at)}-${name}`);

/** What renews the locks of its vaults; each has a role for its function, one for its schedule and one for its jobs. */
const KEEPERS = ["keeper", "copy-keeper"];
/** What makes RabbitMQ's users. */
const SET_UP = "queue-setup";

export const setUpFunction = (at: DeployedStage) => `${datavault(at)}-${SET_UP}`;
/** The functions of its base stack; each has a schedule, and a role that calls it. */
export const baseFunctions = (at: DeployedStage) => withNames(at, [...KEEPERS, SET_UP]);
export const baseSchedules = (at: DeployedStage) => baseFunctions(at).map((name) => `${name}-daily`);
export const renewals = (at: DeployedStage) =>
  withNames(
    at,
    KEEPERS.map((keeper) => `${keeper}-batch`),
  );
