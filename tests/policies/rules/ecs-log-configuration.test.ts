import { ecsLogConfiguration } from "../../../policies/rules/ecs-log-configuration";
import { task, taskWith } from "../tasks";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const LOGGED = { logConfiguration: { logDriver: "awsfirelens" } };

function silent(what: string, given: Given, ...found: readonly string[]): Refused {
  return {
    what,
    given,
    says: found.map(
      (each) =>
        `api: logConfiguration.logDriver of container ${each}; expected one that keeps what the container says`,
    ),
  };
}

tryRule(ecsLogConfiguration, {
  remedy: "Give the container a logConfiguration with a logDriver.",
  accepts: [
    {
      as: "compliant",
      what: "logs",
      given: task(LOGGED, { logConfiguration: { logDriver: "awslogs", options: {} } }),
    },
    {
      as: "near miss",
      what: "another spelling",
      given: taskWith([{ LogConfiguration: { LogDriver: "awslogs" } }]),
    },
    { as: "near miss", what: "a task of which nothing is known", given: taskWith(UNKNOWN) },
    { as: "not applicable", what: "another type", given: { ...task({}), type: "aws:ecs/service:Service" } },
  ],
  refuses: [
    silent("no log", task({}), "c0 is absent"),
    silent("a sidecar's", task(LOGGED, {}), "c1 is absent"),
    silent("a log without a driver", task({ logConfiguration: { options: {} } }), "c0 is absent"),
    silent("a driver that drops all", task({ logConfiguration: { logDriver: "none" } }), "c0 is none"),
    silent("a driver that is a number", task({ logConfiguration: { logDriver: 1 } }), "c0 is not a text"),
    silent(
      "a log that is not known, and a driver",
      taskWith([{ logConfiguration: UNKNOWN }, { logConfiguration: { logDriver: UNKNOWN } }]),
      "1 is not known in preview",
      "2 is not known in preview",
    ),
  ],
});
