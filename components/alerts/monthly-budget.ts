import * as budgets from "@pulumi/aws/budgets";
import * as pulumi from "@pulumi/pulumi";

export interface MonthlyBudgetsArgs {
  /** Physical name; behind it comes what is watched: `{name}-actual`, `{name}-forecast`. */
  readonly budgetName: string;
  /** What the account may cost in a month, more than 0. */
  readonly limit: { readonly amount: number; readonly currency: "USD" };
  readonly told: BudgetTold;
  /**
   * Watches only what has this value of the tag `system`, which must be a cost allocation tag of the account; without it
   * the whole account.
   */
  readonly system?: string;
}

/** Who is told. */
export type BudgetTold =
  /** A topic that lets budgets.amazonaws.com publish. */
  | { readonly topicArn: pulumi.Input<string> }
  /** One to ten e-mail addresses: AWS writes to them by itself, and nothing has to be there before. */
  | { readonly addresses: readonly string[] };

/** Percent of the limit at which it is told (storage-service.md 10.3). */
const THRESHOLDS = [100, 110];

const kinds = { actual: "ACTUAL", forecast: "FORECASTED" } as const;

/** Tells when the account's costs of the month, or what they are going to be, reach the limit and go beyond it. */
export class MonthlyBudgets extends pulumi.ComponentResource {
  constructor(name: string, args: MonthlyBudgetsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:alerts:MonthlyBudgets", name, {}, opts);
    if (args.limit.amount <= 0)
      throw new pulumi.ResourceError(`limit.amount: more than 0, got ${args.limit.amount}`, this);
    const subscribers =
      "topicArn" in args.told
        ? { subscriberSnsTopicArns: [args.told.topicArn] }
        : { subscriberEmailAddresses: [...args.told.addresses] };
    for (const [kind, notificationType] of Object.entries(kinds))
      new budgets.Budget(
        `${name}-${kind}`,
        {
          name: `${args.budgetName}-${kind}`,
          budgetType: "COST",
          timeUnit: "MONTHLY",
          limitAmount: String(args.limit.amount),
          limitUnit: args.limit.currency,
          ...(args.system === undefined
            ? {}
            : { costFilters: [{ name: "TagKeyValue", values: [`user:system$${args.system}`] }] }),
          notifications: THRESHOLDS.map((threshold) => ({
            notificationType,
            comparisonOperator: "GREATER_THAN",
            threshold,
            thresholdType: "PERCENTAGE",
            ...subscribers,
          })),
        },
        { parent: this },
      );
    this.registerOutputs({});
  }
}
