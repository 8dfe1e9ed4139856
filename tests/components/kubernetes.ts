import { AutoModeCluster, type AutoModeClusterArgs } from "../../components/kubernetes/auto-mode-cluster";
import { ClusterAccess } from "../../components/kubernetes/cluster-access";
import { GitOps } from "../../components/kubernetes/git-ops";
import { Observability } from "../../components/kubernetes/observability";
import { PodIdentity } from "../../components/kubernetes/pod-identity";
import { ServiceRole } from "../../components/identity/service-role";
import type { Graph } from "../graph/graph";
import { ACCOUNT, REGION, runComponent } from "./ground";

export const CLUSTER_NAME = "strongroom-pre-platform";
export const CLUSTER_ARN = `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/${CLUSTER_NAME}`;

/** A cluster with all that may be in it: people, Argo CD, what watches it, and one service. */
export const makeKubernetes = (others: Partial<AutoModeClusterArgs> = {}, preview = false): Promise<Graph> =>
  runComponent(({ boundaryArn, keyArn, subnetIds }, opts) => {
    const ours = { region: REGION, accountId: ACCOUNT, boundaryArn };
    const logs = { logsKeyArn: keyArn, logDays: 365 };
    const cluster = new AutoModeCluster(
      "platform",
      {
        clusterName: CLUSTER_NAME,
        version: "1.35",
        ...ours,
        ...logs,
        controlBoundaryArn: boundaryArn,
        subnetIds,
        secretsKeyArn: keyArn,
        deletionProtection: true,
        ...others,
      },
      opts,
    );
    const { clusterName, plainArn } = cluster;
    const people = new ServiceRole(
      "people",
      {
        roleName: "people",
        service: "lambda.amazonaws.com",
        accountId: ACCOUNT,
        boundaryArn,
        statements: [{ Sid: "Nothing", Effect: "Deny", Action: ["sqs:SendMessage"], Resource: "*" }],
      },
      opts,
    );
    new ClusterAccess("people", { clusterName, principalArn: people.arn, level: "reads" }, opts);
    new GitOps(
      "git-ops",
      {
        clusterName,
        roleName: `${CLUSTER_NAME}-argo-cd`,
        accountId: ACCOUNT,
        boundaryArn,
        identityCenter: { instanceArn: "arn:aws:sso:::instance/ssoins-1234567890abcdef", region: REGION },
        groupIds: { admins: ["admins"], viewers: [] },
      },
      opts,
    );
    new Observability(
      "observability",
      { clusterName, plainClusterName: CLUSTER_NAME, clusterArn: plainArn, ...ours, ...logs },
      opts,
    );
    new PodIdentity(
      "catalogue",
      {
        clusterName,
        roleName: `${CLUSTER_NAME}-catalogue`,
        pods: { namespace: "catalogue", serviceAccount: "catalogue" },
        clusterArn: plainArn,
        accountId: ACCOUNT,
        boundaryArn,
        statements: [
          {
            Sid: "SignIn",
            Effect: "Allow",
            Action: ["rds-db:connect"],
            Resource: `arn:aws:rds-db:${REGION}:${ACCOUNT}:dbuser:prx-1/orders_app`,
          },
        ],
      },
      opts,
    );
    return { nodeRoleName: cluster.nodeRoleName };
  }, preview);
