/** [docs.aws.amazon.com: Schedule types in EventBridge Scheduler; Setting a schedule pattern for scheduled rules] */
const RATE = /^rate\([1-9]\d* (minute|hour|day)s?\)$/;
const AT = /^at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)$/;
const CRON = /^cron\((.+)\)$/;

/** Whether it is `rate(…)` or `cron(…)` as AWS writes them. */
function isRecurring(expression: string): boolean {
  const fields = CRON.exec(expression)?.[1]?.split(" ") ?? [];
  // Of the days of the month and of the week one is named, and the other is "?".
  return RATE.test(expression) || (fields.length === 6 && (fields[2] === "?") !== (fields[4] === "?"));
}

/** Whether it is `at(…)`: once. */
export const isOnce = (expression: string): boolean => AT.test(expression);

/** The refusal for an expression that does not recur; nothing for none at all. */
export const expressionFault = (expression: string, refusal: string): string | undefined =>
  expression === "" || isRecurring(expression) ? undefined : refusal;
