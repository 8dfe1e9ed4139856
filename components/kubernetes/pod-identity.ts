import * as eks from "@pulumi/aws/eks";
import * as pulumi from "@pulumi/pulumi";
import type { Conditions, Statement } from "../identity/policy";
import { ServiceRole } from "../identity/service-role";

/** The service account of Kubernetes that pods run as. */
export interface PodsOf {
  readonly namespace: string;
  readonly serviceAccount: string;
}

export interface PodRoleArgs {
  /** Physical name, at most 64 characters. */
  readonly roleName: string;
  readonly pods: PodsOf;
  /** ARN of the cluster, known by its name. */
  readonly clusterArn: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
  /** Permission boundary of the stage. */
  readonly boundaryArn: pulumi.Input<string>;
  /** All that its pods may do; at least one statement. */
  readonly statements: readonly Statement[];
}

export interface PodIdentityArgs extends PodRoleArgs {
  /** The cluster, as an output of it. */
  readonly clusterName: pulumi.Input<string>;
}

/**
 * Who may take a pod's role: EKS Pod Identity, for one cluster, namespace and service account, by the tags that it puts on
 * its sessions [AWS: Pod Identity: abac, list of session tags added].
 */
const heldTo = ({ pods, clusterArn }: PodRoleArgs): Conditions => ({
  ArnEquals: { "aws:SourceArn": clusterArn },
  StringEquals: {
    "aws:RequestTag/eks-cluster-arn": clusterArn,
    "aws:RequestTag/kubernetes-namespace": pods.namespace,
    "aws:RequestTag/kubernetes-service-account": pods.serviceAccount,
  },
});

/** A role for the pods of one service account, and for nobody else. */
export const podRole = (
  name: string,
  args: PodRoleArgs,
  opts: pulumi.ComponentResourceOptions,
): ServiceRole =>
  new ServiceRole(
    name,
    {
      roleName: args.roleName,
      service: "pods.eks.amazonaws.com",
      accountId: args.accountId,
      tagged: heldTo(args),
      boundaryArn: args.boundaryArn,
      statements: args.statements,
    },
    opts,
  );

/** The one identity that a service in Kubernetes has: a role of its own, given to its pods without a key. */
export class PodIdentity extends pulumi.ComponentResource {
  constructor(name: string, args: PodIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:kubernetes:PodIdentity", name, {}, opts);
    const child = { parent: this };
    const role = podRole(`${name}-role`, args, child);
    new eks.PodIdentityAssociation(
      `${name}-association`,
      { clusterName: args.clusterName, ...args.pods, roleArn: role.arn },
      { ...child, dependsOn: [role] },
    );
    this.registerOutputs({});
  }
}
