import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { isUnknown } from "../properties";
import { allowsRole } from "./role-rights";
import { FUNCTION, INVOCATION, INVOKE_CONFIG, QUEUE, TOPIC } from "./tokens";
import { first, isSet, textAt, textsAt } from "./values";

const INVALID = "InvalidParameterValueException:";

/** What the function's own role must be allowed to do at a destination. */
const DELIVERS: Readonly<Record<string, string>> = {
  sqs: "sqs:SendMessage",
  sns: "sns:Publish",
  lambda: "lambda:InvokeFunction",
};

const KINDS = words("onFailure onSuccess");

/** Calls of functions, and what becomes of events that a function could not take. */
export const lambdaCalls: Readonly<Record<string, ResourceType>> = {
  [INVOCATION]: {
    inputs: words("functionName input lifecycleScope qualifier terraformKey triggers"),
    required: words("functionName input"),
    // The real one ends with a hash of the input: two calls with one input could not be told apart here.
    id: ({ text, digits }) => `${text("functionName")}_${text("qualifier") || "$LATEST"}_${digits(32)}`,
    // No code runs here: what a function answers that returns nothing.
    computed: { result: () => "null" },
    defaults: { lifecycleScope: "CREATE_ONLY", qualifier: "$LATEST", terraformKey: "tf" },
    replacedBy: words("functionName input qualifier triggers"),
    // With CRUD a changed input calls the function again and replaces nothing: no program of ours asks for it.
    limits: { lifecycleScope: { among: ["CREATE_ONLY"] } },
    refers: [{ at: "functionName", to: [FUNCTION] }],
    refuseInputs: ({ input }) =>
      typeof input !== "string" || isUnknown(input) || isJson(input)
        ? undefined
        : `"input" contains an invalid JSON: ${input.slice(0, 60)}`,
  },
  [INVOKE_CONFIG]: {
    inputs: words("destinationConfig functionName maximumEventAgeInSeconds maximumRetryAttempts qualifier"),
    required: words("functionName"),
    id: ({ text }) => [text("functionName"), text("qualifier")].filter((part) => part !== "").join(":"),
    defaults: { maximumRetryAttempts: 2 },
    replacedBy: words("functionName qualifier"),
    limits: {
      maximumRetryAttempts: { from: 0, to: 2 },
      maximumEventAgeInSeconds: { from: 60, to: 21_600 },
    },
    refers: [
      { at: "functionName", to: [FUNCTION] },
      ...KINDS.map((kind) => ({
        at: `destinationConfig.${kind}.destination`,
        to: [QUEUE, TOPIC, FUNCTION],
        form: "arn" as const,
        builtIn: /^arn:aws:(events|s3):/,
      })),
    ],
    refuseInputs: emptyDestination,
    refuseMaking: destinationFault,
  },
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const destinationsOf = (inputs: Properties): readonly string[] =>
  KINDS.flatMap((kind) => textsAt(inputs, `destinationConfig.${kind}.destination`));

function emptyDestination(inputs: Properties): string | undefined {
  return isSet(inputs, "destinationConfig") &&
    !KINDS.some((kind) => isSet(inputs, `destinationConfig.${kind}`))
    ? `${INVALID} destination_config: at least one of on_failure and on_success is needed`
    : undefined;
}

/** Lambda delivers in the function's own role. */
function destinationFault({ inputs, text, cloud }: Making): string | undefined {
  const role = textAt(cloud.named([FUNCTION], text("functionName"))[0]?.inputs, "role");
  return first(destinationsOf(inputs), (destination) => {
    if (destination.endsWith(".fifo"))
      return `${INVALID} The destination ARN ${destination} is invalid (a FIFO queue or topic).`;
    const action = DELIVERS[destination.split(":")[2] ?? ""] ?? "";
    return action === "" || allowsRole(role, [action], cloud, destination)
      ? undefined
      : `${INVALID} The function's execution role does not have permissions to call ${action.split(":")[1]} on ${destination}`;
  });
}
