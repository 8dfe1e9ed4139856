import { words, type Making, type ResourceType } from "../catalogue";
import { isUnknown } from "../properties";
import { arn } from "./arn";
import { ALARM, COMPOSITE_ALARM, FUNCTION, TOPIC } from "./tokens";

/** How a rule names another alarm: by its name or ARN, in quotation marks or without [docs.aws.amazon.com: PutCompositeAlarm]. */
const NAMED = /\b(?:ALARM|OK|INSUFFICIENT_DATA)\(\s*"?([^")]+?)"?\s*\)/g;
const RULE =
  /^(?:\s|[()]|AND\b|OR\b|NOT\b|TRUE\b|FALSE\b|\b(?:ALARM|OK|INSUFFICIENT_DATA)\(\s*"?[^")]+"?\s*\))+$/;

/** Alarms made of other alarms. */
export const compositeAlarms: Readonly<Record<string, ResourceType>> = {
  [COMPOSITE_ALARM]: {
    inputs: words(`actionsEnabled actionsSuppressor alarmActions alarmDescription alarmRule
      insufficientDataActions okActions tags`),
    required: words("alarmRule"),
    name: {
      property: "alarmName",
      pattern: /^\P{Cc}{1,255}$/u,
      says: "1 to 255 characters",
      unique: "region",
      taken: "AlreadyExists",
      automatic: false,
    },
    id: ({ name }) => name,
    computed: { arn: (making) => arn("cloudwatch", making, `alarm:${making.name}`) },
    defaults: { actionsEnabled: true },
    replacedBy: words("actionsEnabled"),
    limits: {
      alarmDescription: { like: /^[^]{0,1024}$/, says: "at most 1024 characters" },
      alarmRule: { like: /^[^]{1,10240}$/, says: "1 to 10240 characters" },
    },
    refers: words("alarmActions okActions insufficientDataActions").map((property) => ({
      at: `${property}[]`,
      to: [TOPIC, FUNCTION],
      form: "arn" as const,
      builtIn: /^arn:aws:(ssm|ssm-incidents):/,
    })),
    refuseInputs: ({ alarmRule }) =>
      typeof alarmRule !== "string" || isUnknown(alarmRule) || RULE.test(alarmRule)
        ? undefined
        : `ValidationError: Invalid AlarmRule: ${alarmRule}`,
    refuseMaking: strangeAlarm,
  },
};

/** A rule of an alarm that is not there is refused. */
function strangeAlarm({ text, cloud }: Making): string | undefined {
  const strange = [...text("alarmRule").matchAll(NAMED)]
    .map(([, named = ""]) => named)
    .find((named) => cloud.named([ALARM, COMPOSITE_ALARM], named).length === 0);
  return strange && `ValidationError: Could not find alarms: [${strange}] in the AlarmRule`;
}
