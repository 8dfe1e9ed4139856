import type { DeployedStage } from "../../rights/deployed-stage";

/** A cluster for each domain of data (`platform-base:databases`): one more is a word here, and the root project deployed first. */
const DATA = ["products"];

const ofStage = ({ stage }: DeployedStage, names: readonly string[]) =>
  names.map((name) => `strongroom-${stage}-${name}`);

export const dataClusters = (at: DeployedStage) =>
  ofStage(
    at,
    DATA.map((word) => `data-${word}`),
  );

/** The cluster or the domain that searches, by the engine that the settings name. */
export const search = ({ stage }: DeployedStage) => `strongroom-${stage}-search`;

/** The function that sets OpenSearch up, each day and in each deploy; its schedules have names that begin so. */
export const searchSetup = (at: DeployedStage) => `${search(at)}-setup`;

/** What is kept in memory. */
export const memory = (at: DeployedStage) => ofStage(at, ["cache", "store"]);

/** What takes events from the bus. */
export const queues = (at: DeployedStage) => ofStage(at, ["sync", "reindex"]);

export const bus = ({ stage }: DeployedStage) => `strongroom-${stage}-events`;

export const backups = ({ stage }: DeployedStage) => `strongroom-${stage}-platform-backups`;

export const images = ({ stage }: DeployedStage) => `strongroom-${stage}-images`;

export const originals = ({ stage, accountId }: DeployedStage) =>
  `strongroom-${stage}-originals-${accountId}`;

export const buckets = (at: DeployedStage) => [
  originals(at),
  ...["originals-copy", "originals-copy-logs", "derived", "assets"].map(
    (word) => `strongroom-${at.stage}-${word}-${at.accountId}`,
  ),
  // Snapshots of OpenSearch.
  `strongroom-snapshots-${at.stage}-platform-${at.accountId}`,
  `aws-waf-logs-strongroom-${at.stage}-platform-${at.accountId}`,
];
