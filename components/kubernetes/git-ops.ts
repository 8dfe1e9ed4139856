import * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { serviceTrust } from "../identity/policy";
import { accessPolicyArn } from "./cluster-access";

export interface GitOpsArgs {
  readonly clusterName: pulumi.Input<string>;
  /** Physical name of the role that Argo CD has. */
  readonly roleName: string;
  readonly accountId: pulumi.Input<string>;
  readonly boundaryArn: pulumi.Input<string>;
  /** IAM Identity Center, through which people sign in to Argo CD: it has no users of its own. */
  readonly identityCenter: { readonly instanceArn: string; readonly region: string };
  /** Ids of the groups in it that may change applications, and that may look at them. */
  readonly groupIds: { readonly admins: readonly string[]; readonly viewers: readonly string[] };
}

/**
 * Argo CD as EKS runs it, outside the cluster: it brings what a repository says into the cluster. Its role has no right in
 * AWS at all; what it may do is said by the cluster alone.
 */
export class GitOps extends pulumi.ComponentResource {
  /** Where people see it. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: GitOpsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:kubernetes:GitOps", name, {}, opts);
    const child = { parent: this };
    const { clusterName, identityCenter, groupIds } = args;
    const role = new iam.Role(
      `${name}-role`,
      {
        name: args.roleName,
        assumeRolePolicy: serviceTrust("capabilities.eks.amazonaws.com", args.accountId, {}),
        permissionsBoundary: args.boundaryArn,
      },
      child,
    );
    const argoCd = new eks.Capability(
      `${name}-argo-cd`,
      {
        clusterName,
        capabilityName: "argocd",
        type: "ARGOCD",
        roleArn: role.arn,
        // What it brought into the cluster stays there.
        deletePropagationPolicy: "RETAIN",
        configuration: {
          argoCd: {
            namespace: "argocd",
            awsIdc: { idcInstanceArn: identityCenter.instanceArn, idcRegion: identityCenter.region },
            rbacRoleMappings: mappings(groupIds),
          },
        },
      },
      child,
    );
    // EKS has made the role's access entry with the capability, and given it no right [AWS: Register target clusters].
    new eks.AccessPolicyAssociation(
      `${name}-policy`,
      {
        clusterName,
        principalArn: role.arn,
        policyArn: accessPolicyArn("administers"),
        accessScope: { type: "cluster" },
      },
      { ...child, dependsOn: [argoCd] },
    );
    this.url = argoCd.configuration.apply((made) => made?.argoCd?.serverUrl ?? "");
    this.registerOutputs({ url: this.url });
  }
}

const mappings = ({ admins, viewers }: GitOpsArgs["groupIds"]) =>
  Object.entries({ ADMIN: admins, VIEWER: viewers })
    .filter(([, ids]) => ids.length > 0)
    .map(([role, ids]) => ({ role, identities: ids.map((id) => ({ id, type: "SSO_GROUP" })) }));
