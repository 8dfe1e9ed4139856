import { words, type Making, type Properties, type ResourceType } from "../catalogue";
import { hasUnknown } from "../properties";
import { arnWithoutRegion } from "./arn";
import { lackedAt } from "./destinations";
import { allowsService } from "./policy-document";
import { BUDGET, KEY, REPLICA_KEY, TOPIC } from "./tokens";
import { first, isSet, listAt, repeated, textAt, textsAt, thingAt } from "./values";

/** [docs.aws.amazon.com: CreateBudget; AWS Budgets quotas] */
const NOTIFICATIONS_MAX = 5;
const TOPICS_MAX = 1;
const ADDRESSES_MAX = 10;

const SERVICE = "budgets.amazonaws.com";
const LIMIT = "CreationLimitExceededException:";
const INVALID = "InvalidParameterException:";

const TIME = { like: /^\d{4}-\d\d-\d\d_\d\d:\d\d$/, says: "a time as 2026-01-01_00:00" };

/** AWS Budgets, which are the account's and in no region. */
export const budgets: Readonly<Record<string, ResourceType>> = {
  [BUDGET]: {
    inputs: words(`budgetType costFilters costTypes limitAmount limitUnit notifications tags timePeriodEnd
      timePeriodStart timeUnit`),
    required: words("budgetType timeUnit"),
    name: {
      property: "name",
      pattern: /^(?![^:\\]*\/action\/)[^:\\]{1,100}$/,
      says: "1 to 100 characters, none of them : or \\, and not /action/",
      unique: "account",
      taken: "DuplicateRecordException",
      automatic: true,
    },
    id: ({ account, name }) => `${account}:${name}`,
    computed: {
      accountId: ({ account }) => account,
      arn: (making) => arnWithoutRegion("budgets", making, `budget/${making.name}`),
      timePeriodStart: ({ text }) => text("timePeriodStart") || "2026-01-01_00:00",
    },
    defaults: { timePeriodEnd: "2087-06-15_00:00" },
    limits: {
      budgetType: {
        among: words(`USAGE COST RI_UTILIZATION RI_COVERAGE SAVINGS_PLANS_UTILIZATION
          SAVINGS_PLANS_COVERAGE`),
      },
      timeUnit: { among: words("DAILY MONTHLY QUARTERLY ANNUALLY") },
      limitAmount: { like: /^\d+(\.\d+)?$/, says: "an amount as 100 or 99.5" },
      timePeriodStart: TIME,
      timePeriodEnd: TIME,
      "notifications[].comparisonOperator": { among: words("GREATER_THAN LESS_THAN EQUAL_TO") },
      "notifications[].notificationType": { among: words("ACTUAL FORECASTED") },
      "notifications[].thresholdType": { among: words("PERCENTAGE ABSOLUTE_VALUE") },
      "notifications[].threshold": { from: 0, to: 15_000_000_000_000 },
      "notifications[].subscriberEmailAddresses[]": {
        like: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
        says: "an e-mail address",
      },
    },
    refers: [{ at: "notifications[].subscriberSnsTopicArns[]", to: [TOPIC], form: "arn", anyRegion: true }],
    refuseInputs: (inputs) => limitFault(inputs) ?? notificationsFault(inputs),
    refuseMaking: (making) =>
      first(textsAt(making.inputs, "notifications[].subscriberSnsTopicArns[]"), (topic) =>
        topicFault(topic, making),
      ),
  },
};

function limitFault(inputs: Properties): string | undefined {
  const missing = words("limitAmount limitUnit").find((property) => !isSet(inputs, property));
  if (missing !== undefined) return `${INVALID} BudgetLimit: ${missing} is missing`;
  const unit = textAt(inputs, "limitUnit");
  return textAt(inputs, "budgetType") === "COST" && unit !== "" && !/^[A-Z]{3}$/.test(unit)
    ? `${INVALID} The unit of a cost budget is a currency, as USD, got ${unit}`
    : undefined;
}

const REQUIRED = words("comparisonOperator notificationType threshold thresholdType");

function notificationsFault(inputs: Properties): string | undefined {
  const notifications = listAt(inputs, "notifications[]");
  if (notifications.length > NOTIFICATIONS_MAX)
    return `${LIMIT} a budget has at most ${NOTIFICATIONS_MAX} notifications, this one ${notifications.length}`;
  const twice = repeated(
    notifications.map((one) => REQUIRED.map((at) => listAt(one, at).join("")).join(" ")),
  );
  if (twice !== undefined && !hasUnknown(notifications))
    return `DuplicateRecordException: the notification ${twice} is there twice`;
  return first(notifications, notificationFault);
}

function notificationFault(notification: unknown): string | undefined {
  const missing = REQUIRED.find((property) => !isSet(notification, property));
  if (missing !== undefined) return `notifications[].${missing} is required and missing`;
  if (!words("subscriberSnsTopicArns subscriberEmailAddresses").some((at) => isSet(notification, at)))
    return `${INVALID} A notification must have at least one subscriber.`;
  if (listAt(notification, "subscriberSnsTopicArns[]").length > TOPICS_MAX)
    return `${LIMIT} one notification can only have ${TOPICS_MAX} subscribers with type of SNS`;
  return listAt(notification, "subscriberEmailAddresses[]").length > ADDRESSES_MAX
    ? `${LIMIT} one notification can only have ${ADDRESSES_MAX} subscribers with type of EMAIL`
    : undefined;
}

/** A first message shows whether the topic lets the service in [docs.aws.amazon.com: Creating an Amazon SNS topic for budget notifications]. */
function topicFault(topic: string, making: Making): string | undefined {
  const lacked = lackedAt(topic, SERVICE, making.cloud);
  if (lacked !== undefined)
    return `${INVALID} The policy of ${topic} does not allow ${SERVICE} to send to it (${lacked})`;
  const handle = textAt(thingAt([TOPIC], topic, making)?.inputs, "kmsMasterKeyId");
  const key = thingAt([KEY, REPLICA_KEY], handle, making);
  return key === undefined ||
    words("kms:GenerateDataKey kms:Decrypt").every((action) =>
      allowsService(key.outputs["policy"], SERVICE, [action]),
    )
    ? undefined
    : `${INVALID} The policy of ${handle}, by which ${topic} is encrypted, does not allow ${SERVICE} to use the key`;
}
