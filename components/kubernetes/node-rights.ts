import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../identity/policy";

export interface NodeRightsArgs {
  readonly clusterArn: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
}

/** Account of AWS's own add-ons' images in eu-west-1, eu-west-2 and eu-central-1 [AWS: View Amazon container image registries for Amazon EKS add-ons]. */
const ADD_ONS_ACCOUNT = "602401143452";

/** What a node may do: pull images of this account and of add-ons, and let pods have their own roles. It has no other right, and so no pod has one by it. */
export function nodeStatements({ clusterArn, region, accountId }: NodeRightsArgs): readonly Statement[] {
  const images = (account: pulumi.Input<string>) =>
    pulumi.interpolate`arn:aws:ecr:${region}:${account}:repository/*`;
  return [
    {
      Sid: "LetPodsTakeTheirRoles",
      Effect: "Allow",
      Action: ["eks-auth:AssumeRoleForPodIdentity"],
      Resource: clusterArn,
    },
    {
      Sid: "SignInToTheRegistry",
      Effect: "Allow",
      Action: ["ecr:GetAuthorizationToken"],
      Resource: "*",
    },
    {
      Sid: "PullImages",
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"],
      Resource: [images(accountId), images(ADD_ONS_ACCOUNT)],
    },
  ];
}
