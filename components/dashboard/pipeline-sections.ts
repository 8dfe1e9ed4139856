import { chunk } from "es-toolkit/array";
import type { StageView, StepView } from "./stage-view";
import {
  alarmLamps,
  calculated,
  graph,
  heading,
  metric,
  numbers,
  COLUMNS,
  type Line,
  type Widget,
} from "./widgets";

const HOUR_SECONDS = 3600;
const QUEUE_PERIOD_SECONDS = 300;
/** Rows of the grid: low enough that many steps are seen at once. */
const STEP_HEIGHT = 5;
/** [AWS: Dashboard body structure and syntax] */
const ALARMS_OF_A_WIDGET = 100;

/** Steps whose successes are what an archivist counts, by their programs' metrics (storage-service.md 4.1, 4.4). */
const MILESTONES = { "bag-unpacker": "bags unpacked", "bag-register": "bags stored" } as const;

/** The APIs' programs count answers, not messages (storage-service.md 4.1). */
export const API_PROGRAMS = { "ingests-api": "IngestsApi", "bags-api": "BagsApi" } as const;

/** Alarms of the stage that are wanted first. */
export function alarmSection({ alarmArns = [] }: StageView): readonly Widget[] {
  if (alarmArns.length === 0) return [];
  return [
    heading("Alarms", "What is wrong now."),
    ...chunk([...alarmArns], ALARMS_OF_A_WIDGET).map((arns) => alarmLamps("Alarms", arns, COLUMNS)),
  ];
}

/** @throws when no step has the metrics that are counted */
export function ingestSection(view: StageView): readonly Widget[] {
  const workers = workerMetrics(view);
  const milestones = Object.entries(MILESTONES).map(([program, label]) => {
    const namespace = `${view.namespace}-${program}`;
    if (!workers.includes(namespace))
      throw new Error(
        `steps: no step has the metrics namespace ${namespace}, by which the dashboard counts ${label}; there are ${workers.join(", ")}`,
      );
    return outcome(namespace, "Successful", { label });
  });
  const failed = workers.map((namespace, position) =>
    outcome(namespace, "TerminalFailure", { id: `failed${position}`, visible: false }),
  );
  const lines = [...milestones, calculated('SUM(METRICS("failed"))', { label: "ingests failed" }), ...failed];
  return [
    heading("Ingests per hour", "What came in, what was stored, and what failed for good."),
    graph({
      title: "Per hour",
      region: view.region,
      lines,
      width: 18,
      stat: "Sum",
      periodSeconds: HOUR_SECONDS,
      left: "in an hour",
    }),
    numbers({ title: "In all, in the time shown", region: view.region, lines, width: 6, stat: "Sum" }),
  ];
}

export function stepSection(view: StageView): readonly Widget[] {
  return [
    heading(
      "The pipeline",
      "Each step in its order: how much waits or is in hand, how old the oldest message is, and how many tasks work on it.",
    ),
    ...view.steps.flatMap((step, position) => stepWidgets(step, position + 1, view)),
  ];
}

/** Two steps beside each other: a queue and the tasks take half of the grid together. */
function stepWidgets(step: StepView, number: number, view: StageView): readonly Widget[] {
  const title = `${number}. ${shortName(step, view)}: ${step.does}`;
  const half = COLUMNS / 2;
  const tasks = (width: number, as: string): Widget =>
    graph({
      title: as,
      region: view.region,
      lines: ["Running", "Desired"].map((kind) =>
        metric(
          "ECS/ContainerInsights",
          `${kind}TaskCount`,
          { ClusterName: view.clusterName, ServiceName: step.name },
          { label: kind.toLowerCase() },
        ),
      ),
      width,
      height: STEP_HEIGHT,
      stat: "Maximum",
      periodSeconds: QUEUE_PERIOD_SECONDS,
      left: "tasks",
    });
  if (step.queue === null) return [tasks(half, title)];
  return [queueGraph(title, step.queue.name, view), tasks(4, "tasks")];
}

function queueGraph(title: string, queueName: string, { region }: StageView): Widget {
  const ofQueue = { QueueName: queueName };
  return graph({
    title,
    region,
    lines: [
      calculated("waiting + inHand", { label: "waiting and in hand" }),
      metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", ofQueue, { id: "waiting", visible: false }),
      metric("AWS/SQS", "ApproximateNumberOfMessagesNotVisible", ofQueue, { id: "inHand", label: "in hand" }),
      metric("AWS/SQS", "ApproximateAgeOfOldestMessage", ofQueue, {
        label: "age of the oldest",
        yAxis: "right",
      }),
    ],
    width: 8,
    height: STEP_HEIGHT,
    stat: "Maximum",
    periodSeconds: QUEUE_PERIOD_SECONDS,
    left: "messages",
    right: "seconds",
  });
}

export function failureSection(view: StageView): readonly Widget[] {
  const failures = (title: string, result: "TerminalFailure" | "RetryableFailure") =>
    graph({
      title,
      region: view.region,
      lines: workerMetrics(view).map((namespace) =>
        outcome(namespace, result, { label: withoutNamespace(namespace, view) }),
      ),
      width: COLUMNS / 2,
      height: 8,
      stat: "Sum",
      periodSeconds: HOUR_SECONDS,
      left: "in an hour",
    });
  return [
    heading(
      "Failures",
      "By step. Only what failed for good ends an ingest; what can be tried again goes back to its queue.",
    ),
    failures("Failed for good", "TerminalFailure"),
    failures("To be tried again", "RetryableFailure"),
  ];
}

export function deadLetterSection(view: StageView): readonly Widget[] {
  const names = view.steps.flatMap(({ queue }) => (queue ? [queue.deadLetterName] : []));
  if (names.length === 0) return [];
  return [
    heading("Dead-letter queues", "Messages that were given up: look at each, mend the cause, send it back."),
    ...chunk(names, ALARMS_OF_A_WIDGET).map((some) =>
      alarmLamps(
        "Not empty",
        some.map((name) => `arn:aws:cloudwatch:${view.region}:${view.accountId}:alarm:${name}_not_empty`),
        COLUMNS / 2,
        8,
      ),
    ),
    graph({
      title: "Messages in dead-letter queues",
      region: view.region,
      lines: names.map((name) =>
        metric(
          "AWS/SQS",
          "ApproximateNumberOfMessagesVisible",
          { QueueName: name },
          { label: withoutNamespace(name, view) },
        ),
      ),
      width: COLUMNS / 2,
      height: 8,
      stat: "Maximum",
      periodSeconds: QUEUE_PERIOD_SECONDS,
      left: "messages",
    }),
  ];
}

/** The namespaces of all programs that work on messages, in the pipeline's order. */
function workerMetrics(view: StageView): readonly string[] {
  const apis = Object.keys(API_PROGRAMS).map((program) => `${view.namespace}-${program}`);
  return view.steps
    .flatMap(({ metricsNamespaces }) => metricsNamespaces)
    .filter((name) => !apis.includes(name));
}

/** What became of the messages of a program (storage-service.md 4.1). */
const outcome = (
  namespace: string,
  result: "Successful" | "RetryableFailure" | "TerminalFailure",
  options: Parameters<typeof metric>[3],
): Line => metric(namespace, `${namespace}/${result}`, {}, options);

const shortName = ({ name }: StepView, view: StageView): string => withoutNamespace(name, view);

/** Services are named with a hyphen behind the namespace, queues with an underscore. */
const withoutNamespace = (name: string, { namespace }: StageView): string =>
  ["-", "_"].some((joint) => name.startsWith(`${namespace}${joint}`))
    ? name.slice(namespace.length + 1)
    : name;
