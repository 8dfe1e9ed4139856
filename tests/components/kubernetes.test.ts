import * as assert from "node:assert/strict";
import { ClusterBoundary } from "../../components/kubernetes/cluster-boundary";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import { textAt, textsAt } from "../../rehearsal/clouds/aws/values";
import type { Graph } from "../graph/graph";
import { findingsOf } from "../policies/findings";
import { ACCOUNT, REGION, role, runComponent } from "./ground";
import { CLUSTER_ARN, CLUSTER_NAME, makeKubernetes } from "./kubernetes";
import { configurations } from "./pack-configurations";
import { allows, statementsOf } from "./policy-evaluation";

const CLUSTER = "aws:eks/cluster:Cluster";
const ASSOCIATION = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
const POLICY = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
const permissionsOf = (graph: Graph, name: string) =>
  graph.one("aws:iam/rolePolicy:RolePolicy", `${name}-permissions`).inputs["policy"];
const trustOf = (graph: Graph, name: string) =>
  graph.one("aws:iam/role:Role", `${name}-role`).inputs["assumeRolePolicy"];

describe("AutoModeCluster", () => {
  let graph: Graph;
  before(async () => {
    graph = await makeKubernetes();
  });
  const cluster = () => graph.one(CLUSTER, "platform-cluster");

  it("P8: has the three switches of Auto Mode on, AWS's add-ons off, and the pool of the system", () => {
    const { inputs } = cluster();
    assert.deepEqual(inputs["kubernetesNetworkConfig"], { elasticLoadBalancing: { enabled: true } });
    assert.deepEqual(inputs["storageConfig"], { blockStorage: { enabled: true } });
    assert.equal(inputs["bootstrapSelfManagedAddons"], false);
    assert.deepEqual(inputs["computeConfig"], {
      enabled: true,
      nodePools: ["general-purpose", "system"],
      nodeRoleArn: role(`${CLUSTER_NAME}-node`),
    });
    assert.equal(graph.outputs["nodeRoleName"], `${CLUSTER_NAME}-node`);
  });

  it("P8: is reached inside the VPC alone, by those who have an access entry", () => {
    const { inputs } = cluster();
    assert.deepEqual(inputs["accessConfig"], {
      authenticationMode: "API",
      bootstrapClusterCreatorAdminPermissions: false,
    });
    assert.equal(textsAt(inputs, "vpcConfig.subnetIds[]").length, 3);
    const { endpointPrivateAccess, endpointPublicAccess } = Object(inputs["vpcConfig"]);
    assert.deepEqual([endpointPrivateAccess, endpointPublicAccess], [true, false]);
  });

  it("P8: encrypts its secrets with the key that it is given, and is on a version in standard support", () => {
    const { inputs } = cluster();
    assert.match(textAt(inputs, "encryptionConfig.provider.keyArn"), /^arn:aws:kms:/);
    assert.deepEqual(textsAt(inputs, "encryptionConfig.resources[]"), ["secrets"]);
    assert.deepEqual(inputs["upgradePolicy"], { supportType: "STANDARD" });
    assert.deepEqual([inputs["version"], inputs["deletionProtection"]], ["1.35", true]);
  });

  it("P8: writes all five logs into a group that is there before, with a key and an end", () => {
    assert.deepEqual(cluster().inputs["enabledClusterLogTypes"], [
      "api",
      "audit",
      "authenticator",
      "controllerManager",
      "scheduler",
    ]);
    const log = graph.one("aws:cloudwatch/logGroup:LogGroup", "platform-log");
    assert.equal(log.inputs["name"], `/aws/eks/${CLUSTER_NAME}/cluster`);
    assert.equal(log.inputs["retentionInDays"], 365);
    assert.ok(cluster().dependsOn.includes(log.urn));
  });

  it("P6: may take EKS's time", () => {
    assert.deepEqual(cluster().timeouts, { create: "40m", update: "60m", delete: "30m" });
  });

  it("P8: is run by a role that EKS takes for this cluster alone, and tags", () => {
    const statements = statementsOf(trustOf(graph, "platform-control-role"));
    assert.deepEqual(
      statements.map(({ Action, Condition }) => [Action, Condition]),
      [
        [
          ["sts:AssumeRole", "sts:TagSession"],
          { ArnEquals: { "aws:SourceArn": [CLUSTER_ARN] }, StringEquals: { "aws:SourceAccount": [ACCOUNT] } },
        ],
      ],
    );
  });

  it("starts nodes for its own cluster alone, with the nodes' role and no other", () => {
    const policy = permissionsOf(graph, "platform-control-role");
    const may = (action: string, resource: string, context: Record<string, string> = {}) =>
      allows(policy, { principal: role("control"), action, resource, context });
    const instance = `arn:aws:ec2:${REGION}:${ACCOUNT}:instance/i-1`;
    const tag = "aws:RequestTag/eks:eks-cluster-name";
    assert.equal(may("ec2:RunInstances", instance, { [tag]: CLUSTER_NAME }), true);
    assert.equal(may("ec2:RunInstances", instance, { [tag]: "another" }), false);
    assert.equal(may("ec2:RunInstances", instance), false);
    const toEc2 = { "iam:PassedToService": "ec2.amazonaws.com" };
    assert.equal(may("iam:PassRole", role(`${CLUSTER_NAME}-node`), toEc2), true);
    assert.equal(may("iam:PassRole", role("strongroom-pre-custodian"), toEc2), false);
    assert.equal(may("ec2:TerminateInstances", instance, { [tag]: CLUSTER_NAME }), false);
  });

  it("P9: gives nodes the right to pull images and to let pods have their roles, and no other", () => {
    assert.deepEqual(
      statementsOf(permissionsOf(graph, "platform-node-role")).flatMap(({ Action }) => Action),
      [
        "eks-auth:AssumeRoleForPodIdentity",
        "ecr:GetAuthorizationToken",
        "ecr:BatchCheckLayerAvailability",
        "ecr:GetDownloadUrlForLayer",
        "ecr:BatchGetImage",
      ],
    );
  });

  it("refuses a version that is none, and a name that EKS or its roles would not take", async () => {
    await assert.rejects(
      makeKubernetes({ version: "latest" }),
      /version: one of Kubernetes, such as 1\.35, got latest/,
    );
    await assert.rejects(makeKubernetes({ clusterName: "a b" }), /clusterName: up to 50 letters.*got a b/);
  });
});

