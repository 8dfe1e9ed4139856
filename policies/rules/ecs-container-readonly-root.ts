import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { eachContainer, TASK_DEFINITION } from "../reading/containers";
import { flag, is, shown, withinAnyCase } from "../reading/value";
import { rule } from "../rule";

export const ecsContainerReadonlyRoot = rule({
  name: "ecs-container-readonly-root",
  why: "A program that cannot be written over cannot be replaced by an intruder's",
  level: "mandatory",
  severity: "medium",
  framework: securityHub("ECS.5"),
  tags: ["CKV_AWS_336"],
  remedy: "Set readonlyRootFilesystem to true, and give the container a tmpfs where it has to write.",
  reads: parameters.pick({}),
  types: [TASK_DEFINITION],
  *resource(task) {
    yield* eachContainer(task, function* (container, label) {
      const readonly = flag(withinAnyCase(container, "readonlyRootFilesystem"));
      if (!is(readonly, true))
        yield { found: `readonlyRootFilesystem of ${label} is ${shown(readonly)}`, expected: "true" };
    });
  },
});
