import { ecsNoPublicIp } from "../../../policies/rules/ecs-no-public-ip";
import { service } from "../tasks";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

function assigned(assignPublicIp: unknown): Given {
  return service({ networkConfiguration: { subnets: ["a"], assignPublicIp } });
}

function refused(what: string, given: Given, found: string): Refused {
  return {
    what,
    given,
    says: [`api: networkConfiguration.assignPublicIp is ${found}; expected false`],
  };
}

tryRule(ecsNoPublicIp, {
  remedy: "Remove networkConfiguration.assignPublicIp, or set it to false.",
  accepts: [
    { as: "compliant", what: "no public address", given: assigned(false) },
    { as: "near miss", what: "not said", given: assigned(undefined) },
    { as: "near miss", what: "no network of its own", given: service({}) },
    {
      as: "not applicable",
      what: "another type",
      given: { ...assigned(UNKNOWN), type: "aws:ecs/taskSet:TaskSet" },
    },
  ],
  refuses: [
    refused("a flag that is not known", assigned(UNKNOWN), "not known in preview"),
    refused(
      "a network that is not known",
      service({ networkConfiguration: UNKNOWN }),
      "not known in preview",
    ),
    refused("a text", assigned("ENABLED"), "not true or false"),
  ],
  repairs: [
    {
      what: "a public address",
      given: assigned(true),
      becomes: { networkConfiguration: { subnets: ["a"], assignPublicIp: false } },
    },
  ],
});
