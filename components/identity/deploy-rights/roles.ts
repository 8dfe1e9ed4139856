import { boundaryArn, roleArn } from "../../names/names";
import type { Statement } from "../policy";
import type { DeployedStage } from "./deployed-stage";

const TASK_ROLES = [
  "-bag-indexer",
  "-bag_register",
  "-bag-replicator_azure",
  "-bag-replicator_glacier",
  "-bag-replicator_primary",
  "-bag-root-finder",
  "-bags-api",
  "-bag-tagger",
  "-bag-unpacker",
  "-bag-verifier_azure",
  "-bag-verifier_glacier",
  "-bag-verifier-pre-replication",
  "-bag-verifier_primary",
  "-bag-versioner",
  "-file-finder",
  "-file-indexer",
  "-ingests-indexer",
  "-ingests-service",
  "-notifier",
  "-replica_aggregator",
];

/** Those that read secrets have one of their own; the first is the others'. */
const EXECUTION_ROLES = [
  "",
  "-bag-indexer",
  "-bag-replicator_azure",
  "-bag-verifier_azure",
  "-file-indexer",
  "-ingests-indexer",
];

/**
 * The roles of app stacks, by the service that takes them. A deploy makes no other, and hands over no other: a role that
 * a new service needs is added here, where it is seen, and the root project deployed before it.
 */
export const appRoles = ({ stage, storageNamespace }: DeployedStage) => ({
  "ecs-tasks": [
    ...TASK_ROLES.map((service) => `${storageNamespace}${service}_task_role`),
    ...EXECUTION_ROLES.map((service) => `${storageNamespace}${service}_execution_role`),
  ],
  lambda: ["bag-test", "daily-report", "slack-alarm"].map((name) => `strongroom-${stage}-${name}`),
  scheduler: ["bag-test-daily", "daily-report-daily"].map((name) => `strongroom-${stage}-${name}`),
  states: [`strongroom-${stage}-bag-test-steps`],
});

/** AWS services whose own roles come into being when they are first used. */
const LINKED_SERVICES = [
  "ecs.amazonaws.com",
  "ecs.application-autoscaling.amazonaws.com",
  "ops.apigateway.amazonaws.com",
  "wafv2.amazonaws.com",
];

/**
 * A deploy writes a role's permissions only while the role is within the workloads' boundary, so that it can give a role
 * no more than the boundary has. It never changes a boundary, nor who may take a role: for that it is made anew.
 */
export function roleRights(at: DeployedStage): readonly Statement[] {
  const byService = Object.entries(appRoles(at));
  const arns = byService.flatMap(([, names]) => names.map((name) => roleArn(at.accountId, name)));
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
    {
      Sid: "LetServicesMakeTheirOwn",
      Effect: "Allow",
      Action: ["iam:CreateServiceLinkedRole"],
      Resource: roleArn(at.accountId, "aws-service-role/*"),
      Condition: { StringEquals: { "iam:AWSServiceName": LINKED_SERVICES } },
    },
  ];
}

/** Hands each service its own roles, by their whole names. */
export function passRights(at: DeployedStage): readonly Statement[] {
  return Object.entries(appRoles(at)).map(([service, names]) => ({
    Sid: `Pass${service.charAt(0).toUpperCase()}${service.slice(1).replace("-", "")}`,
    Effect: "Allow",
    Action: ["iam:PassRole"],
    Resource: names.map((name) => roleArn(at.accountId, name)),
    Condition: { StringEquals: { "iam:PassedToService": `${service}.amazonaws.com` } },
  }));
}
