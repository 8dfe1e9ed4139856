import { estateNoEscapeHatchTypes } from "../../../policies/rules/estate-no-escape-hatch-types";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

function resource(type: string): Given {
  return { type, name: "it", props: { desiredState: UNKNOWN } };
}

const HATCHES = {
  "Cloud Control": ["aws:cloudcontrol/resource:Resource", "aws-native:s3:Bucket"],
  CloudFormation: [
    "aws:cloudformation/stack:Stack",
    "aws:cloudformation/stackSet:StackSet",
    "aws:cloudformation/stackInstances:StackInstances",
    "aws:serverlessrepository/cloudFormationStack:CloudFormationStack",
  ],
  "a dynamic provider": [
    "pulumi-nodejs:dynamic:Resource",
    "pulumi-nodejs:dynamic/storage:Bucket",
    "pulumi-python:dynamic:Resource",
  ],
  "a command": ["command:local:Command", "command:remote:Command"],
  "an Azure template or script": [
    "azure-native:resources:Deployment",
    "azure-native:resources:DeploymentStackAtResourceGroup",
    "azure-native:resources:Resource",
    "azure-native:resources:AzureCliScript",
    "azure-native:resources:AzurePowerShellScript",
  ],
};

const refuses = Object.entries(HATCHES).flatMap(([maker, types]) =>
  types.map((type): Refused => ({
    what: type,
    given: resource(type),
    says: [`it: ${type} is made by ${maker}; expected a type that rules can judge`],
  })),
);

tryRule(estateNoEscapeHatchTypes, {
  remedy: "Make it of the provider's own resource types.",
  accepts: [
    { as: "compliant", what: "a bucket", given: resource("aws:s3/bucket:Bucket") },
    { as: "compliant", what: "an account", given: resource("azure-native:storage:StorageAccount") },
    ...[
      "azure-native:resources:ResourceGroup",
      "aws:cloudformation:Stack",
      "aws:cloudfront/distribution:Distribution",
      "my-aws:cloudformation/stack:Stack",
      "strongroom:command:Command",
    ].map((type) => ({ as: "near miss" as const, what: type, given: resource(type) })),
    { as: "not applicable", what: "a component", given: resource("strongroom:vault:ArchiveVault") },
    { as: "not applicable", what: "a stack", given: resource("pulumi:pulumi:Stack") },
  ],
  refuses,
});
