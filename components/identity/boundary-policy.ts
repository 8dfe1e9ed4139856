import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { policyDocument, type Statement } from "./policy";
import { regionGuard } from "./region-guard";

export interface BoundaryPolicyArgs {
  /** Physical name. */
  readonly policyName: string;
  readonly description: string;
  /** All that a role with this boundary may ever do. */
  readonly statements: readonly Statement[];
  /** The stage's AWS regions: outside them it may do nothing. */
  readonly regions: readonly string[];
}

/** The policy of a permission boundary, which ends with what it refuses outside the stage's regions. It lasts as its roles do. */
export const boundaryPolicy = (
  name: string,
  { policyName, description, statements, regions }: BoundaryPolicyArgs,
  child: pulumi.CustomResourceOptions,
): iam.Policy =>
  new iam.Policy(
    `${name}-policy`,
    { name: policyName, description, policy: policyDocument([...statements, regionGuard(regions)]) },
    { ...child, protect: true, retainOnDelete: true },
  );
