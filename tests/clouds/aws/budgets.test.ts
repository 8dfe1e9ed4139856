import * as assert from "node:assert/strict";
import * as token from "../../../rehearsal/clouds/aws/tokens";
import type { Properties } from "../../../rehearsal/clouds/catalogue";
import { UNKNOWN } from "../../../rehearsal/clouds/properties";
import { ACCOUNT, casesOf, inAccount, OTHER_REGION, refusals, type Step } from "./cases";
import { allow, document, key, topic, topicArn } from "./things";

const SERVICE = "budgets.amazonaws.com";

const notification = (more: Properties = {}): Properties => ({
  comparisonOperator: "GREATER_THAN",
  notificationType: "ACTUAL",
  threshold: 100,
  thresholdType: "PERCENTAGE",
  subscriberSnsTopicArns: [topicArn("costs")],
  ...more,
});
const told = (...notifications: readonly Properties[]): Properties => ({ notifications });
const telling = (more: Properties): Properties => told(notification(more));
const to = (...topics: readonly string[]): Properties =>
  telling({ subscriberSnsTopicArns: topics.map(topicArn) });
const mailing = (count: number): Properties =>
  telling({ subscriberEmailAddresses: Array.from({ length: count }, (_, one) => `${one}@example.org`) });
const thresholds = (count: number): Properties =>
  told(...Array.from({ length: count }, (_, one) => notification({ threshold: 100 + one })));

const budget = (more: Properties = {}): Properties => ({
  name: "monthly",
  budgetType: "COST",
  limitAmount: "1000",
  limitUnit: "USD",
  timeUnit: "MONTHLY",
  ...telling({}),
  ...more,
});

const publishes = (name: string, service = SERVICE): Properties => ({
  policy: document(allow("sns:Publish", { Principal: { Service: service }, Resource: topicArn(name) })),
});
const keyFor = (service: string): Step =>
  key("key", {
    policy: document(
      allow("kms:*", { Principal: { AWS: ACCOUNT }, Resource: "*" }),
      allow(["kms:GenerateDataKey*", "kms:Decrypt"], { Principal: { Service: service }, Resource: "*" }),
    ),
  });
const encrypted: Step = {
  type: token.TOPIC,
  name: "encrypted",
  inputs: (made) => ({ name: "encrypted", kmsMasterKeyId: made("key").id, ...publishes("encrypted") }),
};

const given: readonly Step[] = [topic("costs", publishes("costs")), topic("more", publishes("more"))];