describe("in a cluster of Kubernetes", () => {
  let graph: Graph;
  before(async () => {
    graph = await makeKubernetes({}, true);
  });

  it("P9: pods of one service account take a role of their own, and those of another cannot", () => {
    const association = graph.one(ASSOCIATION, "catalogue-association").inputs;
    assert.deepEqual([association["namespace"], association["serviceAccount"]], ["catalogue", "catalogue"]);
    const trust = trustOf(graph, "catalogue-role");
    const takes = (tags: Record<string, string>) =>
      ["sts:AssumeRole", "sts:TagSession"].every((action) =>
        allows(trust, {
          principal: "pods.eks.amazonaws.com",
          action,
          resource: "*",
          context: {
            "aws:SourceAccount": ACCOUNT,
            "aws:SourceArn": CLUSTER_ARN,
            "aws:RequestTag/eks-cluster-arn": CLUSTER_ARN,
            "aws:RequestTag/kubernetes-namespace": "catalogue",
            "aws:RequestTag/kubernetes-service-account": "catalogue",
            ...tags,
          },
        }),
      );
    assert.equal(takes({}), true);
    assert.equal(takes({ "aws:RequestTag/kubernetes-namespace": "default" }), false);
    assert.equal(takes({ "aws:RequestTag/kubernetes-service-account": "default" }), false);
    assert.equal(takes({ "aws:SourceArn": `${CLUSTER_ARN}-2` }), false);
    assert.equal(takes({ "aws:SourceAccount": "999988887777" }), false);
  });

  it("P8: people read by their role, and Argo CD alone administers", () => {
    const levels = graph
      .of(POLICY)
      .map(({ name, inputs }) => [name, String(inputs["policyArn"]).split("/").at(-1)]);
    assert.deepEqual(levels, [
      ["people-policy", "AmazonEKSViewPolicy"],
      ["git-ops-policy", "AmazonEKSClusterAdminPolicy"],
    ]);
    const { inputs } = graph.one("aws:eks/capability:Capability", "git-ops-argo-cd");
    assert.deepEqual([inputs["type"], inputs["deletePropagationPolicy"]], ["ARGOCD", "RETAIN"]);
    assert.equal(
      graph.of("aws:iam/rolePolicy:RolePolicy").some(({ name }) => name.startsWith("git-ops")),
      false,
    );
  });

  it("P5: the add-on for observability is there, and its logs have a key and an end", () => {
    const { inputs, dependsOn } = graph.one("aws:eks/addon:Addon", "observability-add-on");
    assert.equal(inputs["addonName"], "amazon-cloudwatch-observability");
    const logs = graph
      .of("aws:cloudwatch/logGroup:LogGroup")
      .filter(({ inputs: log }) => String(log["name"]).startsWith("/aws/containerinsights/"));
    assert.equal(logs.length, 4);
    for (const log of logs) {
      assert.equal(log.inputs["retentionInDays"], 365);
      assert.ok(dependsOn.includes(log.urn), log.name);
    }
  });

  it("every policy is known in a preview", () => {
    for (const { name, inputs } of graph.of("aws:iam/rolePolicy:RolePolicy"))
      assert.equal(hasUnknown(inputs["policy"]), false, name);
  });

  for (const preview of [true, false])
    it(`the policy pack finds one thing ${preview ? "in a preview" : "when deployed"}: that Auto Mode starts nodes, with a role that it hands to them`, async () => {
      const found = await findingsOf(await makeKubernetes({}, preview), configurations, () => true);
      assert.equal(found.length, 1, found.join("\n"));
      assert.match(
        String(found[0]),
        /^iam-no-privilege-escalation: platform-control-role-role: .* by iam:PassRole .* and ec2:RunInstances/,
      );
    });
});

describe("ClusterBoundary", () => {
  it("lets EKS work for clusters of its stage, and no other session do anything", async () => {
    const graph = await runComponent(
      (_ground, opts) =>
        void new ClusterBoundary(
          "boundary",
          { policyName: "cluster-boundary", clusterPrefix: "strongroom-pre-", regions: [REGION] },
          opts,
        ),
    );
    const { inputs, protect } = graph.one("aws:iam/policy:Policy", "boundary-policy");
    assert.equal(protect, true);
    const may = (action: string, tags: Record<string, string>, region = REGION) =>
      allows(inputs["policy"], {
        principal: role("any"),
        action,
        resource: "*",
        context: { "aws:RequestedRegion": region, ...tags },
      });
    const ofCluster = { "aws:PrincipalTag/eks:eks-cluster-name": CLUSTER_NAME };
    assert.equal(may("ec2:RunInstances", ofCluster), true);
    assert.equal(may("ec2:RunInstances", ofCluster, "us-east-1"), false);
    assert.equal(may("ec2:RunInstances", {}), false);
    assert.equal(may("ec2:RunInstances", { "aws:PrincipalTag/eks:eks-cluster-name": "another" }), false);
    assert.equal(may("s3:GetObject", ofCluster), false);
  });
});
