import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, serviceTrust, type Conditions, type Statement } from "./policy";

export interface ServiceRoleArgs {
  /** Physical name, at most 64 characters. */
  readonly roleName: pulumi.Input<string>;
  /** AWS service that takes the role, `ecs-tasks.amazonaws.com`. */
  readonly service: string;
  /** Account that the service must be working for. */
  readonly accountId: pulumi.Input<string>;
  /**
   * For a service that names no account when it takes a role, so that a condition on it would shut the role for good:
   * S3's replication and Batch Operations, API Gateway, CloudTrail. Only principals of the account can hand a role to a
   * service.
   */
  readonly namesNoAccount?: true;
  /** For a service that tags its sessions, as EKS does: what must hold when it takes the role, beside the account. */
  readonly tagged?: Conditions;
  /** Permission boundary of the stage: what no role of it may ever do, whatever its policy says. */
  readonly boundaryArn: pulumi.Input<string>;
  /** What the role may do; at least one statement. */
  readonly statements: readonly Statement[];
}

/** A role that one AWS service takes, with all that it may do in one inline policy. */
export class ServiceRole extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: ServiceRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:identity:ServiceRole", name, {}, opts);
    if (args.statements.length === 0)
      throw new pulumi.ResourceError("statements: at least one is needed", this);
    const child = { parent: this };
    const role = new iam.Role(
      `${name}-role`,
      {
        name: args.roleName,
        assumeRolePolicy: serviceTrust(
          args.service,
          args.namesNoAccount ? undefined : args.accountId,
          args.tagged,
        ),
        permissionsBoundary: args.boundaryArn,
      },
      child,
    );
    new iam.RolePolicy(
      `${name}-permissions`,
      { name: "permissions", role: role.name, policy: policyDocument(args.statements) },
      child,
    );
    this.arn = role.arn;
    this.roleName = role.name;
    this.registerOutputs({ arn: this.arn, roleName: this.roleName });
  }
}
