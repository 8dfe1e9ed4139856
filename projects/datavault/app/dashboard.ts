import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { placed } from "../../../components/dashboard/layout";
import {
  COLUMNS,
  graph,
  heading,
  metric,
  type GraphArgs,
  type Line,
  type Widget,
} from "../../../components/dashboard/widgets";
import { METRICS_DIMENSION, METRICS_NAMESPACE } from "../../../components/functions/node-function";
import { serviceNames, workerNames } from "../names";
import { jobMetrics } from "./logs";
import { names, queues } from "./names";
import type { Surroundings } from "./surroundings";

/** What is only known once it is there. */
interface View {
  readonly stage: string;
  readonly region: string;
  /** The last part of the balancer's ARN. */
  readonly balancer: string;
  readonly database: string;
  readonly messageBroker: string;
}

const PERIOD_SECONDS = 300;

/** The page on which DataVault is seen: what waits, what fails, who works, and what all of it stands on. */
export function dashboard({ stage, base, place, opts }: Surroundings): void {
  const view = pulumi.output({
    stage,
    region: place.region,
    balancer: base.balancer.arnSuffix,
    database: base.database.instanceName,
    messageBroker: base.queue.brokerName,
  });
  new cloudwatch.Dashboard(
    "dashboard",
    {
      dashboardName: names(stage).dashboard,
      dashboardBody: pulumi.jsonStringify(view.apply(dashboardBody)),
    },
    opts,
  );
}

/** As CloudWatch takes it [AWS: Dashboard body structure and syntax]. All workers that can be are on it, however many run. */
export const dashboardBody = (view: View) => ({
  widgets: placed([jobs, people, tasks, ground].flatMap((section) => section(view))),
});

function jobs({ stage, region }: View): readonly Widget[] {
  const waiting = (queue: string) =>
    metric(
      METRICS_NAMESPACE,
      "QueuedMessages",
      { [METRICS_DIMENSION]: names(stage).queueWatch, queue },
      { label: queue },
    );
  const all = [queues.jobs, queues.events, ...workerNames.map(queues.restartOf)];
  return [
    heading(
      "Jobs",
      "What waits for a worker or for the broker, and what went wrong. A job in work counts as waiting.",
    ),
    half(region, "Messages in the queues", all.map(waiting), "messages", "Maximum"),
    half(
      region,
      "Jobs and audits that failed",
      jobMetrics.map((name) => metric(METRICS_NAMESPACE, name, {}, { label: name })),
      "lines of the log",
      "Sum",
    ),
  ];
}

function people({ region, balancer }: View): readonly Widget[] {
  const line = (name: string) =>
    metric("AWS/ApplicationELB", name, { LoadBalancer: balancer }, { label: name });
  return [
    heading(
      "People",
      "What the load balancer answers, and in which time all but one in twenty have their answer.",
    ),
    half(
      region,
      "Answers",
      ["HTTPCode_Target_2XX_Count", "HTTPCode_Target_4XX_Count", "HTTPCode_Target_5XX_Count"].map(line),
      "answers",
      "Sum",
    ),
    half(region, "Time to answer", [line("TargetResponseTime")], "seconds", "p95"),
  ];
}

function tasks({ stage, region }: View): readonly Widget[] {
  const { web, broker, worker } = serviceNames(stage);
  const services = [web, broker, ...workerNames.map(worker)];
  const ofEach = (namespace: string, name: string): readonly Line[] =>
    services.map((service) =>
      metric(
        namespace,
        name,
        { ClusterName: names(stage).cluster, ServiceName: service },
        { label: service },
      ),
    );
  return [
    heading("Tasks", "Web has two to four, broker and workers one each; a parked worker has none."),
    half(region, "Tasks that run", ofEach("ECS/ContainerInsights", "RunningTaskCount"), "tasks", "Average"),
    half(region, "Memory in use", ofEach("AWS/ECS", "MemoryUtilization"), "percent", "Maximum"),
  ];
}

function ground({ region, database, messageBroker }: View): readonly Widget[] {
  const ofDatabase = (name: string) =>
    metric("AWS/RDS", name, { DBInstanceIdentifier: database }, { label: name });
  const ofBroker = (name: string) => metric("AWS/AmazonMQ", name, { Broker: messageBroker }, { label: name });
  return [
    heading("Database and RabbitMQ", "What broker and workers stand on."),
    half(
      region,
      "Database",
      [ofDatabase("CPUUtilization"), ofDatabase("DatabaseConnections")],
      "percent, connections",
      "Maximum",
    ),
    half(
      region,
      "Memory of RabbitMQ",
      ["RabbitMQMemUsed", "RabbitMQMemLimit"].map(ofBroker),
      "bytes",
      "Maximum",
    ),
  ];
}

const half = (
  region: string,
  title: string,
  lines: readonly Line[],
  left: string,
  stat: GraphArgs["stat"],
): Widget => graph({ title, region, lines, left, stat, width: COLUMNS / 2, periodSeconds: PERIOD_SECONDS });
