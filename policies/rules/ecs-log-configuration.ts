import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { eachContainer, TASK_DEFINITION } from "../reading/containers";
import { is, shown, text, withinAnyCase } from "../reading/value";
import { rule } from "../rule";

export const ecsLogConfiguration = rule({
  name: "ecs-log-configuration",
  why: "What a container without a log did is known to nobody once it has ended",
  level: "mandatory",
  severity: "medium",
  framework: securityHub("ECS.9"),
  remedy: "Give the container a logConfiguration with a logDriver.",
  reads: parameters.pick({}),
  types: [TASK_DEFINITION],
  *resource(task) {
    yield* eachContainer(task, function* (container, label) {
      const driver = text(withinAnyCase(withinAnyCase(container, "logConfiguration"), "logDriver"));
      if (driver.kind !== "known" || is(driver, "none"))
        yield {
          found: `logConfiguration.logDriver of ${label} is ${shown(driver)}`,
          expected: "one that keeps what the container says",
        };
    });
  },
});
