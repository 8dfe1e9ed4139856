import { words, type Making, type ResourceType } from "../catalogue";
import { isUnknown } from "../properties";
import { arn, MADE_AT } from "./arn";
import { parsed, trusts } from "./policy-document";
import { key, roleArn } from "./refers";
import { allowsRole } from "./role-rights";
import { definitionFaults, functionsCalled } from "./states-graph";
import { FUNCTION, LOG_GROUP, STATE_MACHINE } from "./tokens";
import { first, isSet, textAt } from "./values";

/** What Step Functions has to be let do to write a log [docs.aws.amazon.com: Logging in CloudWatch Logs]. */
const DELIVERS_LOGS = words(`logs:CreateLogDelivery logs:GetLogDelivery logs:UpdateLogDelivery
  logs:DeleteLogDelivery logs:ListLogDeliveries logs:PutResourcePolicy logs:DescribeResourcePolicies
  logs:DescribeLogGroups`);

const DEFINITION_MAX = 1_048_576;

/** AWS Step Functions. */
export const stateMachines: Readonly<Record<string, ResourceType>> = {
  [STATE_MACHINE]: {
    inputs:
      words(`definition encryptionConfiguration loggingConfiguration publish roleArn tags tracingConfiguration
      type`),
    required: words("definition roleArn"),
    name: {
      property: "name",
      pattern: /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u,
      says: 'up to 80 characters, without white space and <>{}[]?*"#%\\^|~`$&,;:/',
      unique: "region",
      taken: "StateMachineAlreadyExists: State Machine Already Exists",
      automatic: true,
    },
    id: (making) => arn("states", making, `stateMachine:${making.name}`),
    computed: {
      arn: ({ id }) => id,
      creationDate: () => MADE_AT,
      description: () => "",
      revisionId: () => "",
      stateMachineVersionArn: ({ id, inputs }) => (inputs["publish"] === true ? `${id}:1` : ""),
      status: () => "ACTIVE",
      versionDescription: () => "",
    },
    defaults: { publish: false, type: "STANDARD" },
    replacedBy: words("type"),
    limits: {
      type: { among: words("STANDARD EXPRESS") },
      "loggingConfiguration.level": { among: words("ALL ERROR FATAL OFF") },
      "loggingConfiguration.logDestination": {
        like: /:\*$/,
        says: "the ARN of a log group with :* at its end",
      },
      "encryptionConfiguration.type": { among: words("AWS_OWNED_KEY CUSTOMER_MANAGED_KMS_KEY") },
      "encryptionConfiguration.kmsDataKeyReusePeriodSeconds": { from: 60, to: 900 },
    },
    refers: [roleArn("roleArn"), key("encryptionConfiguration.kmsKeyId")],
    refuseInputs: (inputs) => definitionFault(inputs["definition"]) ?? settingsFault(inputs),
    refuseMaking: (making) => roleFault(making) ?? logFault(making) ?? calledFault(making),
  },
};

function definitionFault(definition: unknown): string | undefined {
  if (typeof definition !== "string" || isUnknown(definition)) return undefined;
  if (definition.length > DEFINITION_MAX)
    return `InvalidDefinition: ${definition.length} characters, at most ${DEFINITION_MAX}`;
  const machine = parsed(definition);
  const faults =
    machine === undefined
      ? ["INVALID_JSON_DESCRIPTION: the definition is not JSON"]
      : definitionFaults(machine);
  return faults.length === 0
    ? undefined
    : `InvalidDefinition: Invalid State Machine Definition: ${faults.map((fault) => `'${fault}'`).join(", ")}`;
}

function settingsFault(inputs: Making["inputs"]): string | undefined {
  const level = textAt(inputs, "loggingConfiguration.level");
  if (level !== "" && level !== "OFF" && !isSet(inputs, "loggingConfiguration.logDestination"))
    return "InvalidLoggingConfiguration: Must specify exactly one Log Destination.";
  const ownKey = textAt(inputs, "encryptionConfiguration.type") === "CUSTOMER_MANAGED_KMS_KEY";
  return isSet(inputs, "encryptionConfiguration.kmsKeyId") === ownKey
    ? undefined
    : "InvalidEncryptionConfiguration: a kmsKeyId is for the type CUSTOMER_MANAGED_KMS_KEY, and must be there for it";
}

const roleFault = ({ text, cloud }: Making): string | undefined =>
  trusts(text("roleArn"), "states.amazonaws.com", cloud)
    ? undefined
    : "AccessDeniedException: Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.";

function logFault({ inputs, text, cloud, region }: Making): string | undefined {
  const destination = textAt(inputs, "loggingConfiguration.logDestination");
  if (destination === "") return undefined;
  const found = cloud.named([LOG_GROUP], destination.slice(0, -":*".length));
  if (!found.some((group) => group.region === region))
    return `InvalidLoggingConfiguration: Log Destination ${destination} does not exist in ${region}`;
  return allowsRole(text("roleArn"), DELIVERS_LOGS, cloud)
    ? undefined
    : "AccessDeniedException: The state machine IAM Role is not authorized to access the Log Destination";
}

/** Step Functions finds out only when an execution comes to the step: here it is told at once. */
function calledFault(making: Making): string | undefined {
  const { inputs, text, cloud, account } = making;
  return first(functionsCalled(parsed(inputs["definition"])), (called) => {
    const plain = called.startsWith("arn:")
      ? called.split(":").slice(0, 7).join(":")
      : arn("lambda", making, `function:${called.split(":")[0]}`);
    if (plain.split(":")[4] === account && cloud.named([FUNCTION], plain).length === 0)
      return `InvalidDefinition: the function ${plain} does not exist`;
    return allowsRole(text("roleArn"), ["lambda:InvokeFunction"], cloud, plain)
      ? undefined
      : `Lambda.AccessDeniedException: the role of the state machine is not authorized to perform: lambda:InvokeFunction on resource: ${plain}`;
  });
}
