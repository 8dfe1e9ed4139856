import { placed, type PlacedWidget } from "./layout";
import {
  backgroundSection,
  checkSection,
  firewallSection,
  kubernetesSection,
  queueSection,
} from "./service-surroundings";
import type { ServiceView } from "./service-view";
import { BURN_RATES, FAILED_SHARE, FAILURE_METRICS, failingPercent, OBJECTIVES } from "../watch/objectives";
import {
  alarmLamps,
  calculated,
  COLUMNS,
  graph,
  heading,
  metric,
  numbers,
  type Line,
  type LineOptions,
  type Widget,
} from "./widgets";

const PERIOD_SECONDS = 300;

/** From above: whether the promises are kept, then what the requests meet, then what the service stands on. */
const SECTIONS: readonly ((view: ServiceView) => readonly Widget[])[] = [
  alarmSection,
  objectiveSection,
  targetSection,
  taskSection,
  queueSection,
  kubernetesSection,
  backgroundSection,
  checkSection,
  firewallSection,
];

/**
 * A service's dashboard as CloudWatch takes it [AWS: Dashboard body structure and syntax].
 * @throws when there are no target groups
 */
export function serviceBody(view: ServiceView): { readonly widgets: readonly PlacedWidget[] } {
  if (Object.keys(view.targetGroups).length === 0)
    throw new Error("targetGroups: name every target group of the service, at least one");
  return { widgets: placed(SECTIONS.flatMap((section) => section(view))) };
}

function alarmSection({ alarmArns = [] }: ServiceView): readonly Widget[] {
  return alarmArns.length === 0 ? [] : [alarmLamps("Alarms", alarmArns, COLUMNS, 3)];
}

function objectiveSection(view: ServiceView): readonly Widget[] {
  const { availabilityPercent, p95Seconds } = OBJECTIVES;
  const { region } = view;
  const lines = availability(view);
  return [
    heading(
      view.serviceName,
      `Promised: ${availabilityPercent} % of all requests answered without a fault of ours, and all but one in twenty within ${p95Seconds} s.`,
    ),
    numbers({
      title: "Availability in all of the time shown",
      region,
      lines,
      width: COLUMNS / 4,
      stat: "Sum",
    }),
    graph({
      title: "Availability",
      region,
      lines,
      width: (COLUMNS * 3) / 8,
      stat: "Sum",
      periodSeconds: PERIOD_SECONDS,
      left: "percent",
      leftMax: 100,
      levels: { promised: availabilityPercent },
    }),
    graph({
      title: "Time to answer: all but one in twenty",
      region,
      lines: ofEachGroup(view, "TargetResponseTime", "p95"),
      width: (COLUMNS * 3) / 8,
      stat: "p95",
      periodSeconds: PERIOD_SECONDS,
      left: "seconds",
      levels: { promised: p95Seconds },
    }),
    graph({
      title: "Errors by the hour, and when too many are spent",
      region,
      lines: failing(view),
      width: COLUMNS,
      stat: "Sum",
      periodSeconds: BURN_RATES.fast.longMinutes * 60,
      left: "percent",
      levels: {
        [BURN_RATES.fast.spends]: failingPercent("fast"),
        [BURN_RATES.slow.spends]: failingPercent("slow"),
      },
    }),
  ];
}

/** What the load balancer itself refuses for want of a healthy task counts as the tasks' own faults do. */
const availability = (view: ServiceView): readonly Line[] => [
  ...counted(view),
  calculated(`100 * (1 - ${FAILED_SHARE})`, {
    id: "availability",
    label: "answered without a fault of ours",
  }),
];

const failing = (view: ServiceView): readonly Line[] => [
  ...counted(view),
  calculated(`100 * ${FAILED_SHARE}`, { id: "failing", label: "failed in an hour" }),
];

const counted = ({ loadBalancer }: ServiceView): readonly Line[] =>
  Object.entries(FAILURE_METRICS).map(([id, name]) =>
    metric("AWS/ApplicationELB", name, { LoadBalancer: loadBalancer }, { id, visible: false }),
  );

function targetSection(view: ServiceView): readonly Widget[] {
  const quarter = (title: string, name: string, stat: "Sum" | "Minimum" | "Maximum", left: string) =>
    graph({
      title,
      region: view.region,
      lines: ofEachGroup(view, name),
      width: COLUMNS / 4,
      stat,
      periodSeconds: PERIOD_SECONDS,
      left,
    });
  return [
    heading("Requests", "What comes to each target group; a deployment moves it from one to the other."),
    quarter("Requests of each task", "RequestCountPerTarget", "Sum", "requests"),
    quarter("Faults of ours (5XX)", "HTTPCode_Target_5XX_Count", "Sum", "answers"),
    quarter("Refused (4XX)", "HTTPCode_Target_4XX_Count", "Sum", "answers"),
    quarter("Tasks that are not well", "UnHealthyHostCount", "Maximum", "tasks"),
  ];
}

function taskSection({ region, clusterName, serviceName }: ServiceView): readonly Widget[] {
  const of = { ClusterName: clusterName, ServiceName: serviceName };
  const half = { region, width: COLUMNS / 2, periodSeconds: PERIOD_SECONDS };
  const line = (namespace: string, name: string, options: LineOptions) =>
    metric(namespace, name, of, options);
  return [
    heading("Tasks", `Those of ${serviceName} in the cluster ${clusterName}.`),
    graph({
      ...half,
      title: "Tasks",
      lines: [
        line("ECS/ContainerInsights", "RunningTaskCount", { label: "running" }),
        line("ECS/ContainerInsights", "DesiredTaskCount", { label: "wanted" }),
      ],
      stat: "Average",
      left: "tasks",
    }),
    graph({
      ...half,
      title: "What they need of what they have",
      lines: [
        line("AWS/ECS", "CPUUtilization", { label: "processor" }),
        line("AWS/ECS", "MemoryUtilization", { label: "memory" }),
      ],
      stat: "Average",
      left: "percent",
      leftMax: 100,
    }),
  ];
}

function ofEachGroup(
  { loadBalancer, targetGroups }: ServiceView,
  name: string,
  stat?: LineOptions["stat"],
): readonly Line[] {
  return Object.entries(targetGroups).map(([label, targetGroup]) =>
    metric(
      "AWS/ApplicationELB",
      name,
      { LoadBalancer: loadBalancer, TargetGroup: targetGroup },
      stat === undefined ? { label } : { label, stat },
    ),
  );
}
