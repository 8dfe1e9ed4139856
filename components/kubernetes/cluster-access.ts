import * as eks from "@pulumi/aws/eks";
import * as pulumi from "@pulumi/pulumi";

/** AWS's own access policies, as the cluster is used by people [AWS: Review access policy permissions]. */
const POLICIES = {
  /** Reads everything but secrets. */
  reads: "AmazonEKSViewPolicy",
  /** Reads everything, secrets and the cluster's own settings too. */
  readsAll: "AmazonEKSAdminViewPolicy",
  /** May do anything. */
  administers: "AmazonEKSClusterAdminPolicy",
} as const;

export type AccessLevel = keyof typeof POLICIES;

export const accessPolicyArn = (level: AccessLevel): string =>
  `arn:aws:eks::aws:cluster-access-policy/${POLICIES[level]}`;

export interface ClusterAccessArgs {
  readonly clusterName: pulumi.Input<string>;
  /** ARN of a role, with its path where it has one. */
  readonly principalArn: pulumi.Input<string>;
  readonly level: AccessLevel;
}

/** Lets whoever has a role into a cluster, as far as it says. */
export class ClusterAccess extends pulumi.ComponentResource {
  constructor(name: string, args: ClusterAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:kubernetes:ClusterAccess", name, {}, opts);
    const child = { parent: this };
    const { clusterName, principalArn, level } = args;
    const entry = new eks.AccessEntry(
      `${name}-entry`,
      { clusterName, principalArn, type: "STANDARD" },
      child,
    );
    new eks.AccessPolicyAssociation(
      `${name}-policy`,
      {
        clusterName,
        principalArn: entry.principalArn,
        policyArn: accessPolicyArn(level),
        accessScope: { type: "cluster" },
      },
      child,
    );
    this.registerOutputs({});
  }
}
