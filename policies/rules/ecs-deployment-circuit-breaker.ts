import { wellArchitected } from "../frameworks";
import { parameters } from "../parameters";
import { SERVICE } from "../reading/containers";
import { flag, is, read, shown } from "../reading/value";
import { rule } from "../rule";

export const ecsDeploymentCircuitBreaker = rule({
  name: "ecs-deployment-circuit-breaker",
  why: "A release whose tasks do not start is given up, and the one before it comes back",
  level: "mandatory",
  severity: "medium",
  framework: wellArchitected("OPS06"),
  remedy: "Set deploymentCircuitBreaker to { enable: true, rollback: true }.",
  reads: parameters.pick({}),
  types: [SERVICE],
  *resource({ props }) {
    for (const name of ["enable", "rollback"]) {
      const on = flag(read(props, "deploymentCircuitBreaker", name));
      if (!is(on, true))
        yield { found: `deploymentCircuitBreaker.${name} is ${shown(on)}`, expected: "true" };
    }
  },
});
