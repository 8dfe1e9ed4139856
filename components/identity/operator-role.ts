import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, type Conditions, type OneOrMany, type Statement } from "./policy";

/** Who may take a role, and on what conditions. */
export interface TrustStatement {
  readonly Sid: string;
  readonly Principal: Readonly<Record<string, OneOrMany>>;
  readonly Action: "sts:AssumeRole" | "sts:AssumeRoleWithWebIdentity";
  readonly Condition?: Conditions;
}

export interface OperatorRoleArgs {
  /** Physical name, at most 64 characters. */
  readonly roleName: string;
  /** What the role is for; shown where people choose one. */
  readonly description: string;
  readonly trust: TrustStatement;
  /** What the role may do; at least one statement. */
  readonly statements: readonly Statement[];
  /** Permission boundary of the operators' roles. */
  readonly boundaryArn: pulumi.Input<string>;
}

/** AWS's shortest longest session [AWS: CreateRole]. */
const SESSION_SECONDS = 3600;

/** A role that people or their deploys take for an hour, with all that it may do in one inline policy. */
export class OperatorRole extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: OperatorRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:identity:OperatorRole", name, {}, opts);
    if (args.statements.length === 0)
      throw new pulumi.ResourceError("statements: at least one is needed", this);
    const child = { parent: this, protect: true, retainOnDelete: true };
    const role = new iam.Role(
      `${name}-role`,
      {
        name: args.roleName,
        description: args.description,
        assumeRolePolicy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [{ ...args.trust, Effect: "Allow" }],
        }),
        maxSessionDuration: SESSION_SECONDS,
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
    this.registerOutputs({ arn: this.arn });
  }
}
