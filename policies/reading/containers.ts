import type { Finding } from "../rule";
import type { Resource } from "./resource";
import { list, parsed, read, shown, type Value, withinAnyCase } from "./value";

export const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
export const SERVICE = "aws:ecs/service:Service";

/**
 * Judges every container of a task definition, sidecars included; definitions that cannot be read are refused as such.
 * What decodes them does not mind the case of a name, so a rule reads a container by `withinAnyCase`.
 */
export function* eachContainer(
  { props }: Resource,
  judge: (container: Value<unknown>, label: string) => Iterable<Finding>,
): Iterable<Finding> {
  const definitions = read(props, "containerDefinitions");
  // Unknown in a preview while what a container is told is not made yet; `up` judges it before the step.
  if (definitions.kind === "unknown") return;
  const containers = list(parsed(definitions));
  if (containers.kind !== "known")
    yield {
      found: `containerDefinitions is ${shown(containers)}`,
      expected: "a list of containers, as JSON",
    };
  else
    for (const [index, container] of containers.value.entries()) {
      const name = withinAnyCase(container, "name");
      yield* judge(container, `container ${name.kind === "known" ? shown(name) : index + 1}`);
    }
}
