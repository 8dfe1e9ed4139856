import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { eachContainer, TASK_DEFINITION } from "../reading/containers";
import { shown, text, withinAnyCase } from "../reading/value";
import { rule } from "../rule";

/** The user of `user:group`: where it is left out, or a zero in any writing, the container runs as root. */
const ROOT = /^(?:root|[+-]?0*)(?::|$)/;

export const ecsContainerNonRoot = rule({
  name: "ecs-container-non-root",
  why: "Who breaks into a container as root is one fault of the kernel away from its host",
  level: "mandatory",
  severity: "high",
  framework: securityHub("ECS.1"),
  remedy: "Give the container a user of its own, as in 10001:10001.",
  reads: parameters.pick({}),
  types: [TASK_DEFINITION],
  *resource(task) {
    yield* eachContainer(task, function* (container, label) {
      const user = text(withinAnyCase(container, "user"));
      if (user.kind !== "known" || ROOT.test(user.value))
        yield {
          found: `the user of ${label} is ${shown(user)}`,
          expected: "one that is neither 0 nor root",
        };
    });
  },
});
