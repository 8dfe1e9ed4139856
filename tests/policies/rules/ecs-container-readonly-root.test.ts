import { ecsContainerReadonlyRoot } from "../../../policies/rules/ecs-container-readonly-root";
import { task, taskWith } from "../tasks";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

function roots(...flags: readonly unknown[]): Given {
  return task(...flags.map((readonlyRootFilesystem) => ({ readonlyRootFilesystem })));
}

function writable(what: string, given: Given, ...found: readonly string[]): Refused {
  return {
    what,
    given,
    says: found.map((each) => `api: readonlyRootFilesystem of container ${each}; expected true`),
  };
}

tryRule(ecsContainerReadonlyRoot, {
  remedy: "Set readonlyRootFilesystem to true, and give the container a tmpfs where it has to write.",
  accepts: [
    { as: "compliant", what: "read-only roots", given: roots(true, true) },
    { as: "near miss", what: "another spelling", given: taskWith([{ ReadonlyRootFilesystem: true }]) },
    { as: "near miss", what: "a task of which nothing is known", given: taskWith(UNKNOWN) },
    {
      as: "not applicable",
      what: "another type",
      given: { ...roots(false), type: "aws:ecs/service:Service" },
    },
  ],
  refuses: [
    writable("a root that can be written to", roots(false), "c0 is false"),
    writable("a sidecar's", roots(true, false), "c1 is false"),
    writable("two of three", roots(false, true, undefined), "c0 is false", "c2 is absent"),
    writable("a text", roots("true"), "c0 is not true or false"),
    writable(
      "a flag that is not known",
      taskWith([{ name: "web", readonlyRootFilesystem: UNKNOWN }]),
      "web is not known in preview",
    ),
  ],
});
