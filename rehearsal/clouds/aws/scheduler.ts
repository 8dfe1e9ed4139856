import { words, type Properties, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { trusts } from "./policy-document";
import { key, roleArn } from "./refers";
import { FUNCTION, QUEUE, TOPIC } from "./tokens";
import { isSet, textAt } from "./values";

/** [docs.aws.amazon.com: Schedule types in EventBridge Scheduler] */
const RATE = /^rate\([1-9]\d* (minute|hour|day)s?\)$/;
const AT = /^at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)$/;
const CRON = /^cron\((.+)\)$/;

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
      { at: "target.arn", to: [FUNCTION, QUEUE, TOPIC], form: "arn", builtIn: /^arn:aws:(?!lambda|sqs|sns)/ },
      roleArn("target.roleArn"),
      key("kmsKeyArn", { form: "arn" }),
      { at: "target.deadLetterConfig.arn", to: [QUEUE], form: "arn" },
    ],
    refuseInputs: (inputs) => expressionFault(textAt(inputs, "scheduleExpression")) ?? windowFault(inputs),
    refuseMaking: ({ inputs, cloud }) =>
      trusts(textAt(inputs, "target.roleArn"), "scheduler.amazonaws.com", cloud)
        ? undefined
        : "ValidationException: The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
  },
};

function expressionFault(expression: string): string | undefined {
  if (expression === "" || RATE.test(expression) || AT.test(expression)) return undefined;
  const fields = CRON.exec(expression)?.[1]?.split(" ") ?? [];
  // Of the days of the month and of the week one is named, and the other is "?".
  const isCron = fields.length === 6 && (fields[2] === "?") !== (fields[4] === "?");
  return isCron ? undefined : `ValidationException: Invalid Schedule Expression ${expression}.`;
}

function windowFault(inputs: Properties): string | undefined {
  const flexible = textAt(inputs, "flexibleTimeWindow.mode") === "FLEXIBLE";
  return flexible === isSet(inputs, "flexibleTimeWindow.maximumWindowInMinutes")
    ? undefined
    : "ValidationException: MaximumWindowInMinutes is for a flexible time window, and must be there for it.";
}
