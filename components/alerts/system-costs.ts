import * as costexplorer from "@pulumi/aws/costexplorer";
import * as pulumi from "@pulumi/pulumi";
import { MonthlyBudgets } from "./monthly-budget";

export interface SystemCostsArgs {
  /** Physical name, up to 40 characters; behind it comes what is watched. */
  readonly costsName: string;
  /** Value of the tag `system`, which all that the system is made of has; it must be a cost allocation tag of the account. */
  readonly system: string;
  /** What the system may cost in a month, more than 0. */
  readonly monthlyUsd: number;
  /** What is spent in a day beyond the usual, and people are told of, more than 0. */
  readonly anomalyUsd: number;
  /** One to ten e-mail addresses. */
  readonly emails: readonly string[];
}

/** Tells when a system costs more than it may, or all at once more than it did. */
export class SystemCosts extends pulumi.ComponentResource {
  constructor(name: string, args: SystemCostsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:alerts:SystemCosts", name, {}, opts);
    const { costsName, system, monthlyUsd, anomalyUsd, emails } = args;
    if (anomalyUsd <= 0) throw new pulumi.ResourceError(`anomalyUsd: more than 0, got ${anomalyUsd}`, this);
    const child = { parent: this };
    new MonthlyBudgets(
      name,
      {
        budgetName: costsName,
        limit: { amount: monthlyUsd, currency: "USD" },
        told: { addresses: emails },
        system,
      },
      child,
    );
    const monitor = new costexplorer.AnomalyMonitor(
      `${name}-monitor`,
      {
        name: costsName,
        monitorType: "CUSTOM",
        monitorSpecification: JSON.stringify({
          Tags: { Key: "system", Values: [system], MatchOptions: null },
          And: null,
          CostCategories: null,
          Dimensions: null,
          Not: null,
          Or: null,
        }),
      },
      child,
    );
    new costexplorer.AnomalySubscription(
      `${name}-anomalies`,
      {
        name: costsName,
        frequency: "DAILY",
        monitorArnLists: [monitor.arn],
        subscribers: emails.map((address) => ({ type: "EMAIL", address })),
        thresholdExpression: {
          dimension: {
            key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
            matchOptions: ["GREATER_THAN_OR_EQUAL"],
            values: [String(anomalyUsd)],
          },
        },
      },
      child,
    );
    this.registerOutputs({});
  }
}
