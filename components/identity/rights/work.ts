import type { Conditions } from "../policy";
import { ofAccount, type DeployedStage } from "./deployed-stage";

/** What is done to some things of one AWS service, so that a stack's resources can be made, changed and removed. */
export interface Work {
  /** Names of actions, without the service. */
  readonly actions: readonly string[];
  /** What they are done to; `*` for those that take no resource. */
  readonly on: (at: DeployedStage) => readonly string[];
  /** On what conditions; without any, always. */
  readonly when?: Conditions | ((at: DeployedStage) => Conditions);
}

/** By service, as IAM calls it. */
export type Works = Readonly<Record<string, readonly Work[]>>;

export const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Of what takes no resource. */
export const ALL = () => ["*"];

/** The account's own things of a service, by what stands behind the account in their ARNs. */
export const named =
  (service: string, ...resources: ReadonlyArray<(at: DeployedStage) => string | readonly string[]>) =>
  (at: DeployedStage) =>
    resources.flatMap((resource) => resource(at)).map((resource) => ofAccount(at, service, resource));

/** Nearly all services call it so. */
export const TAGS = "TagResource UntagResource";
