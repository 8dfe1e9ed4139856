import { EDGE_REGION } from "../place/regions";
import type { ServiceView } from "./service-view";
import { COLUMNS, graph, heading, metric, type Widget } from "./widgets";

const PERIOD_SECONDS = 300;

/** What the service stands on: its database. */
export function backgroundSection({ region, databaseCluster }: ServiceView): readonly Widget[] {
  if (databaseCluster === undefined) return [];
  const third = (title: string, name: string, left: string) =>
    graph({
      title,
      region,
      lines: [metric("AWS/RDS", name, { DBClusterIdentifier: databaseCluster }, { label: name })],
      width: COLUMNS / 3,
      stat: "Maximum",
      periodSeconds: PERIOD_SECONDS,
      left,
    });
  return [
    heading("Database", `The cluster ${databaseCluster}, by its busiest instance.`),
    third("Capacity in use", "ACUUtilization", "percent"),
    third("Connections", "DatabaseConnections", "connections"),
    third("Readers behind the writer", "AuroraReplicaLagMaximum", "milliseconds"),
  ];
}

/** What a visitor sees. */
export function checkSection({ region, checkName }: ServiceView): readonly Widget[] {
  if (checkName === undefined) return [];
  const ofCheck = (name: string, label: string) =>
    metric("CloudWatchSynthetics", name, { CanaryName: checkName }, { label });
  const half = { region, width: COLUMNS / 2, periodSeconds: PERIOD_SECONDS };
  return [
    heading("From outside", `What the check ${checkName} sees every five minutes.`),
    graph({
      ...half,
      title: "Runs in which every page came",
      lines: [ofCheck("SuccessPercent", "well")],
      stat: "Average",
      left: "percent",
      leftMax: 100,
    }),
    graph({
      ...half,
      title: "Time of a run",
      lines: [ofCheck("Duration", "all pages")],
      stat: "Maximum",
      left: "milliseconds",
    }),
  ];
}

/** What is kept off. */
export function firewallSection({ edgeFirewall }: ServiceView): readonly Widget[] {
  if (edgeFirewall === undefined) return [];
  const ofFirewall = (name: string, label: string) =>
    metric("AWS/WAFV2", name, { WebACL: edgeFirewall, Rule: "ALL" }, { label });
  return [
    heading("Firewall", `What ${edgeFirewall} lets through and refuses, at CloudFront.`),
    graph({
      title: "Requests",
      region: EDGE_REGION,
      lines: [ofFirewall("AllowedRequests", "let through"), ofFirewall("BlockedRequests", "refused")],
      width: COLUMNS,
      stat: "Sum",
      periodSeconds: PERIOD_SECONDS,
      left: "requests",
    }),
  ];
}

/** What waits for the service's workers. */
export function queueSection({ region, queues = {} }: ServiceView): readonly Widget[] {
  const words = Object.entries(queues);
  if (words.length === 0) return [];
  const half = (title: string, name: string, left: string) =>
    graph({
      title,
      region,
      lines: words.map(([word, queue]) => metric("AWS/SQS", name, { QueueName: queue }, { label: word })),
      width: COLUMNS / 2,
      stat: "Maximum",
      periodSeconds: PERIOD_SECONDS,
      left,
    });
  return [
    heading("Queues", "What waits for workers, and for how long."),
    half("Messages that wait", "ApproximateNumberOfMessagesVisible", "messages"),
    half("Age of the oldest", "ApproximateAgeOfOldestMessage", "seconds"),
  ];
}

/** What runs beside it in Kubernetes. */
export function kubernetesSection({ region, kubernetesCluster }: ServiceView): readonly Widget[] {
  if (kubernetesCluster === undefined) return [];
  const third = (title: string, name: string, left: string) =>
    graph({
      title,
      region,
      lines: [metric("ContainerInsights", name, { ClusterName: kubernetesCluster }, { label: name })],
      width: COLUMNS / 3,
      stat: "Maximum",
      periodSeconds: PERIOD_SECONDS,
      left,
    });
  return [
    heading("Kubernetes", `The cluster ${kubernetesCluster}.`),
    third("Nodes", "cluster_node_count", "nodes"),
    third("Nodes that are not well", "cluster_failed_node_count", "nodes"),
    third("Processor in use", "node_cpu_utilization", "percent"),
  ];
}
