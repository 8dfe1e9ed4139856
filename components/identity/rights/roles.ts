import { boundaryArn, roleArn } from "../../names/names";
import type { Statement } from "../policy";
import { sid } from "../sid";
import type { DeployedStage } from "./deployed-stage";

/** Whole names of roles, by the service that takes them: `lambda`, `ecs-tasks`. */
export type RolesByService = Readonly<Record<string, readonly string[]>>;

/**
 * A deploy writes a role's permissions only while the role is within the workloads' boundary, so that it can give a role
 * no more than the boundary has. It never changes a boundary, nor who may take a role: for that it is made anew.
 */
export function roleRights(at: DeployedStage, roles: RolesByService): readonly Statement[] {
  const arns = Object.values(roles).flatMap((names) => names.map((name) => roleArn(at.accountId, name)));
  return [
    {
      Sid: "WriteRolesWithinTheBoundary",
      Effect: "Allow",
      Action: ["iam:CreateRole", "iam:PutRolePolicy", "iam:DeleteRolePolicy"],
      Resource: arns,
      Condition: { StringEquals: { "iam:PermissionsBoundary": boundaryArn(at.stage, at.accountId) } },
    },
    {
      Sid: "KeepRoles",
      Effect: "Allow",
      Action: [
        "iam:DeleteRole",
        "iam:ListInstanceProfilesForRole",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:UpdateRole",
      ],
      Resource: arns,
    },
  ];
}

/** Lets some AWS services have the roles of their own that come into being when they are first used. */
export function linkedRoleRights(at: DeployedStage, services: readonly string[]): Statement {
  return {
    Sid: "LetServicesMakeTheirOwn",
    Effect: "Allow",
    Action: ["iam:CreateServiceLinkedRole"],
    Resource: roleArn(at.accountId, "aws-service-role/*"),
    Condition: { StringEquals: { "iam:AWSServiceName": services } },
  };
}

/** Hands each service its own roles, by their whole names. */
export function passRights(at: DeployedStage, roles: RolesByService): readonly Statement[] {
  return Object.entries(roles).map(([service, names]) => ({
    Sid: sid("pass", service),
    Effect: "Allow",
    Action: ["iam:PassRole"],
    Resource: names.map((name) => roleArn(at.accountId, name)),
    Condition: { StringEquals: { "iam:PassedToService": `${service}.amazonaws.com` } },
  }));
}
