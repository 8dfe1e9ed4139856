import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { eachContainer, TASK_DEFINITION } from "../reading/containers";
import { flag, is, list, read, shown, text, type Value, within, withinAnyCase } from "../reading/value";
import { type Finding, rule } from "../rule";

/** Whose processes and memory a task may share without sharing the host's. */
const OWN_MODES = { pidMode: ["task"], ipcMode: ["task", "none"] };

export const ecsContainerNotPrivileged = rule({
  name: "ecs-container-not-privileged",
  why: "What reaches its host's kernel, processes or files reaches every other task there",
  level: "mandatory",
  severity: "high",
  framework: securityHub("ECS.3, ECS.4"),
  tags: ["CKV_AWS_334", "CKV_AWS_335"],
  remedy: "Take it away: on Fargate there is no host to reach.",
  reads: parameters.pick({}),
  types: [TASK_DEFINITION],
  *resource(task) {
    yield* eachContainer(task, privileges);
    for (const [property, own] of Object.entries(OWN_MODES)) {
      const mode = text(read(task.props, property));
      if (mode.kind !== "missing" && !own.some((each) => is(mode, each)))
        yield { found: `${property} is ${shown(mode)}`, expected: `${own.join(", ")} or none given` };
    }
    yield* hostPaths(list(read(task.props, "volumes")));
  },
});

function* privileges(container: Value<unknown>, label: string): Iterable<Finding> {
  const privileged = flag(withinAnyCase(container, "privileged"));
  if (privileged.kind !== "missing" && !is(privileged, false))
    yield { found: `privileged of ${label} is ${shown(privileged)}`, expected: "false" };
  const capabilities = withinAnyCase(withinAnyCase(container, "linuxParameters"), "capabilities");
  const added = list(withinAnyCase(capabilities, "add"));
  const none = added.kind === "missing" || (added.kind === "known" && added.value.length === 0);
  if (!none)
    yield {
      found: `linuxParameters.capabilities.add of ${label} is ${shown(added)}`,
      expected: "no added capability",
    };
}

function* hostPaths(volumes: Value<readonly Value<unknown>[]>): Iterable<Finding> {
  if (volumes.kind === "unknown") yield { found: `volumes is ${volumes.why}`, expected: "a list of volumes" };
  if (volumes.kind !== "known") return;
  for (const [index, volume] of volumes.value.entries()) {
    const path = text(within(volume, "hostPath"));
    if (path.kind !== "missing")
      yield { found: `volumes[${index}].hostPath is ${shown(path)}`, expected: "no path of the host" };
  }
}
