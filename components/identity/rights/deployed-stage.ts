import type { OperatedStage } from "../operator-rights";

/** Where deploys work, and by what names they know what is theirs. */
export interface DeployedStage extends OperatedStage {
  /** What the names of the storage service's app stack begin with, `storage-staging`. */
  readonly storageNamespace: string;
}

/** An ARN of the account's own things, in any of the stage's regions. */
export const ofAccount = ({ accountId }: DeployedStage, service: string, resource: string) =>
  `arn:aws:${service}:*:${accountId}:${resource}`;
