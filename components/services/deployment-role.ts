import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { serviceTrust } from "../identity/policy";
import type { ServicePlace } from "./service-place";

/** AWS's own: what ECS may change of listeners, rules and targets [AWS: Amazon ECS infrastructure IAM role for load balancers]. */
const SHIFTS_REQUESTS = "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers";

/**
 * The role by which ECS shifts requests from one revision of a service to the next; no program has it.
 * @returns its ARN, once it can do so
 */
export function deploymentRoleArn(
  name: string,
  args: { readonly roleName: pulumi.Input<string>; readonly place: ServicePlace },
  child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const role = new iam.Role(
    `${name}-role`,
    {
      name: args.roleName,
      assumeRolePolicy: serviceTrust("ecs.amazonaws.com", args.place.accountId),
      permissionsBoundary: args.place.boundaryArn,
    },
    child,
  );
  const attached = new iam.RolePolicyAttachment(
    `${name}-shifts-requests`,
    { role: role.name, policyArn: SHIFTS_REQUESTS },
    child,
  );
  return pulumi.all([role.arn, attached.id]).apply(([arn]) => arn);
}
