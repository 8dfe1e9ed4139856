import { aKey, arnIn, own, text, type Calls, type CallsByType, type Place } from "./calls";
import type { Registered } from "../../graph/graph";

/** A thing of a cluster's: who makes it is asked about the cluster, too. */
const inCluster =
  (kind: string, name: (thing: Registered) => string) =>
  (thing: Registered, at: Place): readonly string[] => {
    const cluster = text(thing, "clusterName");
    return [
      arnIn("eks", `cluster/${cluster}`, at),
      arnIn("eks", `${kind}/${cluster}/${name(thing)}/1a2b3c`, at),
    ];
  };

const ofCluster = (kind: string, calls: string, name: (thing: Registered) => string): Calls => ({
  service: "eks",
  make: `Create${calls} TagResource`,
  read: `Describe${calls}`,
  change: `Update${calls} UntagResource`,
  remove: `Delete${calls}`,
  on: inCluster(kind, name),
});

const principal = (thing: Registered) => {
  const [, , , , account, role = ""] = text(thing, "principalArn").split(":");
  return `role/${account}/${role.split("/").at(-1)}`;
};

/**
 * A cluster of Kubernetes, what is in it of AWS's own, and who comes into it; to whom roles are handed by AWS's own list
 * [AWS: Service authorization reference, API operations of EKS].
 */
export const kubernetesCalls: CallsByType = {
  "aws:eks/accessEntry:AccessEntry": ofCluster("access-entry", "AccessEntry", principal),
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    service: "eks",
    make: "AssociateAccessPolicy",
    read: "ListAssociatedAccessPolicies",
    remove: "DisassociateAccessPolicy",
    on: inCluster("access-entry", principal),
  },
  "aws:eks/addon:Addon": {
    ...ofCluster("addon", "Addon", (thing) => text(thing, "addonName")),
    // Identities of its pods come and go with it [AWS: Attach an IAM role to an add-on using Pod Identity].
    make: "CreateAddon CreatePodIdentityAssociation TagResource",
    change: "UpdateAddon UpdatePodIdentityAssociation UntagResource DescribeUpdate",
    remove: "DeleteAddon DeletePodIdentityAssociation",
    on: (thing, at) => [
      ...inCluster("addon", () => text(thing, "addonName"))(thing, at),
      ...inCluster("podidentityassociation", () => "a-1")(thing, at),
    ],
    passes: ["eks", "pods.eks"].map((to) => ({
      role: "podIdentityAssociations[].roleArn",
      to: `${to}.amazonaws.com`,
    })),
  },
  "aws:eks/capability:Capability": {
    service: "eks",
    // Argo CD becomes an application of IAM Identity Center, and its groups are let in.
    make: `CreateCapability TagResource sso:CreateApplication sso:CreateApplicationAssignment
      sso:DescribeApplication sso:ListApplicationAssignments sso:PutApplicationAccessScope
      sso:PutApplicationAssignmentConfiguration sso:PutApplicationAuthenticationMethod sso:PutApplicationGrant`,
    read: "DescribeCapability",
    change: `UpdateCapability UntagResource sso:CreateApplicationAssignment sso:DeleteApplicationAssignment`,
    remove: `DeleteCapability sso:DeleteApplication sso:DeleteApplicationAccessScope
      sso:DeleteApplicationAssignment sso:DeleteApplicationAuthenticationMethod sso:DeleteApplicationGrant`,
    on: (thing, at) => [
      ...inCluster("capability", () => `argocd/${text(thing, "capabilityName")}`)(thing, at),
      "arn:aws:sso:::instance/ssoins-1",
      "arn:aws:sso::999988887777:application/ssoins-1/apl-1",
      "arn:aws:sso::aws:applicationProvider/eks",
    ],
    // AWS's reference names EKS, its samples the capability's own service.
    passes: ["eks", "capabilities.eks"].map((to) => ({ role: "roleArn", to: `${to}.amazonaws.com` })),
  },
  "aws:eks/cluster:Cluster": {
    service: "eks",
    make: "CreateCluster TagResource kms:CreateGrant kms:DescribeKey",
    read: "DescribeCluster",
    change: "UpdateClusterConfig UpdateClusterVersion DescribeUpdate UntagResource",
    remove: "DeleteCluster",
    on: (thing, at) => [...own(thing), aKey(at)],
    passes: [
      { role: "roleArn", to: "eks.amazonaws.com" },
      { role: "computeConfig.nodeRoleArn", to: "eks.amazonaws.com" },
      { role: "computeConfig.nodeRoleArn", to: "ec2.amazonaws.com" },
    ],
    uses: "eks",
    // Of EKS's grant KMS does not say that it is for one of AWS's services [AWS: EKS, Encrypt Kubernetes secrets with KMS].
    context: (stage) => ({
      "kms:GrantIsForAWSResource": "false",
      "kms:ResourceAliases": `alias/strongroom-${stage}-kubernetes`,
    }),
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    ...ofCluster("podidentityassociation", "PodIdentityAssociation", () => "a-1"),
    passes: [{ role: "roleArn", to: "pods.eks.amazonaws.com" }],
  },
};
