import { ALARMS, DASHBOARDS, LOG_GROUPS, RULES } from "../../rights/kinds";
import { named, words, type Works } from "../../rights/work";
import { datavault, functions, machines, migrations, services } from "./names";

/** One log for all that runs; the functions have their own. */
const LOG = "log-group:datavault";

/** What DataVault writes down, and what of it people are told. */
export const datavaultTelling: Works = {
  cloudwatch: [
    {
      actions: DASHBOARDS,
      on: (at) => [`arn:aws:cloudwatch::${at.accountId}:dashboard/${datavault(at)}`],
    },
    {
      actions: ALARMS,
      on: named(
        "cloudwatch",
        (at) =>
          words("failed_audits failed_jobs redelivered").map((what) => `alarm:${datavault(at)}_${what}`),
        (at) => [...services(at), machines(at), ...functions(at)].map((name) => `alarm:${name}_*`),
      ),
    },
  ],
  events: [
    {
      actions: RULES,
      // The others start anew what reads a secret that has changed.
      on: named("events", (at) => [
        `rule/${datavault(at)}-stopped-tasks`,
        ...words("broker web broker-and-web").map((readers) => `rule/${migrations(at)}-${readers}`),
      ]),
    },
  ],
  logs: [
    {
      actions: LOG_GROUPS,
      on: named(
        "logs",
        () => [LOG, `${LOG}:*`],
        (at) => functions(at).map((name) => `log-group:/aws/lambda/${name}*`),
      ),
    },
    {
      // What is masked in it, and what of it people are told.
      actions: words("DeleteDataProtectionPolicy DeleteMetricFilter PutDataProtectionPolicy PutMetricFilter"),
      on: named("logs", () => [LOG, `${LOG}:*`]),
    },
  ],
};
