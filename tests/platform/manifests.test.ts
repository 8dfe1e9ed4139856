import * as assert from "node:assert/strict";
import * as path from "node:path";
import { stages } from "../../projects/estate";
import { listAt, textAt, textsAt } from "../../rehearsal/clouds/aws/values";
import { repositoryNames, signingSecretName } from "../../projects/platform/names";
import { committedConfig, estateStack } from "../graph/project";
import { argoCdOf, MANIFESTS, manifestsOf, schemaFaults, type Manifest } from "./manifests";
import { brokenPromises } from "./promises";

/** One thing of a kind, changed by its JSON text. */
const spoilt = (
  all: readonly Manifest[],
  kind: string,
  from: string | RegExp,
  to: string,
): readonly Manifest[] => {
  let done = false;
  const changed = all.map((each) => {
    if (each.kind !== kind) return each;
    const text = JSON.stringify(each);
    done ||= text.replace(from, "") !== text;
    return JSON.parse(text.replace(from, to));
  });
  assert.ok(done, `nothing of ${kind} is like ${from}`);
  return changed;
};

/** Faults that are planted, by what is promised: each is found, and nothing else is. */
const faults: Readonly<Record<string, readonly [kind: string, from: string | RegExp, to: string]>> = {
  "Deployment catalogue/catalogue: an image by its digest": ["Deployment", /@sha256:[0-9a-f]+/, ":latest"],
  "Deployment catalogue/catalogue: a user that is not root": [
    "Deployment",
    '"runAsNonRoot":true',
    '"runAsNonRoot":false',
  ],
  "Deployment catalogue/catalogue: a root file system that is read-only": [
    "Deployment",
    '"readOnlyRootFilesystem":true',
    '"readOnlyRootFilesystem":false',
  ],
  "Deployment catalogue/catalogue: no capabilities and no way to more rights": [
    "Deployment",
    '"drop":["ALL"]',
    '"drop":["NET_RAW"]',
  ],
  "Deployment catalogue/catalogue: requests and limits of processor and memory": [
    "Deployment",
    '"limits":{"cpu":"1","memory":"512Mi"}',
    '"limits":{"cpu":"1"}',
  ],
  "Deployment catalogue/catalogue: probes": ["Deployment", '"readinessProbe"', '"readinessProb"'],
  "Deployment catalogue/catalogue: two pods or more": ["Deployment", '"replicas":2', '"replicas":1'],
  "Deployment catalogue/catalogue: pods in every zone": ["Deployment", '"maxSkew":1', '"maxSkew":3'],
  "Deployment catalogue/catalogue: pods on nodes that Spot takes and on others": [
    "Deployment",
    "karpenter.sh/capacity-type",
    "kubernetes.io/hostname",
  ],
  "Deployment catalogue/catalogue: one pod at most taken away at a time": [
    "PodDisruptionBudget",
    '"maxUnavailable":1',
    '"maxUnavailable":"50%"',
  ],
  "Deployment catalogue/catalogue: 2 to 20 pods, by 60 % of their processor": [
    "HorizontalPodAutoscaler",
    '"minReplicas":2',
    '"minReplicas":1',
  ],
  "Deployment catalogue/catalogue: an identity of its own": [
    "Deployment",
    '"serviceAccountName":"catalogue"',
    '"serviceAccountName":"default"',
  ],
  "Deployment catalogue/catalogue: nodes on which nobody is reached unless a policy says so": [
    "NodeClass",
    "DefaultDeny",
    "DefaultAllow",
  ],
  "Namespace /catalogue: the label restricted": [
    "Namespace",
    '"pod-security.kubernetes.io/enforce":"restricted"',
    '"pod-security.kubernetes.io/enforce":"baseline"',
  ],
  "Namespace /catalogue: a policy by which nobody calls or is called": [
    "NetworkPolicy",
    '"podSelector":{},"policyTypes":["Ingress","Egress"]',
    '"podSelector":{},"policyTypes":["Ingress"]',
  ],
  "Namespace /catalogue: a quota": ["ResourceQuota", '"namespace":"catalogue"', '"namespace":"other"'],
  "network policies are kept to": [
    "ConfigMap",
    '"enable-network-policy-controller":"true"',
    '"enable-network-policy-controller":"false"',
  ],
  "no secret stands in a manifest": ["ServiceAccount", '"kind":"ServiceAccount"', '"kind":"Secret"'],
  "balancers are inside, and speak TLS alone": [
    "IngressClassParams",
    '"scheme":"internal"',
    '"scheme":"internet-facing"',
  ],
  "secrets are read as the pod itself, and kept nowhere in the cluster": [
    "SecretProviderClass",
    '"provider":"aws"',
    '"provider":"aws","secretObjects":[{"secretName":"kept"}]',
  ],
  "writes and reads go to hosts that differ": [
    "ConfigMap",
    /"DB_READER_HOST":"[^"]+"/,
    '"DB_READER_HOST":"products.proxy-example.eu-west-1.rds.amazonaws.com"',
  ],
};

