import { ALARMS, FUNCTIONS, LOG_GROUPS, RULES, SCHEDULES } from "../../rights/kinds";
import { named, TAGS, words, type Works } from "../../rights/work";
import { baseFunctions, baseSchedules, datavault, setUpFunction } from "./names";

/** What runs in DataVault's base stack, watches and tells; all of it comes and goes with what it is for. */
export const datavaultBaseRunning: Works = {
  cloudwatch: [
    {
      actions: ALARMS,
      on: named(
        "cloudwatch",
        (at) =>
          words(
            "-archive-* -backups_* -blocked-surge -kept_* -scratch_* _connections _cpu _free_storage _memory _queue_*",
          ).map((end) => `alarm:${datavault(at)}${end}`),
        (at) => baseFunctions(at).map((name) => `alarm:${name}_*`),
      ),
    },
  ],
  events: [{ actions: RULES, on: named("events", (at) => `rule/${datavault(at)}-backups-failed`) }],
  lambda: [
    {
      actions: FUNCTIONS,
      on: named("lambda", (at) => baseFunctions(at).map((name) => `function:${name}`)),
    },
    { actions: words("InvokeFunction"), on: named("lambda", (at) => `function:${setUpFunction(at)}`) },
  ],
  logs: [
    {
      actions: LOG_GROUPS,
      on: named(
        "logs",
        (at) => `log-group:/aws/rds/instance/${datavault(at)}/*`,
        (at) => baseFunctions(at).map((name) => `log-group:/aws/lambda/${name}*`),
      ),
    },
  ],
  scheduler: [
    {
      actions: SCHEDULES,
      on: named("scheduler", (at) => baseSchedules(at).map((name) => `schedule/default/${name}`)),
    },
  ],
  sns: [
    {
      actions: words(`CreateTopic DeleteTopic SetTopicAttributes ${TAGS}`),
      on: named("sns", ({ stage }) => `strongroom-${stage}-alarms-datavault`),
    },
  ],
};
