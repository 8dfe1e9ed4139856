import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, serviceTrust, type Statement } from "../identity/policy";
import type { ServicePlace } from "./service-place";

export interface DeploymentRoleArgs {
  /** Physical name. */
  readonly roleName: pulumi.Input<string>;
  readonly place: ServicePlace;
  /** What the names of the target groups begin with. */
  readonly groupPrefix: string;
}

/**
 * The role by which ECS shifts requests from one revision of a service to the next; no program has it.
 * @returns its ARN, once it can do so
 */
export function deploymentRoleArn(
  name: string,
  { roleName, place, groupPrefix }: DeploymentRoleArgs,
  child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const role = new iam.Role(
    `${name}-role`,
    {
      name: roleName,
      assumeRolePolicy: serviceTrust("ecs.amazonaws.com", place.accountId),
      permissionsBoundary: place.boundaryArn,
    },
    child,
  );
  const permissions = new iam.RolePolicy(
    `${name}-permissions`,
    {
      name: "permissions",
      role: role.name,
      policy: policyDocument(shiftingStatements(place, groupPrefix)),
    },
    child,
  );
  return pulumi.all([role.arn, permissions.id]).apply(([arn]) => arn);
}

/**
 * What AWS's own policy for this has, for one service's groups [AWS: Amazon ECS infrastructure IAM role for load balancers].
 * Written out, because whoever could attach policies to roles could make anybody of them.
 */
function shiftingStatements(place: ServicePlace, groupPrefix: string): readonly Statement[] {
  const named = (kind: string) =>
    pulumi.interpolate`arn:aws:elasticloadbalancing:${place.region}:${place.accountId}:${kind}`;
  return [
    {
      Sid: "SeeWhereRequestsGo",
      Effect: "Allow",
      Action: [
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeRules",
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth",
      ],
      Resource: "*",
    },
    {
      Sid: "ShiftRequests",
      Effect: "Allow",
      Action: ["elasticloadbalancing:ModifyListener", "elasticloadbalancing:ModifyRule"],
      Resource: [named("listener/app/*"), named("listener-rule/app/*")],
    },
    {
      Sid: "AddAndTakeAwayTasks",
      Effect: "Allow",
      Action: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
      Resource: named(`targetgroup/${groupPrefix}-*`),
    },
  ];
}
