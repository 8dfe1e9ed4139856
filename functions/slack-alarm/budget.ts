import type { Telling } from "./notice";

/** What AWS Budgets publishes is text with a line for each value [AWS: Creating an Amazon SNS topic for budget notifications]. */
const LINE =
  /^(Budget Name|Budget Type|Budgeted Amount|Alert Type|Alert Threshold|(?:ACTUAL|FORECASTED) Amount): (.+)$/gm;

/** What AWS Budgets tells; nothing when the text is somebody else's. */
export function budgetTelling(text: string): Telling | undefined {
  const values = Object.fromEntries(
    [...text.matchAll(LINE)].map(([, label = "", value = ""]) => [label, value]),
  );
  const { "Budget Name": name, ...facts } = values;
  if (name === undefined) return undefined;
  const isForecast = facts["Alert Type"] === "FORECASTED";
  return {
    level: "warning",
    title: `Budget: ${name}`,
    says: isForecast
      ? "By its end, more will have been spent in this month than was meant to be"
      : "More was spent in this month than was meant to be",
    whatToDo:
      "see in Cost Explorer which service it is, by day. A bulk load costs, and a great reindexing; what nobody meant to do is to be stopped",
    facts,
    lines: [],
    gaps: [],
    pages: [
      { label: "Budgets", url: "https://console.aws.amazon.com/billing/home#/budgets" },
      { label: "Cost Explorer", url: "https://console.aws.amazon.com/cost-management/home#/cost-explorer" },
    ],
    from: ["AWS Budgets"],
  };
}
