import type * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";
import { METRICS_NAMESPACE } from "../functions/node-function";
import { CAPACITY_DIMENSION, DISK_METRIC } from "./first-start";
import type { MachineCapacityArgs } from "./machine-capacity";

/** Percent beyond which a job might not find the room that it needs (datavault.md 12.22). */
const FULL_PERCENT = 80;

/** Tells when the disk of any machine fills up; with no machine there is nothing to tell. */
export function fullDisks(
  name: string,
  { capacityName, alarmTopicArn }: MachineCapacityArgs,
  child: pulumi.CustomResourceOptions,
): void {
  alarm(
    name,
    {
      alarmName: `${capacityName}_disk`,
      text: {
        says: `The disk of a machine of ${capacityName} is more than ${FULL_PERCENT} % full`,
        whatToDo:
          "what a failed job left there lies there until it is restarted, or until its worker's next success: restart it or give it up. Larger disks come with new machines",
      },
      metric: {
        namespace: METRICS_NAMESPACE,
        name: DISK_METRIC,
        dimensions: { [CAPACITY_DIMENSION]: capacityName },
        statistic: "Maximum",
        periodSeconds: 300,
      },
      when: { comparison: "above", threshold: FULL_PERCENT, missing: "good" },
      topicArn: alarmTopicArn,
    },
    child,
  );
}
