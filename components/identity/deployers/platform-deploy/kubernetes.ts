import { kubernetesKeyAlias } from "../../../names/names";
import { grantingOneKey } from "../../rights/keys";
import { named, ALL, TAGS, words, type Works } from "../../rights/work";
import { platform } from "./names";

const inCluster = (...kinds: readonly string[]) =>
  named("eks", (at) => kinds.map((kind) => `${kind}/${platform(at)}/*`));

/**
 * The cluster of Kubernetes and who comes into it: what the provider calls for their resource types [Terraform provider's
 * sources; AWS: Service authorization reference]. It keeps nothing that is not made again from its manifests.
 */
export const kubernetesWork: Works = {
  eks: [
    { actions: words("CreateCluster"), on: ALL },
    {
      actions:
        words(`CreateAccessEntry CreateAddon CreateCapability CreatePodIdentityAssociation DeleteCluster ${TAGS}
        UpdateClusterConfig UpdateClusterVersion`),
      on: named("eks", (at) => `cluster/${platform(at)}`),
    },
    {
      actions: words(
        `AssociateAccessPolicy DeleteAccessEntry DisassociateAccessPolicy ${TAGS} UpdateAccessEntry`,
      ),
      on: inCluster("access-entry"),
    },
    {
      // The add-on brings identities of its own pods.
      actions: words(`CreateAddon DeleteAddon DeletePodIdentityAssociation ${TAGS} UpdateAddon
        UpdatePodIdentityAssociation`),
      on: inCluster("addon", "podidentityassociation"),
    },
    { actions: words(`DeleteCapability ${TAGS} UpdateCapability`), on: inCluster("capability") },
  ],
  sso: [
    {
      // EKS makes Argo CD an application of IAM Identity Center, and lets its groups in, in the name of whoever makes the
      // capability [AWS: EKS workshop, policies of the Argo CD capability; tried: ministryofjustice/
      // modernisation-platform-environments, pull requests 17650 and 18225]. The application may be another account's.
      actions:
        words(`CreateApplication CreateApplicationAssignment DeleteApplication DeleteApplicationAccessScope
        DeleteApplicationAssignment DeleteApplicationAuthenticationMethod DeleteApplicationGrant
        DescribeApplication ListApplicationAssignments PutApplicationAccessScope
        PutApplicationAssignmentConfiguration PutApplicationAuthenticationMethod PutApplicationGrant`),
      on: () =>
        words(`arn:aws:sso:::instance/* arn:aws:sso::*:application/* arn:aws:sso::aws:applicationProvider/*`),
    },
  ],
  // EKS is granted the key of the cluster's secrets, in the name of whoever makes the cluster.
  kms: [grantingOneKey(({ stage }) => kubernetesKeyAlias(stage))],
};