describe("the platform's manifests", function () {
  this.timeout(60_000);
  const made = new Map<string, readonly Manifest[]>();
  before(async function () {
    this.timeout(600_000);
    for (const stage of stages) made.set(stage, await manifestsOf(stage));
  });
  const of = (stage: string) => made.get(stage) ?? [];

  for (const stage of stages) {
    it(`P21: keep every promise in ${stage}`, () => {
      assert.ok(of(stage).some(({ kind }) => kind === "Deployment"));
      assert.deepEqual(brokenPromises(of(stage)), []);
    });

    it(`are what Kubernetes takes in ${stage}, to its own schemas`, async () => {
      const own = of(stage).filter(({ apiVersion }) => !/karpenter|amazonaws|csi\.x-k8s/.test(apiVersion));
      assert.equal(await schemaFaults(own, "1.35"), "");
    });

    it(`P21: are in ${stage} what Argo CD may bring into the cluster, which may bring nothing else that is no namespace's`, () => {
      const [project, application] = argoCdOf(stage);
      const group = ({ apiVersion }: Manifest) => apiVersion.split("/").slice(0, -1).join();
      const ofNoNamespace = of(stage)
        .filter(({ metadata }) => metadata.namespace === undefined)
        .map((each) => `${group(each)} ${each.kind}`);
      assert.deepEqual(
        listAt(project, "spec.clusterResourceWhitelist[]")
          .map((may) => `${textAt(may, "group")} ${textAt(may, "kind")}`)
          .toSorted(),
        [...new Set(ofNoNamespace)].toSorted(),
      );
      assert.equal(textAt(application, "spec.source.path"), path.join("projects/platform/manifests", stage));
      assert.deepEqual(textsAt(project, "spec.sourceRepos[]"), [textAt(application, "spec.source.repoURL")]);
      assert.equal(textAt(application, "spec.project"), project?.metadata.name);
      const settings = committedConfig(estateStack("platform/app"), stage)["platform-app:kubernetes"] ?? "{}";
      assert.deepEqual(
        textsAt(project, "spec.roles[].groups[]"),
        textsAt(JSON.parse(settings), "gitOps.groupIds.viewers[]"),
      );
      assert.deepEqual(textsAt(project, "spec.roles[].policies[]"), [
        "p, proj:platform:looks, applications, get, platform/*, allow",
      ]);
    });

    it(`P21: name images of ${stage}'s own registry, and of repositories that platform/base makes`, () => {
      const account = { pre: "111122223333", pro: "444455556666" }[stage];
      const images = [...JSON.stringify(of(stage)).matchAll(/"image":"([^"]+)"/g)].map(([, image]) => image);
      const repositories = Object.values(repositoryNames(stage)).map(
        (name) => `${account}.dkr.ecr.eu-west-1.amazonaws.com/${name}`,
      );
      assert.ok(images.length > 0);
      for (const image of images) assert.ok(repositories.includes(String(image).split("@")[0] ?? ""), image);
    });
  }

  for (const [promise, [kind, from, to]] of Object.entries(faults))
    it(`P21: would be found to break a promise: ${promise}`, () => {
      assert.deepEqual(brokenPromises(spoilt(of("pre"), kind, from, to)), [promise]);
    });

  it("P21: would be found to speak without TLS, or to read secrets as the node", () => {
    const plain = spoilt(of("pre"), "Ingress", "HTTPS", "HTTP");
    assert.deepEqual(brokenPromises(plain), ["balancers are inside, and speak TLS alone"]);
    const asNode = spoilt(
      of("pre"),
      "SecretProviderClass",
      '"usePodIdentity":"true"',
      '"usePodIdentity":"false"',
    );
    assert.deepEqual(brokenPromises(asNode), [
      "secrets are read as the pod itself, and kept nowhere in the cluster",
    ]);
  });

  it("P21: mount the secrets that platform/app lets them read", () => {
    for (const stage of stages) {
      const [mounted] = of(stage).filter(({ kind }) => kind === "SecretProviderClass");
      assert.match(JSON.stringify(mounted), new RegExp(`objectName: ${signingSecretName(stage)}\\\\n`));
    }
  });

  it("would be found to be none of Kubernetes", async () => {
    const odd = spoilt(of("pre"), "Deployment", '"replicas":2', '"replicas":"two"');
    const own = odd.filter(({ kind }) => kind === "Deployment");
    assert.match(await schemaFaults(own, "1.35"), /^Deployment catalogue .*two/);
  });

  it("has a planted fault for every promise", () => {
    const nothing = [
      {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "catalogue", namespace: "catalogue" },
        spec: { template: { spec: { containers: [{}] } } },
      },
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "catalogue" } },
      { apiVersion: "v1", kind: "Secret", metadata: { name: "catalogue" } },
    ];
    assert.deepEqual(brokenPromises(nothing).toSorted(), Object.keys(faults).toSorted(), MANIFESTS);
  });
});
