import { words, type Properties, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { trusts } from "./policy-document";
import { key, roleArn } from "./refers";
import { expressionFault, isOnce } from "./schedule-expression";
import { FUNCTION, QUEUE, STATE_MACHINE, TOPIC } from "./tokens";
import { isSet, textAt } from "./values";

/** EventBridge Scheduler. */
export const scheduler: Readonly<Record<string, ResourceType>> = {
  "aws:scheduler/schedule:Schedule": {
    inputs: words(`actionAfterCompletion description endDate flexibleTimeWindow groupName kmsKeyArn
      scheduleExpression scheduleExpressionTimezone startDate state target`),
    required: words("flexibleTimeWindow scheduleExpression target"),
    name: {
      property: "name",
      pattern: /^[0-9A-Za-z._-]{1,64}$/,
      says: "up to 64 letters, digits and -_.",
      unique: "region",
      taken: "ConflictException: the schedule already exists",
      automatic: true,
    },
    id: ({ text, name }) => `${text("groupName") || "default"}/${name}`,
    computed: {
      arn: (making) => arn("scheduler", making, `schedule/${making.id}`),
    },
    defaults: { groupName: "default", scheduleExpressionTimezone: "UTC", state: "ENABLED" },
    replacedBy: words("groupName"),
    limits: {
      state: { among: words("ENABLED DISABLED") },
      actionAfterCompletion: { among: words("NONE DELETE") },
      "flexibleTimeWindow.mode": { among: words("OFF FLEXIBLE") },
      "flexibleTimeWindow.maximumWindowInMinutes": { from: 1, to: 1440 },
      "target.retryPolicy.maximumEventAgeInSeconds": { from: 60, to: 86_400 },
      "target.retryPolicy.maximumRetryAttempts": { from: 0, to: 185 },
      description: { like: /^[^]{0,512}$/, says: "at most 512 characters" },
    },
    refers: [
      // Calls of any AWS API, and targets that no program of ours makes.
      {
        at: "target.arn",
        to: [FUNCTION, QUEUE, TOPIC, STATE_MACHINE],
        form: "arn",
        builtIn: /^arn:aws:(?!lambda|sqs|sns|states)/,
      },
      roleArn("target.roleArn"),
      key("kmsKeyArn", { form: "arn" }),
      { at: "target.deadLetterConfig.arn", to: [QUEUE], form: "arn" },
    ],
    refuseInputs: (inputs) => timesFault(textAt(inputs, "scheduleExpression")) ?? windowFault(inputs),
    refuseMaking: ({ inputs, cloud }) =>
      trusts(textAt(inputs, "target.roleArn"), "scheduler.amazonaws.com", cloud)
        ? undefined
        : "ValidationException: The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
  },
};

/** Unlike EventBridge's rules, a schedule may be for one time. */
function timesFault(expression: string): string | undefined {
  return isOnce(expression)
    ? undefined
    : expressionFault(expression, `ValidationException: Invalid Schedule Expression ${expression}.`);
}

function windowFault(inputs: Properties): string | undefined {
  const flexible = textAt(inputs, "flexibleTimeWindow.mode") === "FLEXIBLE";
  return flexible === isSet(inputs, "flexibleTimeWindow.maximumWindowInMinutes")
    ? undefined
    : "ValidationException: MaximumWindowInMinutes is for a flexible time window, and must be there for it.";
}
