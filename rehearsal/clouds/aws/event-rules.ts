import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { arn } from "./arn";
import { patternFault } from "./event-pattern";
import { trusts } from "./policy-document";
import { queueArn, roleArn } from "./refers";
import { expressionFault } from "./schedule-expression";
import {
  EVENT_BUS,
  EVENT_RULE,
  EVENT_TARGET,
  FUNCTION,
  LOG_GROUP,
  QUEUE,
  STATE_MACHINE,
  TOPIC,
} from "./tokens";
import { isSet, neighbours, setOf, textAt } from "./values";

/** [docs.aws.amazon.com: Amazon EventBridge quotas] */
const TARGETS_OF_A_RULE = 5;

const WITH_TRAIL = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";

const NAME = { pattern: /^[.\-_A-Za-z0-9]{1,64}$/, says: "up to 64 letters, digits and .-_" };

/** Rules of EventBridge's buses, and what they call. */
export const eventRules: Readonly<Record<string, ResourceType>> = {
  [EVENT_RULE]: {
    inputs: words(
      "description eventBusName eventPattern forceDestroy isEnabled roleArn scheduleExpression state tags",
    ),
    name: {
      property: "name",
      ...NAME,
      unique: "region",
      taken: "ResourceAlreadyExistsException",
      automatic: true,
    },
    // Of the default bus a rule's name is all; elsewhere the bus stands before it.
    id: ({ name, text }) => `${onBus(text)}${name}`,
    computed: {
      arn: (making) => arn("events", making, `rule/${onBus(making.text)}${making.name}`),
    },
    replacedBy: ["eventBusName"],
    defaults: { eventBusName: "default", forceDestroy: false },
    limits: {
      state: { among: ["ENABLED", "DISABLED", WITH_TRAIL] },
      description: { like: /^[^]{0,512}$/, says: "at most 512 characters" },
    },
    refers: [roleArn("roleArn"), { at: "eventBusName", to: [EVENT_BUS], form: "name", builtIn: /^default$/ }],
    refuseInputs: (inputs) =>
      ruleFault(inputs) ??
      patternFault(inputs["eventPattern"]) ??
      expressionFault(
        textAt(inputs, "scheduleExpression"),
        "ValidationException: Parameter ScheduleExpression is not valid.",
      ),
    refuseMaking: roleFault,
  },
  [EVENT_TARGET]: {
    inputs: words(
      "arn deadLetterConfig eventBusName forceDestroy input inputPath inputTransformer retryPolicy roleArn rule",
    ),
    required: words("arn rule"),
    name: {
      property: "targetId",
      ...NAME,
      unique: "no",
      taken: "",
      automatic: (_logicalName, digits) => `terraform-${digits(26)}`,
    },
    id: ({ text, name }) =>
      `${text("eventBusName") ? `${text("eventBusName")}-` : ""}${text("rule")}-${name}`,
    defaults: { eventBusName: "default", forceDestroy: false },
    replacedBy: words("eventBusName rule"),
    limits: {
      "retryPolicy.maximumEventAgeInSeconds": { from: 60, to: 86_400 },
      "retryPolicy.maximumRetryAttempts": { from: 0, to: 185 },
    },
    refers: [
      {
        at: "rule",
        to: [EVENT_RULE],
        form: "name",
        holds: "ValidationException: Rule can't be deleted since it has targets.",
      },
      {
        at: "arn",
        to: [FUNCTION, QUEUE, TOPIC, LOG_GROUP, STATE_MACHINE],
        form: "arn",
        builtIn: /^arn:aws:(?!lambda|sqs|sns|logs|states)/,
      },
      roleArn("roleArn"),
      queueArn("deadLetterConfig.arn"),
    ],
    documents: [{ property: "input", max: 8192, kind: "json" }],
    refuseInputs: targetFault,
    // Whether the function lets EventBridge in is not asked here: events would be lost in silence.
    refuseMaking: (making) => tooManyTargets(making) ?? roleFault(making),
  },
};

function onBus(text: Making["text"]): string {
  const bus = text("eventBusName");
  return bus === "" || bus === "default" ? "" : `${bus}/`;
}

function ruleFault(inputs: Properties): string | undefined {
  if (setOf(inputs, "eventPattern", "scheduleExpression").length === 0)
    return "one of `event_pattern,schedule_expression` must be specified";
  if (isSet(inputs, "isEnabled") && isSet(inputs, "state")) return '"is_enabled": conflicts with state';
  return inputs["state"] === WITH_TRAIL && isSet(inputs, "scheduleExpression")
    ? `ValidationException: ${WITH_TRAIL} is for rules with an event pattern`
    : undefined;
}

function targetFault(inputs: Properties): string | undefined {
  const given = setOf(inputs, "input", "inputPath", "inputTransformer");
  if (given.length > 1)
    return `ValidationException: Only one of Input, InputPath, or InputTransformer must be provided (${given.join(", ")})`;
  if (isSet(inputs, "inputTransformer") && !isSet(inputs, "inputTransformer.inputTemplate"))
    return "inputTransformer.inputTemplate is required and missing";
  const target = textAt(inputs, "arn");
  return target.startsWith("arn:aws:states:") && !isSet(inputs, "roleArn")
    ? `ValidationException: RoleArn is required for target ${target}.`
    : undefined;
}

function tooManyTargets(making: Making): string | undefined {
  const others = neighbours(EVENT_TARGET, making).filter(
    ({ inputs }) => inputs["rule"] === making.inputs["rule"],
  );
  return others.length >= TARGETS_OF_A_RULE
    ? `LimitExceededException: The requested resource exceeds the maximum number allowed. (${TARGETS_OF_A_RULE} targets a rule)`
    : undefined;
}

function roleFault({ text, cloud }: Making): string | undefined {
  const role = text("roleArn");
  return role === "" || trusts(role, "events.amazonaws.com", cloud)
    ? undefined
    : `ValidationException: Provided role '${role}' cannot be assumed by principal 'events.amazonaws.com'.`;
}
