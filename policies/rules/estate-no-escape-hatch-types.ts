import { estateRule } from "../frameworks";
import { parameters } from "../parameters";
import { matches } from "../reading/glob";
import { rule } from "../rule";

/** By what makes them: types whose resources come from templates or code of their own. */
const HATCHES: Readonly<Record<string, readonly string[]>> = {
  "Cloud Control": ["aws:cloudcontrol/*", "aws-native:*"],
  CloudFormation: ["aws:cloudformation/*", "aws:serverlessrepository/cloudFormationStack:*"],
  "a dynamic provider": ["pulumi-nodejs:*", "pulumi-python:*"],
  "a command": ["command:*"],
  "an Azure template or script": [
    "azure-native:resources:Deployment*",
    "azure-native:resources:Resource",
    "azure-native:resources:Azure*Script",
  ],
};

export const estateNoEscapeHatchTypes = rule({
  name: "estate-no-escape-hatch-types",
  why: "What is made by a template, a script or another provider's back door is seen by no rule",
  level: "mandatory",
  severity: "high",
  framework: estateRule,
  remedy: "Make it of the provider's own resource types.",
  reads: parameters.pick({}),
  types: "*",
  *resource({ type }) {
    for (const [maker, types] of Object.entries(HATCHES))
      if (types.some((pattern) => matches(pattern, type)))
        yield { found: `${type} is made by ${maker}`, expected: "a type that rules can judge" };
  },
});
