import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, type AnyStatement } from "./policy";

export interface OperatorBoundaryArgs {
  /** Physical name. */
  readonly policyName: string;
  /** The roles that it bounds, in words. */
  readonly bounds: string;
  /** Everything that any of these roles may do. */
  readonly statements: readonly AnyStatement[];
}

/**
 * The permission boundary of the roles that people and deploys take: that of the workloads has nothing of what these
 * are for. A permission that is added to such a role by hand comes to nothing.
 */
export class OperatorBoundary extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: OperatorBoundaryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:identity:OperatorBoundary", name, {}, opts);
    const policy = new iam.Policy(
      `${name}-policy`,
      {
        name: args.policyName,
        description: `All that ${args.bounds} of this stage may ever do`,
        policy: policyDocument(args.statements),
      },
      { parent: this, protect: true, retainOnDelete: true },
    );
    this.arn = policy.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
