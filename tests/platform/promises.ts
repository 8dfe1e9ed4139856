import { listAt, numberAt, textAt, textsAt } from "../../rehearsal/clouds/aws/values";
import type { Manifest } from "./manifests";

const named = ({ kind, metadata }: Manifest) => `${kind} ${metadata.namespace ?? ""}/${metadata.name}`;
const POD = "spec.template.spec";

/** What is promised of each Deployment (webservice-and-platform.md P21), and whether it is so. */
const ofDeployment: Readonly<Record<string, (deployment: Manifest, all: readonly Manifest[]) => boolean>> = {
  "an image by its digest": (deployment) =>
    containersOf(deployment).every((each) => /@sha256:[0-9a-f]{64}$/.test(textAt(each, "image"))),
  "a user that is not root": (deployment) =>
    listAt(deployment, `${POD}.securityContext.runAsNonRoot`)[0] === true &&
    (numberAt(deployment, `${POD}.securityContext.runAsUser`) ?? 0) > 0,
  "a root file system that is read-only": (deployment) =>
    containersOf(deployment).every(
      (each) => listAt(each, "securityContext.readOnlyRootFilesystem")[0] === true,
    ),
  "no capabilities and no way to more rights": (deployment) =>
    containersOf(deployment).every(
      (each) =>
        textsAt(each, "securityContext.capabilities.drop[]").includes("ALL") &&
        listAt(each, "securityContext.allowPrivilegeEscalation")[0] === false,
    ) && textAt(deployment, `${POD}.securityContext.seccompProfile.type`) === "RuntimeDefault",
  "requests and limits of processor and memory": (deployment) =>
    containersOf(deployment).every((each) =>
      ["requests", "limits"].every((kind) =>
        ["cpu", "memory"].every((what) => textAt(each, `resources.${kind}.${what}`) !== ""),
      ),
    ),
  probes: (deployment) =>
    containersOf(deployment).every((each) =>
      ["startup", "readiness", "liveness"].every((kind) => textAt(each, `${kind}Probe.httpGet.path`) !== ""),
    ),
  "two pods or more": (deployment) => (numberAt(deployment, "spec.replicas") ?? 0) >= 2,
  "pods in every zone": (deployment) =>
    listAt(deployment, `${POD}.topologySpreadConstraints[]`).some(
      (spread) =>
        numberAt(spread, "maxSkew") === 1 &&
        textAt(spread, "topologyKey") === "topology.kubernetes.io/zone" &&
        textAt(spread, "whenUnsatisfiable") === "DoNotSchedule",
    ),
  "one pod at most taken away at a time": (deployment, all) =>
    beside("PodDisruptionBudget", deployment, all).some(
      (budget) => numberAt(budget, "spec.maxUnavailable") === 1 && selects(budget, deployment),
    ),
  "2 to 20 pods, by 60 % of their processor": (deployment, all) =>
    beside("HorizontalPodAutoscaler", deployment, all).some(
      (scaler) =>
        textAt(scaler, "spec.scaleTargetRef.name") === deployment.metadata.name &&
        numberAt(scaler, "spec.minReplicas") === 2 &&
        numberAt(scaler, "spec.maxReplicas") === 20 &&
        numberAt(scaler, "spec.metrics[].resource.target.averageUtilization") === 60,
    ),
  "an identity of its own": (deployment, all) => {
    const account = textAt(deployment, `${POD}.serviceAccountName`);
    const users = beside("Deployment", deployment, all).filter(
      (other) => textAt(other, `${POD}.serviceAccountName`) === account,
    );
    return account !== "" && account !== "default" && users.length === 1;
  },
  "nodes on which nobody is reached unless a policy says so": (deployment, all) => {
    const pool = textAt(deployment, `${POD}.nodeSelector.strongroom/pool`);
    const pools = all.filter(
      (each) =>
        each.kind === "NodePool" && textAt(each, "spec.template.metadata.labels.strongroom/pool") === pool,
    );
    const closed = all
      .filter((each) => each.kind === "NodeClass" && textAt(each, "spec.networkPolicy") === "DefaultDeny")
      .map(({ metadata }) => metadata.name);
    return (
      pools.length > 0 &&
      pools.every((each) => closed.includes(textAt(each, "spec.template.spec.nodeClassRef.name")))
    );
  },
};

/** What is promised of each namespace. */
const ofNamespace: typeof ofDeployment = {
  "the label restricted": ({ metadata }) =>
    metadata.labels?.["pod-security.kubernetes.io/enforce"] === "restricted",
  "a policy by which nobody calls or is called": (namespace, all) =>
    all.some(
      (each) =>
        each.kind === "NetworkPolicy" &&
        each.metadata.namespace === namespace.metadata.name &&
        Object.keys(Object(at(each, "spec.podSelector"))).length === 0 &&
        ["Ingress", "Egress"].every((way) => textsAt(each, "spec.policyTypes[]").includes(way)) &&
        listAt(each, "spec.ingress[]").length + listAt(each, "spec.egress[]").length === 0,
    ),
  "a quota": (namespace, all) =>
    all.some((each) => each.kind === "ResourceQuota" && each.metadata.namespace === namespace.metadata.name),
};

/** What is promised of the whole cluster. */
const ofCluster: Readonly<Record<string, (all: readonly Manifest[]) => boolean>> = {
  "network policies are kept to": (all) =>
    all.some(
      (each) =>
        each.kind === "ConfigMap" &&
        each.metadata.name === "amazon-vpc-cni" &&
        textAt(each, "data.enable-network-policy-controller") === "true",
    ),
  "no secret stands in a manifest": (all) => all.every(({ kind }) => kind !== "Secret"),
  "writes and reads go to hosts that differ": (all) => {
    const told = all.filter((each) => textAt(each, "data.DB_WRITER_HOST") !== "");
    return (
      told.length > 0 &&
      told.every((each) => {
        const reader = textAt(each, "data.DB_READER_HOST");
        return reader !== "" && reader !== textAt(each, "data.DB_WRITER_HOST");
      })
    );
  },
};

/** Every promise of P21 that manifests do not keep. */
export function brokenPromises(all: readonly Manifest[]): readonly string[] {
  const of = (kind: string, promises: typeof ofDeployment) =>
    all
      .filter((each) => each.kind === kind)
      .flatMap((each) =>
        Object.entries(promises)
          .filter(([, isKept]) => !isKept(each, all))
          .map(([promise]) => `${named(each)}: ${promise}`),
      );
  return [
    ...of("Deployment", ofDeployment),
    ...of("Namespace", ofNamespace),
    ...Object.entries(ofCluster)
      .filter(([, isKept]) => !isKept(all))
      .map(([promise]) => promise),
  ];
}

const at = (value: unknown, path: string): unknown => listAt(value, path)[0];
const containersOf = (deployment: Manifest) => listAt(deployment, `${POD}.containers[]`);
const beside = (kind: string, { metadata }: Manifest, all: readonly Manifest[]) =>
  all.filter((each) => each.kind === kind && each.metadata.namespace === metadata.namespace);
const selects = (budget: Manifest, deployment: Manifest) =>
  JSON.stringify(at(budget, "spec.selector.matchLabels")) ===
  JSON.stringify(at(deployment, "spec.selector.matchLabels"));
