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
