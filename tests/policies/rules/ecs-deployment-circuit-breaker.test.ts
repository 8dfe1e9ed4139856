import { ecsDeploymentCircuitBreaker } from "../../../policies/rules/ecs-deployment-circuit-breaker";
import { service } from "../tasks";
import { type Refused, tryRule, UNKNOWN } from "../try-rule";

function unbroken(what: string, deploymentCircuitBreaker: unknown, ...found: readonly string[]): Refused {
  return {
    what,
    given: service({ deploymentCircuitBreaker }),
    says: found.map((each) => `api: deploymentCircuitBreaker.${each}; expected true`),
  };
}

const ON = { enable: true, rollback: true };

tryRule(ecsDeploymentCircuitBreaker, {
  remedy: "Set deploymentCircuitBreaker to { enable: true, rollback: true }.",
  accepts: [
    { as: "compliant", what: "both on", given: service({ deploymentCircuitBreaker: ON }) },
    {
      as: "near miss",
      what: "among unknowns",
      given: service({ deploymentCircuitBreaker: ON, cluster: UNKNOWN, taskDefinition: UNKNOWN }),
    },
    { as: "not applicable", what: "another type", given: service({}, { type: "aws:ecs/taskSet:TaskSet" }) },
  ],
  refuses: [
    unbroken("none", undefined, "enable is absent", "rollback is absent"),
    unbroken("one without rollback", { enable: true }, "rollback is absent"),
    unbroken("one that is off", { ...ON, enable: false }, "enable is false"),
    unbroken("one that stays where it is", { ...ON, rollback: false }, "rollback is false"),
    unbroken("a text", { ...ON, enable: "true" }, "enable is not true or false"),
    unbroken("a flag that is not known", { ...ON, rollback: UNKNOWN }, "rollback is not known in preview"),
    unbroken(
      "one that is not known",
      UNKNOWN,
      "enable is not known in preview",
      "rollback is not known in preview",
    ),
  ],
});
