import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { casesOf, refusals, type Inputs, type Step } from "./cases";
import { allow, document, role, roleArn, subnet, vpc } from "./things";

const tagging = (service: string): string =>
  document(allow(["sts:AssumeRole", "sts:TagSession"], { Principal: { Service: service } }));
const tagged = (name: string, service: string): Step =>
  role(name, service, { assumeRolePolicy: tagging(service) });

const ground: readonly Step[] = [
  tagged("control", "eks.amazonaws.com"),
  role("plain", "eks.amazonaws.com"),
  role("node", "ec2.amazonaws.com"),
  vpc(),
  subnet("a", 0, "a"),
  subnet("b", 1, "b"),
  subnet("a2", 2, "a"),
];

/** A cluster in Auto Mode in two subnets, by their names. */
const auto =
  ({ subnets = ["a", "b"], ...more }: Properties & { readonly subnets?: readonly string[] } = {}): Inputs =>
  (made) => ({
    name: "platform",
    roleArn: roleArn("control"),
    computeConfig: { enabled: true, nodePools: ["system"], nodeRoleArn: roleArn("node") },
    kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true } },
    storageConfig: { blockStorage: { enabled: true } },
    bootstrapSelfManagedAddons: false,
    vpcConfig: {
      subnetIds: (Array.isArray(subnets) ? subnets : []).map((name) => made(String(name)).id),
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
    },
    ...more,
  });
const platform: Step = { type: token.KUBERNETES_CLUSTER, name: "platform", inputs: auto() };

const clusters = casesOf("a cluster", token.KUBERNETES_CLUSTER, auto, ground);
const inside = [...ground, platform];
const inCluster = (inputs: Properties) => (more: Properties) => ({
  clusterName: "platform",
  ...inputs,
  ...more,
});

const entries = casesOf(
  "an access entry",
  token.ACCESS_ENTRY,
  inCluster({ principalArn: roleArn("people") }),
  [...inside, role("people"), tagged("argo", "capabilities.eks.amazonaws.com")],
);
const argoCd: Step = {
  type: token.CAPABILITY,
  name: "argo-cd",
  inputs: {
    clusterName: "platform",
    capabilityName: "argocd",
    type: "ARGOCD",
    roleArn: roleArn("argo"),
    deletePropagationPolicy: "RETAIN",
    configuration: {
      argoCd: { awsIdc: { idcInstanceArn: "arn:aws:sso:::instance/ssoins-0123456789abcdef" } },
    },
  },
};
const access = casesOf(
  "an access policy",
  token.ACCESS_POLICY,
  inCluster({
    principalArn: roleArn("people"),
    policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
    accessScope: { type: "cluster" },
  }),
  [
    ...inside,
    role("people"),
    role("nobody"),
    {
      type: token.ACCESS_ENTRY,
      name: "people-entry",
      inputs: { clusterName: "platform", principalArn: roleArn("people") },
    },
  ],
);
const pods = casesOf(
  "a pod's identity",
  token.POD_IDENTITY,
  inCluster({ namespace: "shop", serviceAccount: "shop", roleArn: roleArn("pods") }),
  [...inside, tagged("pods", "pods.eks.amazonaws.com"), role("untagged", "pods.eks.amazonaws.com")],
);
const addOns = casesOf(
  "an add-on",
  token.ADD_ON,
  inCluster({ addonName: "amazon-cloudwatch-observability" }),
  [...inside, tagged("pods", "pods.eks.amazonaws.com"), role("untagged", "pods.eks.amazonaws.com")],
);
const capabilities = casesOf(
  "a capability",
  token.CAPABILITY,
  (more: Properties) => ({ ...Object(argoCd.inputs), ...more }),
  [
    ...inside,
    tagged("argo", "capabilities.eks.amazonaws.com"),
    role("other", "capabilities.eks.amazonaws.com"),
  ],
);
const OFF = { enabled: false };
const identity = (roleName: string) => ({
  podIdentityAssociations: [{ serviceAccount: "cloudwatch-agent", roleArn: roleArn(roleName) }],
});

describe("the simulated AWS: EKS", () => {
  refusals([
    clusters(
      "that is half in Auto Mode",
      { storageConfig: { blockStorage: OFF } },
      /either fully enabled or fully disabled/,
      {
        computeConfig: OFF,
        kubernetesNetworkConfig: { elasticLoadBalancing: OFF },
        storageConfig: { blockStorage: OFF },
      },
    ),
    clusters(
      "in Auto Mode with add-ons of its own",
      { bootstrapSelfManagedAddons: true },
      /bootstrapSelfManagedAddons value to true is invalid/,
    ),
    clusters(
      "with pools and no role for nodes",
      { computeConfig: { enabled: true, nodePools: ["system"] } },
      /computeConfig takes a nodeRoleArn/,
    ),
    clusters(
      "whose role tags no sessions",
      { roleArn: roleArn("plain") },
      /sts:AssumeRole and sts:TagSession/,
    ),
    clusters(
      "whose nodes' role is not for machines",
      { computeConfig: { enabled: true, nodePools: ["system"], nodeRoleArn: roleArn("plain") } },
      /cannot be assumed by ec2/,
    ),
    clusters("in one zone", { subnets: ["a", "a2"] }, /two different AZs/),
    clusters("of a version that is gone", { version: "1.21" }, /version/, { version: "1.34" }),
    entries(
      "of a capability's role",
      { principalArn: roleArn("argo") },
      /already in use on this cluster/,
      {},
      [argoCd],
    ),
    access(
      "of somebody without an entry",
      { principalArn: roleArn("nobody") },
      /principalArn could not be found/,
    ),
    access(
      "for namespaces that it does not name",
      { accessScope: { type: "namespace" } },
      /takes namespaces/,
      { accessScope: { type: "namespace", namespaces: ["shop"] } },
    ),
    access("that is not AWS's", { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }, /access policies/),
    pods("by a role that takes no tags", { roleArn: roleArn("untagged") }, /pods\.eks\.amazonaws\.com do/),
    pods("that another has", {}, /Association already exists/, { serviceAccount: "cart" }, [
      {
        type: token.POD_IDENTITY,
        name: "shop",
        inputs: {
          clusterName: "platform",
          namespace: "shop",
          serviceAccount: "shop",
          roleArn: roleArn("pods"),
        },
      },
    ]),
    addOns("that Auto Mode has built in", { addonName: "kube-proxy" }, /addonName/),
    addOns(
      "by a role that takes no tags",
      identity("untagged"),
      /pods\.eks\.amazonaws\.com do/,
      identity("pods"),
    ),
    capabilities(
      "without Identity Center",
      { configuration: { argoCd: { namespace: "argocd" } } },
      /takes configuration\.argoCd/,
    ),
    capabilities(
      "by a role that takes no tags",
      { roleArn: roleArn("other") },
      /capabilities\.eks\.amazonaws\.com do/,
    ),
    capabilities(
      "of a type that is there",
      { capabilityName: "second" },
      /has a capability of this type/,
      {
        capabilityName: "second",
        type: "KRO",
        configuration: undefined,
      },
      [argoCd],
    ),
  ]);
});
