import { z } from "zod";
import type { Graph, Registered } from "../../graph/graph";
import { NS } from "./places";
import type { ServiceFact } from "./services";

/** What was registered, in the shapes of the transcribed tables. */

const QUEUE = "aws:sqs/queue:Queue";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

const withoutNamespace = (name: unknown, separator: "_" | "-"): string =>
  String(name).replace(`${NS}${separator}`, "");

/** Every topic by its name, and the names of the queues that are subscribed to it. */
export function subscriptions(graph: Graph): Record<string, readonly string[]> {
  const last = (arn: unknown) => withoutNamespace(String(arn).split(":").at(-1), "_");
  const subscribed = graph
    .of("aws:sns/topicSubscription:TopicSubscription")
    .map(({ inputs }) => [last(inputs["topic"]), last(inputs["endpoint"])] as const);
  const topics = graph.of("aws:sns/topic:Topic").map(({ inputs }) => withoutNamespace(inputs["name"], "_"));
  return Object.fromEntries(
    topics.map((topic) => [
      topic,
      subscribed
        .filter(([from]) => from === topic)
        .map(([, queue]) => queue)
        .toSorted(),
    ]),
  );
}

const Redrive = z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() });
const Metrics = z.array(z.object({ metric: z.object({ period: z.number() }).optional() }));

/** Of every queue that has a dead-letter queue: visibility, receives, window of the alarm by which tasks go. */
export function queues(graph: Graph): Record<string, readonly [number, number, number | "not scaled"]> {
  const window = (name: unknown) => {
    const low = graph.of(ALARM).find(({ inputs }) => inputs["name"] === `${String(name)}_low`);
    const metric = Metrics.parse(low?.inputs["metricQueries"] ?? []).find((query) => query.metric)?.metric;
    return metric?.period ?? "not scaled";
  };
  const working = graph.of(QUEUE).filter(({ inputs }) => inputs["redrivePolicy"] !== undefined);
  return Object.fromEntries(
    working.map(({ inputs }) => [
      withoutNamespace(inputs["name"], "_"),
      [
        z.number().parse(inputs["visibilityTimeoutSeconds"]),
        Redrive.parse(JSON.parse(String(inputs["redrivePolicy"]))).maxReceiveCount,
        window(inputs["name"]),
      ] as const,
    ]),
  );
}

const Container = z.object({
  name: z.string(),
  image: z.string(),
  environment: z.array(z.object({ name: z.string(), value: z.string() })),
  secrets: z.array(z.object({ name: z.string(), valueFrom: z.string() })),
});

/** The containers of a service's task; the log router and the sidecar before the search cluster are left out. */
export function programs(graph: Graph, service: string) {
  const task = graph
    .of("aws:ecs/taskDefinition:TaskDefinition")
    .find(({ inputs }) => inputs["family"] === `${NS}-${service}`);
  return z
    .array(Container)
    .parse(JSON.parse(z.string().parse(task?.inputs["containerDefinitions"])))
    .filter(({ name }) => name !== "log_router" && name !== "search_proxy");
}

const imageName = (image: string): string => /([^/@]+)@/.exec(image)?.[1] ?? image;

/** Every service by its name. */
export function services(graph: Graph): Record<string, ServiceFact> {
  return Object.fromEntries(
    graph.of("aws:ecs/service:Service").map((service) => {
      const name = withoutNamespace(service.inputs["name"], "-");
      return [name, serviceFact(graph, name, service)];
    }),
  );
}

function serviceFact(graph: Graph, name: string, { inputs }: Registered): ServiceFact {
  const task = graph.one("aws:ecs/taskDefinition:TaskDefinition", `${name}-task`);
  const target = graph
    .of("aws:appautoscaling/target:Target")
    .find((scaled) => String(scaled.inputs["resourceId"]).endsWith(`/${NS}-${name}`));
  return {
    containers: Object.fromEntries(
      programs(graph, name).map((container) => [container.name, imageName(container.image)]),
    ),
    cpu: Number(task.inputs["cpu"]),
    memoryMiB: Number(task.inputs["memory"]),
    spot: JSON.stringify(inputs["capacityProviderStrategies"]).includes("FARGATE_SPOT"),
    tasks: target
      ? { most: z.number().parse(target.inputs["maxCapacity"]) }
      : { fixed: z.number().parse(inputs["desiredCount"]) },
  };
}

/** The variables of every program, by service and container. */
export function variables(graph: Graph): Record<string, Record<string, Record<string, string>>> {
  return Object.fromEntries(
    Object.keys(services(graph)).map((service) => [
      service,
      Object.fromEntries(
        programs(graph, service).map((container) => [
          container.name,
          Object.fromEntries(container.environment.map(({ name, value }) => [name, value])),
        ]),
      ),
    ]),
  );
}

/** The secrets of those programs that have any, by service: names of secrets. */
export function secrets(graph: Graph): Record<string, Record<string, string>> {
  const all = Object.keys(services(graph)).map((service) => {
    const own = programs(graph, service).flatMap((container) => container.secrets);
    const named = own.map(({ name, valueFrom }) => [
      name,
      valueFrom.replace("/aws/reference/secretsmanager/", ""),
    ]);
    return [service, Object.fromEntries(named)] as const;
  });
  return Object.fromEntries(all.filter(([, own]) => Object.keys(own).length > 0));
}

const Texts = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const Policy = z.object({
  Statement: z.array(z.object({ Effect: z.literal("Allow"), Action: Texts, Resource: Texts })),
});

/** What the role of each service is allowed: every action and resource. */
export function grants(graph: Graph): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.keys(services(graph)).map((service) => {
      const { policy } = graph.one(
        "aws:iam/rolePolicy:RolePolicy",
        `${service}-task-role-permissions`,
      ).inputs;
      const { Statement } = Policy.parse(JSON.parse(String(policy)));
      const lines = Statement.flatMap(({ Action, Resource }) =>
        Action.flatMap((action) => Resource.map((resource) => `${action} ${resource}`)),
      );
      return [service, [...new Set(lines)].toSorted()];
    }),
  );
}

/** Where a table that was transcribed and one that was observed differ: a line for each name. */
export function differences(
  expected: Readonly<Record<string, unknown>>,
  found: Readonly<Record<string, unknown>>,
): readonly string[] {
  return [...new Set([...Object.keys(expected), ...Object.keys(found)])].flatMap((name) => {
    const [one, other] = [canonical(expected[name]), canonical(found[name])];
    return one === other ? [] : [`${name}: expected ${one}, found ${other}`];
  });
}

/** One text for equal values, whatever the order of their members. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, member: unknown) =>
      typeof member === "object" && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).toSorted(([one], [other]) => (one < other ? -1 : 1)))
        : member,
    ) ?? "nothing"
  );
}
