import { z } from "zod";
import type { Graph } from "../graph/graph";

/** What the tests look at of a container. */
const Container = z.object({
  name: z.string(),
  image: z.string(),
  user: z.string(),
  readonlyRootFilesystem: z.boolean(),
  command: z.array(z.string()).optional(),
  environment: z.array(z.object({ name: z.string(), value: z.string() })),
  secrets: z.array(z.object({ name: z.string(), valueFrom: z.string() })).optional(),
});
type Container = z.infer<typeof Container>;

const none = (name: string): Container => {
  throw new Error(`there is no container ${name}`);
};

/** The containers of a task definition that the web service has. */
export function containersOf(
  graph: Graph,
  task: string,
): { readonly web: Container; readonly migrate: Container } {
  const { inputs } = graph.one("aws:ecs/taskDefinition:TaskDefinition", task);
  const all = z.array(Container).parse(JSON.parse(String(inputs["containerDefinitions"])));
  const named = (name: string) => all.find((container) => container.name === name) ?? none(name);
  return {
    get web() {
      return named("web");
    },
    get migrate() {
      return named("migrate");
    },
  };
}

/** What a container is told as plain text. */
export const valuesOf = ({ environment }: Container): Readonly<Record<string, string>> =>
  Object.fromEntries(environment.map(({ name, value }) => [name, value]));

export const dashboardOf = (graph: Graph): string =>
  graph.texts("aws:cloudwatch/dashboard:Dashboard", "dashboardBody").join();
