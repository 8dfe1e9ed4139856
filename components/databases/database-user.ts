import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";

export interface DatabaseUserArgs {
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** Of the cluster, `cluster-ABCDEFGHIJKL01234`: its name is not enough. */
  readonly clusterResourceId: pulumi.Input<string>;
  /** Name of the user in the database, to whom the role `rds_iam` was granted there. */
  readonly userName: string;
}

/**
 * Lets a role sign in to a database as one of its users, with a token of 15 minutes in the place of a password
 * [AWS: IAM database authentication].
 */
export const signInToDatabase = ({
  region,
  accountId,
  clusterResourceId,
  userName,
}: DatabaseUserArgs): Statement => ({
  Sid: "SignInToTheDatabase",
  Effect: "Allow",
  Action: ["rds-db:connect"],
  Resource: pulumi.interpolate`arn:aws:rds-db:${region}:${accountId}:dbuser:${clusterResourceId}/${userName}`,
});
