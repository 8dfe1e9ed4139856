import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { eachContainer, TASK_DEFINITION } from "../reading/containers";
import { secretIn } from "../reading/secret-shapes";
import { list, withinAnyCase } from "../reading/value";
import { rule } from "../rule";

export const ecsNoPlaintextSecrets = rule({
  name: "ecs-no-plaintext-secrets",
  why: "Whoever may look at a task definition, its logs or its history reads what its environment says",
  level: "mandatory",
  severity: "critical",
  framework: securityHub("ECS.8"),
  remedy: "Put the secret into Secrets Manager, and name it under the container's secrets.",
  reads: parameters.pick({}),
  types: [TASK_DEFINITION],
  *resource(task) {
    yield* eachContainer(task, function* (container, label) {
      const environment = list(withinAnyCase(container, "environment"));
      if (environment.kind === "unknown")
        yield {
          found: `the environment of ${label} is ${environment.why}`,
          expected: "a list of names and values",
        };
      if (environment.kind === "known")
        for (const variable of environment.value)
          yield* secretIn(withinAnyCase(variable, "name"), withinAnyCase(variable, "value"), label);
    });
  },
});
