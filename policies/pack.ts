import { PolicyPack } from "@pulumi/policy";
import { rules } from "./catalogue";
import { exceptions } from "./exceptions/register";

const unheard = exceptions.filter((exception) => !rules.some(({ name }) => name === exception.rule));
if (unheard.length > 0)
  throw new Error(`policies/excepted.json: no rule is named ${unheard.map(({ rule }) => rule).join(", ")}`);

new PolicyPack("strongroom", {
  displayName: "Strongroom",
  policies: rules.map((rule) => rule.policy(exceptions.filter((exception) => exception.rule === rule.name))),
});
