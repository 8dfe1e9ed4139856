import * as pulumi from "@pulumi/pulumi";
import { boundaryPolicy } from "../identity/boundary-policy";
import { CLUSTER_TAG, clusterActions } from "./cluster-rights";

export interface ClusterBoundaryArgs {
  /** Physical name. */
  readonly policyName: string;
  /** What the names of clusters begin with: nobody else's sessions may do anything. */
  readonly clusterPrefix: string;
  /** The stage's AWS regions. */
  readonly regions: readonly string[];
}

/**
 * The permission boundary of the roles in which EKS works for clusters. It is apart from the workloads' own, so that no
 * workload can ever start a machine or hand a role to one. EKS alone tags a session with a cluster's name.
 */
export class ClusterBoundary extends pulumi.ComponentResource {
  constructor(name: string, args: ClusterBoundaryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:kubernetes:ClusterBoundary", name, {}, opts);
    boundaryPolicy(
      name,
      {
        policyName: args.policyName,
        description: "All that EKS may ever do for a cluster of this stage",
        statements: [
          {
            Sid: "MakeWhatClustersRunOn",
            Effect: "Allow",
            Action: clusterActions,
            Resource: "*",
            Condition: { StringLike: { [`aws:PrincipalTag/${CLUSTER_TAG}`]: `${args.clusterPrefix}*` } },
          },
        ],
        regions: args.regions,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