describe("the simulated AWS: budgets", () => {
  const budgets = casesOf("a budget", token.BUDGET, budget, given);
  refusals([
    budgets(
      "whose name the account has",
      {},
      /DuplicateRecordException: the name monthly/,
      { name: "other" },
      [{ type: token.BUDGET, name: "first", inputs: budget() }],
    ),
    budgets(
      "whose name the account has, made from another region",
      {},
      /DuplicateRecordException/,
      { name: "other" },
      [{ type: token.BUDGET, name: "first", inputs: budget(), region: OTHER_REGION }],
    ),
    ...["a:b", "a\\b", "a/action/b", "b".repeat(101)].map((name) =>
      budgets(`called ${name}`, { name }, /not a valid name: 1 to 100/, { name: "a/b c" }),
    ),
    budgets("of time", { budgetType: "TIME" }, /budgetType to be one of USAGE, COST/),
    budgets("of a week", { timeUnit: "WEEKLY" }, /DAILY, MONTHLY, QUARTERLY, ANNUALLY/, {
      timeUnit: "DAILY",
    }),
    budgets("without a limit", { limitAmount: undefined }, /BudgetLimit: limitAmount is missing/),
    budgets("of no currency", { limitUnit: undefined }, /BudgetLimit: limitUnit is missing/),
    budgets("of a thousand", { limitAmount: "1,000" }, /limitAmount to be an amount/, {
      limitAmount: "999.5",
    }),
    budgets("of cost in gigabytes", { limitUnit: "GB" }, /a currency, as USD, got GB/, {
      budgetType: "USAGE",
      limitUnit: "GB",
    }),
    ...["timePeriodStart", "timePeriodEnd"].map((property) =>
      budgets(`with a date as its ${property}`, { [property]: "2026-01-01" }, /a time as 2026-01-01_00:00/, {
        [property]: "2026-02-01_00:00",
      }),
    ),
    ...["comparisonOperator", "notificationType", "threshold", "thresholdType"].flatMap((property) => [
      budgets(
        `that tells without ${property}`,
        telling({ [property]: undefined }),
        new RegExp(`\\.${property} is required and missing`),
      ),
      budgets(
        `that tells with a strange ${property}`,
        telling({ [property]: "SOME" }),
        new RegExp(`${property} to be`),
      ),
    ]),
    budgets("that tells before it begins", telling({ threshold: -1 }), /threshold to be in the range/, {
      ...telling({ threshold: 110.5, notificationType: "FORECASTED" }),
    }),
    budgets("that tells nobody", telling({ subscriberSnsTopicArns: [] }), /at least one subscriber/, {
      ...telling({ subscriberSnsTopicArns: [], subscriberEmailAddresses: ["a@example.org"] }),
    }),
    budgets("that tells six times", thresholds(6), /at most 5 notifications, this one 6/, thresholds(5)),
    budgets(
      "that tells the same twice",
      told(notification(), notification({ subscriberSnsTopicArns: [topicArn("more")] })),
      /DuplicateRecordException: the notification GREATER_THAN ACTUAL 100 PERCENTAGE is there twice/,
      thresholds(2),
    ),
    budgets("that tells two topics", to("costs", "more"), /can only have 1 subscribers with type of SNS/),
    budgets(
      "that tells eleven people",
      mailing(11),
      /can only have 10 subscribers with type of EMAIL/,
      mailing(10),
    ),
    budgets(
      "that tells a name",
      telling({ subscriberEmailAddresses: ["someone"] }),
      /to be an e-mail address/,
    ),
    budgets("that tells a topic that does not exist", to("cost"), /:cost does not exist/),
    budgets(
      "that tells a topic of CloudWatch's",
      to("alarms"),
      /The policy of .*:alarms does not allow budgets\.amazonaws\.com to send to it \(sns:Publish\)/,
      to("more"),
      [topic("alarms", publishes("alarms", "cloudwatch.amazonaws.com"))],
    ),
    budgets(
      "that tells an encrypted topic, and may not use the key",
      to("encrypted"),
      /by which .*:encrypted is encrypted, does not allow budgets\.amazonaws\.com to use the key/,
      to("costs"),
      [keyFor("cloudwatch.amazonaws.com"), encrypted],
    ),
  ]);

  it(
    "have the real id and ARN, may use a key that lets them, and are replaced for another name",
    inAccount(async (account) => {
      await account.makeAll([...given, keyFor(SERVICE), encrypted]);
      const made = await account.make({
        type: token.BUDGET,
        name: "budget",
        inputs: budget(to("encrypted")),
        region: OTHER_REGION,
      });
      assert.equal(made.id, `${ACCOUNT}:monthly`);
      assert.equal(made.outputs["arn"], `arn:aws:budgets::${ACCOUNT}:budget/monthly`);
      assert.equal(made.outputs["accountId"], ACCOUNT);
      assert.equal(made.outputs["timePeriodStart"], "2026-01-01_00:00");
      const later = await account.change("budget", { timePeriodStart: "2026-02-01_00:00" });
      assert.equal(later.outputs["timePeriodStart"], "2026-02-01_00:00");
      const change = (more: Properties) => account.provider.difference(made, { ...made.inputs, ...more });
      assert.deepEqual((await change({ name: "other" })).replacesList, ["name"]);
      assert.deepEqual((await change({ limitAmount: "2000" })).replacesList, []);
    }),
  );

  it(
    "are not judged by topics that are not known yet",
    inAccount(async ({ provider }) => {
      const inputs = budget(telling({ subscriberSnsTopicArns: [UNKNOWN] }));
      const seen = await provider.foresee(token.BUDGET, "budget", inputs);
      assert.equal(seen["arn"], UNKNOWN);
    }),
  );
});
