import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../../../../components/identity/policy";
import { AutoModeCluster } from "../../../../components/kubernetes/auto-mode-cluster";
import { ClusterAccess } from "../../../../components/kubernetes/cluster-access";
import { GitOps } from "../../../../components/kubernetes/git-ops";
import { Observability } from "../../../../components/kubernetes/observability";
import { PodIdentity } from "../../../../components/kubernetes/pod-identity";
import { clusterBoundaryName, policyArn } from "../../../../components/names/names";
import { names } from "../names";
import { databaseOf, type PlatformGround } from "../place";
import type { Settings } from "../settings";
import { databaseStore } from "../workers/stores";
import { services, serviceWords } from "./services";

/** The cluster of Kubernetes, who comes in, what brings manifests there, and the identities of what they run. */
export function kubernetes(settings: Settings["kubernetes"], at: PlatformGround) {
  const { stage, ground, base, primary } = at;
  const { accountId, boundaryArn, network } = ground;
  const { cluster: plainClusterName, argoCdRole, podRole } = names(stage);
  const region = ground.regions.primary;
  const ours = { region, accountId, boundaryArn };
  const logs = { logsKeyArn: ground.keyArns.logs, logDays: ground.retention.logDays };
  const cluster = new AutoModeCluster(
    "platform",
    {
      clusterName: plainClusterName,
      version: settings.version,
      ...ours,
      controlBoundaryArn: accountId.apply((account) => policyArn(account, clusterBoundaryName(stage))),
      subnetIds: network.privateSubnetIds,
      secretsKeyArn: base.kubernetesKeyArn,
      ...logs,
      deletionProtection: settings.deletionProtection,
    },
    primary,
  );
  const { clusterName, plainArn: clusterArn } = cluster;
  for (const level of ["reads", "administers"] as const)
    for (const principalArn of settings.access[level])
      new ClusterAccess(
        `${level}-${principalArn.split("/").at(-1) ?? ""}`,
        { clusterName, principalArn, level },
        primary,
      );
  const { url } = new GitOps(
    "git-ops",
    { clusterName, roleName: argoCdRole, accountId, boundaryArn, ...settings.gitOps },
    primary,
  );
  new Observability(
    "observability",
    { clusterName, plainClusterName, clusterArn, ...ours, ...logs },
    primary,
  );
  const identities = serviceWords.map((word) => {
    const databaseWord = settings.services[word]?.database;
    const store =
      databaseWord === undefined
        ? undefined
        : databaseStore(
            databaseOf(base.databases, databaseWord, `kubernetes.services.${word}.database`),
            "app",
            at,
          );
    new PodIdentity(
      word,
      {
        clusterName,
        roleName: podRole(word),
        pods: services[word],
        clusterArn,
        accountId,
        boundaryArn,
        statements: [tellEvents(base), ...(store?.statements ?? [])],
      },
      primary,
    );
    return [word, store] as const;
  });
  return {
    argoCdUrl: url,
    /** What the stage's folder of manifests has to say (docs/platform.md). */
    manifests: {
      nodeRole: cluster.nodeRoleName,
      subnetIds: network.privateSubnetIds,
      clientGroupIds: pulumi.all(identities.flatMap(([, store]) => (store ? [store.groupId] : []))),
      settings: pulumi.output(
        Object.fromEntries(identities.map(([word, store]) => [word, store?.environment ?? {}])),
      ),
    },
  };
}

/** What every service may do: say what happened. */
const tellEvents = ({ events }: PlatformGround["base"]): Statement => ({
  Sid: "TellEvents",
  Effect: "Allow",
  Action: ["events:PutEvents"],
  Resource: events.busArn,
});
