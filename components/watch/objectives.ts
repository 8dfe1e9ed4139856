/** What a service promises over 30 days (webservice-and-platform.md W23). */
export const OBJECTIVES = { availabilityPercent: 99.9, p95Seconds: 0.8 } as const;

/** Percent of requests that may fail: the error budget. */
const BUDGET_PERCENT = 100 - OBJECTIVES.availabilityPercent;

/**
 * How many times as fast as it may the error budget is spent when people must hear of it: in a long window, so that it matters, and
 * in a short one, so that it still goes on [Google: The Site Reliability Workbook, Alerting on SLOs, multiwindow, multi-burn-rate].
 * `spends` is what the long window takes of the budget of 30 days by then.
 */
export const BURN_RATES = {
  fast: { times: 14.4, longMinutes: 60, shortMinutes: 5, spends: "2 % of a month's errors in an hour" },
  slow: { times: 6, longMinutes: 360, shortMinutes: 30, spends: "5 % of a month's errors in six hours" },
} as const;

export type Speed = keyof typeof BURN_RATES;

/** Percent of requests that fail at a speed. */
export const failingPercent = (speed: Speed): number =>
  // To the thousandth: what floating point leaves beyond is no threshold.
  Math.round(BURN_RATES[speed].times * BUDGET_PERCENT * 1000) / 1000;

/** What of a load balancer the share of failures is reckoned from. */
export const FAILURE_METRICS = {
  requests: "RequestCount",
  failed: "HTTPCode_Target_5XX_Count",
  unserved: "HTTPCode_ELB_5XX_Count",
} as const;

/**
 * Share of the requests that failed, by metric math. What the load balancer refuses for want of a task is no request to it: it
 * counts as one here, or an outage of all tasks would be a time with no requests.
 */
export const FAILED_SHARE = "(FILL(failed, 0) + FILL(unserved, 0)) / (FILL(requests, 0) + FILL(unserved, 0))";
