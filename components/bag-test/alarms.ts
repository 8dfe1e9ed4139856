import * as pulumi from "@pulumi/pulumi";
import { alarm, type AlarmArgs } from "../alerts/alarm";
import { FAILURE_LINES, METRICS_DIMENSION, METRICS_NAMESPACE } from "../functions/node-function";

export interface BagTestAlarmsArgs {
  readonly testName: pulumi.Input<string>;
  readonly machineArn: pulumi.Input<string>;
  /** Whether it runs every day, so that a day without a success is one too many. */
  readonly daily: boolean;
  readonly topicArn: pulumi.Input<string>;
}

/** From one day's success to the next: a day, an hour when summer ends, and two that a slow ingest may take. */
const LONGEST_WITHOUT_SUCCESS_HOURS = 27;

const AT_ONCE = { comparison: "above", threshold: 0, missing: "good" } as const;

/** The alarms of a bag test: when it fails, when it does not end, and when it no longer takes place. */
export function bagTestAlarms(
  name: string,
  { testName, machineArn, daily, topicArn }: BagTestAlarmsArgs,
  child: pulumi.CustomResourceOptions,
): void {
  const service = { name: testName, does: "stores a test bag by the storage API, and follows it to its end" };
  const log = { group: pulumi.interpolate`/aws/lambda/${testName}`, pattern: FAILURE_LINES };
  const told = (role: string, says: pulumi.Input<string>, whatToDo: string, watched: Watched) =>
    alarm(
      `${name}-${role}`,
      {
        alarmName: pulumi.interpolate`${testName}_${role.replaceAll("-", "_")}`,
        text: { says, whatToDo, service, log },
        ...watched,
        topicArn,
      },
      child,
    );
  const executions = (metric: "ExecutionsFailed" | "ExecutionsTimedOut"): Watched => ({
    metric: {
      namespace: "AWS/States",
      name: metric,
      dimensions: { StateMachineArn: machineArn },
      statistic: "Sum",
      periodSeconds: 60,
    },
    when: AT_ONCE,
  });
  told(
    "failed",
    "The end-to-end test could not store a bag",
    "its log says at which step and why; docs/bag-test.md says what each step's failure means",
    executions("ExecutionsFailed"),
  );
  told(
    "timed-out",
    "The end-to-end test of the storage service did not come to an end",
    "look at the execution in Step Functions, and at the queues of the pipeline: where messages stay, a service does not run",
    executions("ExecutionsTimedOut"),
  );
  if (!daily) return;
  told(
    "not-succeeded",
    `The end-to-end test has stored no bag for ${LONGEST_WITHOUT_SUCCESS_HOURS} hours`,
    "if no other alarm of the test says why, its schedule does not start it: start it by hand (docs/bag-test.md), and look at the schedule in EventBridge Scheduler. In a new stage the first run ends it",
    {
      metric: {
        namespace: METRICS_NAMESPACE,
        name: "BagTestSucceeded",
        dimensions: { [METRICS_DIMENSION]: testName },
        statistic: "Sum",
        periodSeconds: 3600,
      },
      when: { comparison: "below", threshold: 1, periods: LONGEST_WITHOUT_SUCCESS_HOURS, missing: "bad" },
    },
  );
}

type Watched = Pick<AlarmArgs, "metric" | "when">;
