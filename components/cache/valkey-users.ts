import * as elasticache from "@pulumi/aws/elasticache";
import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";

export interface ValkeyUsers {
  readonly group: elasticache.UserGroup;
  /** Of the one user; its id too, which tokens of IAM ask for. */
  readonly name: string;
  readonly arn: pulumi.Output<string>;
}

/**
 * All keys and all commands but those that empty a group, list all its keys or change how it runs. Clients of a cluster
 * ask for `info`, which is among them.
 */
const ACCESS = "on ~* &* +@all -@dangerous +info";

/**
 * Who may sign in to a group: one user, with a token of IAM. Valkey asks for no user named `default` as Redis does, and so
 * there is none: who names no user is nobody [AWS: Role-Based Access Control].
 */
export function valkeyUsers(
  name: string,
  groupName: string,
  child: pulumi.CustomResourceOptions,
): ValkeyUsers {
  const userName = `${groupName}-app`;
  const user = new elasticache.User(
    `${name}-user`,
    {
      userId: userName,
      userName,
      engine: "valkey",
      accessString: ACCESS,
      authenticationMode: { type: "iam" },
    },
    child,
  );
  const group = new elasticache.UserGroup(
    `${name}-users`,
    { userGroupId: groupName, engine: "valkey", userIds: [user.userId] },
    child,
  );
  return { group, name: userName, arn: user.arn };
}

export interface ValkeySignInArgs {
  /** ARN of the group. */
  readonly groupArn: pulumi.Input<string>;
  /** ARN of its user. */
  readonly userArn: pulumi.Input<string>;
}

/** Lets a role sign in to a group as its user, with a token of 15 minutes [AWS: Authenticating with IAM, ElastiCache]. */
export const signInToValkey = ({ groupArn, userArn }: ValkeySignInArgs): Statement => ({
  Sid: "SignInToValkey",
  Effect: "Allow",
  Action: ["elasticache:Connect"],
  Resource: [groupArn, userArn],
});
