import { API_PROGRAMS } from "./pipeline-sections";
import type { ReplicationView, StageView } from "./stage-view";
import {
  COLUMNS,
  graph,
  heading,
  metric,
  type GraphArgs,
  type Line,
  type LineOptions,
  type Widget,
} from "./widgets";

const PERIOD_SECONDS = 300;
/** S3 tells of replications no finer [AWS: Monitoring replication with metrics]. */
const REPLICATION_PERIOD_SECONDS = 300;

const COLOURS = { green: "#2ca02c", yellow: "#e6b800", red: "#d62728" } as const;

export function apiSection(view: StageView): readonly Widget[] {
  const { name, stageName } = view.api;
  const ofApi = (metricName: string, options: LineOptions): Line =>
    metric("AWS/ApiGateway", metricName, { ApiName: name, Stage: stageName }, options);
  const quarter = quarterGraph(view.region);
  const answers = Object.entries(API_PROGRAMS).flatMap(([program, prefix]) =>
    Object.entries({ Success: "answered", UserError: "refused", ServerError: "failed" }).map(
      ([kind, label]) =>
        metric(
          `${view.namespace}-${program}`,
          `${prefix}_HttpResponse_${kind}`,
          {},
          { label: `${program} ${label}` },
        ),
    ),
  );
  return [
    heading("The API", `${name}, stage ${stageName}: what clients ask, and how they are answered.`),
    quarter({ title: "Calls", lines: [ofApi("Count", { label: "calls" })], stat: "Sum", left: "calls" }),
    quarter({
      title: "Errors",
      lines: [
        ofApi("4XXError", { label: "4XX: the client's" }),
        ofApi("5XXError", { label: "5XX: ours", color: COLOURS.red }),
      ],
      stat: "Sum",
      left: "calls",
    }),
    quarter({
      title: "Time to answer",
      lines: [
        ofApi("Latency", { label: "half of the calls", stat: "p50" }),
        ofApi("Latency", { label: "all but one in ten", stat: "p90" }),
        ofApi("Latency", { label: "all but one in a hundred", stat: "p99" }),
      ],
      stat: "p50",
      left: "milliseconds",
    }),
    quarter({ title: "Answers of the programs behind it", lines: answers, stat: "Sum", left: "answers" }),
  ];
}

export function clusterSection(view: StageView): readonly Widget[] {
  if (view.domains.length === 0) return [];
  return [
    heading("The clusters", "Reporting and logging: whether they stand, and how much room they have."),
    ...view.domains.flatMap((domain) => domainWidgets(domain, view)),
  ];
}

function domainWidgets(domain: string, { accountId, region }: StageView): readonly Widget[] {
  const ofDomain = (name: string, options: LineOptions): Line =>
    metric("AWS/ES", name, { DomainName: domain, ClientId: accountId }, options);
  const quarter = quarterGraph(region);
  return [
    quarter({
      title: `${domain}: status`,
      lines: Object.entries(COLOURS).map(([label, color]) =>
        ofDomain(`ClusterStatus.${label}`, { label, color }),
      ),
      stat: "Maximum",
      left: "1 is yes",
      leftMax: 1,
    }),
    quarter({
      title: `${domain}: room on the fullest node`,
      lines: [ofDomain("FreeStorageSpace", { label: "free" })],
      stat: "Minimum",
      left: "MiB",
    }),
    quarter({
      title: `${domain}: work of the busiest node`,
      lines: [
        ofDomain("CPUUtilization", { label: "processor" }),
        ofDomain("JVMMemoryPressure", { label: "JVM memory pressure" }),
      ],
      stat: "Maximum",
      left: "percent",
      leftMax: 100,
    }),
    quarter({
      title: `${domain}: documents and searches`,
      lines: [ofDomain("IndexingRate", { label: "indexed" }), ofDomain("SearchRate", { label: "searches" })],
      stat: "Average",
      left: "in a minute",
    }),
  ];
}

/** What S3 tells of each rule [AWS: Monitoring replication with metrics]. */
const REPLICATION_METRICS = {
  ReplicationLatency: { title: "Behind", left: "seconds" },
  BytesPendingReplication: { title: "Bytes to be copied", left: "bytes" },
  OperationsPendingReplication: { title: "Objects to be copied", left: "objects" },
} as const;

export function replicationSection(view: StageView): readonly Widget[] {
  if (view.replications.length === 0) return [];
  return [
    heading("Replication", "How far the mirrors are behind their vaults; S3 promises 15 minutes."),
    ...Object.entries(REPLICATION_METRICS).map(([name, { title, left }]) =>
      graph({
        title,
        region: view.region,
        lines: view.replications.map((replication) => replicationLine(name, replication)),
        width: COLUMNS / 3,
        stat: "Maximum",
        periodSeconds: REPLICATION_PERIOD_SECONDS,
        left,
      }),
    ),
  ];
}

const replicationLine = (name: string, { source, destination, ruleId, region }: ReplicationView): Line =>
  metric(
    "AWS/S3",
    name,
    { SourceBucket: source, DestinationBucket: destination, RuleId: ruleId },
    { label: `${source} to ${destination}`, region },
  );

export function functionSection({ functions, region }: StageView): readonly Widget[] {
  if (functions.length === 0) return [];
  const ofEach = (title: string, name: string, stat: "Sum" | "Maximum", left: string) =>
    graph({
      title,
      region,
      lines: functions.map((each) => metric("AWS/Lambda", name, { FunctionName: each }, { label: each })),
      width: COLUMNS / 2,
      stat,
      periodSeconds: PERIOD_SECONDS,
      left,
    });
  return [
    heading("Functions", "Whether they fail, and how long they take."),
    ofEach("Errors", "Errors", "Sum", "errors"),
    ofEach("Longest run", "Duration", "Maximum", "milliseconds"),
  ];
}

const quarterGraph =
  (region: string) =>
  (args: Omit<GraphArgs, "region" | "width" | "periodSeconds">): Widget =>
    graph({ ...args, region, width: COLUMNS / 4, periodSeconds: PERIOD_SECONDS });
