import { ecsExecDisabledInProd } from "../../../policies/rules/ecs-exec-disabled-in-prod";
import { service } from "../tasks";
import { type Accepted, type Given, type Refused, type Repaired, tryRule, UNKNOWN } from "../try-rule";

const PRO = { stack: "pro::storage-app" };
const ON = { enableExecuteCommand: true };

function tagged(environment: unknown, exec: unknown = true): Given {
  return service({ enableExecuteCommand: exec, tags: { environment } });
}

function fine(what: string, given: Given, config?: object): Accepted {
  return { as: "near miss", what, given, ...(config && { config }) };
}

function refused(what: string, given: Given, says: string): Refused {
  return { what, given, says: [`api: enableExecuteCommand is ${says}`] };
}

function repaired(what: string, given: Given, becomes: object = {}, config?: object): Repaired {
  return {
    what,
    given,
    becomes: { ...becomes, enableExecuteCommand: false },
    ...(config && { config }),
  };
}

tryRule(ecsExecDisabledInProd, {
  remedy: "Remove enableExecuteCommand, or set it to false.",
  accepts: [
    { as: "compliant", what: "off", given: service({ enableExecuteCommand: false }, PRO) },
    { as: "compliant", what: "not said", given: service({}, PRO) },
    fine("another stage", service(ON)),
    fine("a stage that is named like production", service(ON, { stack: "preprod::storage-app" })),
    fine("a project that is named like production", service(ON, { stack: "pre::pro" })),
    fine("what is not known, elsewhere", service({ enableExecuteCommand: UNKNOWN })),
    fine("another environment", tagged("pre")),
    fine("an environment that is no text, off", tagged(1, false)),
    fine("a stage that is not in the list", service(ON, PRO), { productionStages: ["live"] }),
    {
      as: "not applicable",
      what: "another type",
      given: service({ enableExecuteCommand: UNKNOWN }, { ...PRO, type: "aws:ecs/taskSet:TaskSet" }),
    },
  ],
  refuses: [
    refused(
      "what is not known, in production",
      service({ enableExecuteCommand: UNKNOWN }, PRO),
      "not known in preview; expected false in the stage pro",
    ),
    refused(
      "a text, in production",
      service({ enableExecuteCommand: "true" }, { stack: "prod::storage-app" }),
      "not true or false; expected false in the stage prod",
    ),
    refused(
      "what is not known, where the tag says so",
      tagged("pro", UNKNOWN),
      "not known in preview; expected false where the tag environment is pro",
    ),
    refused(
      "what is not known, where the provider's tags say so",
      service(
        { enableExecuteCommand: UNKNOWN },
        { providerProps: { defaultTags: JSON.stringify({ tags: { environment: "prod" } }) } },
      ),
      "not known in preview; expected false where the tag environment is prod",
    ),
    refused(
      "what is not known, under tags that are not",
      service({ enableExecuteCommand: UNKNOWN, tags: UNKNOWN }),
      "not known in preview; expected false where the tag environment is not known in preview",
    ),
  ],
  repairs: [
    repaired("a service in production", service({ ...ON, name: "api" }, PRO), { name: "api" }),
    repaired("a service tagged as in production", tagged("pro"), { tags: { environment: "pro" } }),
    repaired("a service whose tags are not known", service({ ...ON, tags: UNKNOWN }), { tags: UNKNOWN }),
    repaired("a service of another list", service(ON), {}, { productionStages: ["live", "pre"] }),
  ],
});
