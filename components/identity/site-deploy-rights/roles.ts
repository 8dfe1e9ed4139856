import { roleArn } from "../../names/names";
import type { Statement } from "../policy";
import type { DeployedStage } from "../rights/deployed-stage";
import { check, migrate, web } from "./names";

/** The roles of the web service's app stack, by the service that takes them. */
export const siteRoles = (at: DeployedStage) => ({
  ecs: [`${web(at)}_deployments`],
  "ecs-tasks": [`${web(at)}_task_role`, `${web(at)}_execution_role`, `${migrate(at)}_task_role`],
  lambda: [migrate(at), check(at)],
});

/** AWS's own policy by which ECS shifts requests between target groups. */
const SHIFTS_REQUESTS = "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers";

/** Gives one role of ECS one policy of AWS's own, and no other role any. */
export const shiftingRequests = (at: DeployedStage): Statement => ({
  Sid: "LetEcsShiftRequests",
  Effect: "Allow",
  Action: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
  Resource: siteRoles(at).ecs.map((name) => roleArn(at.accountId, name)),
  Condition: { ArnEquals: { "iam:PolicyARN": SHIFTS_REQUESTS } },
});

/** AWS services whose own roles come into being when the web service first uses them. */
export const siteLinkedServices = [
  "ecs.amazonaws.com",
  "ecs.application-autoscaling.amazonaws.com",
  "vpcorigin.cloudfront.amazonaws.com",
  "wafv2.amazonaws.com",
];
