import * as assert from "node:assert/strict";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { MonthlyBudgets } from "../../components/alerts/monthly-budget";
import { ACCOUNT, REGION, runComponent } from "./ground";

const BUDGET = "aws:budgets/budget:Budget";
const TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:mail`;

const make = (amount: number) =>
  runComponent((_ground, opts) => {
    const policy = {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "budgets.amazonaws.com" },
          Action: "sns:Publish",
          Resource: TOPIC,
        },
      ],
    };
    const topic = new sns.Topic(
      "mail",
      { name: "mail", policy: JSON.stringify(policy) },
      { parent: new pulumi.ComponentResource("tests:Ground", "ground", {}, opts) },
    );
    new MonthlyBudgets(
      "costs",
      { budgetName: "strongroom-pre", limit: { amount, currency: "USD" }, told: { topicArn: topic.arn } },
      opts,
    );
  });

describe("MonthlyBudgets", () => {
  it("tells at 100 and at 110 percent of the month's limit, of what was spent and of what will be", async () => {
    const graph = await make(2500);
    for (const [kind, notificationType] of [
      ["actual", "ACTUAL"],
      ["forecast", "FORECASTED"],
    ])
      assert.deepEqual(graph.one(BUDGET, `costs-${kind}`).inputs, {
        name: `strongroom-pre-${kind}`,
        budgetType: "COST",
        timeUnit: "MONTHLY",
        limitAmount: "2500",
        limitUnit: "USD",
        notifications: [100, 110].map((threshold) => ({
          notificationType,
          comparisonOperator: "GREATER_THAN",
          threshold,
          thresholdType: "PERCENTAGE",
          subscriberSnsTopicArns: [TOPIC],
        })),
      });
    assert.equal(graph.of(BUDGET).length, 2);
  });

  it("writes to people by itself where nothing else is there yet", async () => {
    const addresses = ["one@example.org", "two@example.org"];
    const graph = await runComponent((_ground, opts) => {
      const limit = { amount: 1, currency: "USD" } as const;
      new MonthlyBudgets("costs", { budgetName: "account", limit, told: { addresses } }, opts);
    });
    assert.deepEqual(
      graph.one(BUDGET, "costs-actual").inputs["notifications"],
      [100, 110].map((threshold) => ({
        notificationType: "ACTUAL",
        comparisonOperator: "GREATER_THAN",
        threshold,
        thresholdType: "PERCENTAGE",
        subscriberEmailAddresses: addresses,
      })),
    );
  });

  it("refuses a limit of nothing, and takes one of a dollar", async () => {
    await assert.rejects(make(0), /limit\.amount: more than 0, got 0/);
    await make(1);
  });
});
