import { boundaryName, policyArn, roleArn } from "../../names/names";
import type { Statement } from "../policy";
import { sid } from "../sid";
import type { DeployedStage } from "./deployed-stage";

/** Whole names of roles, by the service that takes them: `lambda`, `ecs-tasks`. */
export type RolesByService = Readonly<Record<string, readonly string[]>>;

/**
 * The part of AWS Backup that tests restores: it has a role of its own, and is handed those of the tests, which AWS Backup
 * takes [AWS: Using roles for restore testing; Service authorization reference, CreateRestoreTestingSelection].
 */
export const RESTORE_TESTING = "restore-testing.backup";

/** Roles by whom a deployment hands them to: of AWS Backup's, those of restore tests go to what tests. */
export function testsHandedOver({ backup = [], ...others }: RolesByService): RolesByService {
  const isTests = (name: string) => name.endsWith("-restore-test");
  return {
    ...others,
    backup: backup.filter((name) => !isTests(name)),
    [RESTORE_TESTING]: backup.filter(isTests),
  };
}

/** Names of permission boundaries, by the whole names of the roles that are within another one than the workloads' own. */
export type BoundariesByRole = Readonly<Record<string, string>>;

/**
 * A deploy writes a role's permissions only while the role is within its boundary, the workloads' own but for some, so that
 * it can give a role no more than the boundary has. It never changes a boundary, nor who may take a role: for that it is
 * made anew.
 */
export function roleRights(
  at: DeployedStage,
  roles: RolesByService,
  others: BoundariesByRole = {},
): readonly Statement[] {
  const names = Object.values(roles).flat();
  const arnsOf = (some: readonly string[]) => some.map((name) => roleArn(at.accountId, name));
  const within = (id: string, boundary: string, some: readonly string[]): Statement => ({
    Sid: id,
    Effect: "Allow",
    Action: ["iam:CreateRole", "iam:PutRolePolicy", "iam:DeleteRolePolicy"],
    Resource: arnsOf(some),
    Condition: { StringEquals: { "iam:PermissionsBoundary": policyArn(at.accountId, boundary) } },
  });
  return [
    within(
      "WriteRolesWithinTheBoundary",
      boundaryName(at.stage),
      names.filter((name) => !(name in others)),
    ),
    ...Object.entries(others).map(([name, boundary], position) =>
      within(`WithinAnother${position + 1}`, boundary, [name]),
    ),
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
      Resource: arnsOf(names),
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
