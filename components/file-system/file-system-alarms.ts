import type * as pulumi from "@pulumi/pulumi";
import { alarm } from "../alerts/alarm";

export interface FileSystemAlarmsArgs {
  readonly fileSystemName: string;
  readonly fileSystemId: pulumi.Input<string>;
  readonly alarmAboveGiB: number;
  readonly topicArn: pulumi.Input<string>;
}

const GIB = 1024 ** 3;

/** Share of the operations that a general purpose file system can do, in percent. */
const BUSY = 90;

/** Tells when a file system is nearly as busy as it can be, and when it has grown. With elastic throughput it has no credits to run out of. */
export function fileSystemAlarms(
  name: string,
  { fileSystemName, fileSystemId, alarmAboveGiB, topicArn }: FileSystemAlarmsArgs,
  child: pulumi.CustomResourceOptions,
): void {
  alarm(
    `${name}-busy`,
    {
      alarmName: `${fileSystemName}_busy`,
      text: {
        says: `${fileSystemName} has done more than ${BUSY} % of the operations that it can for fifteen minutes: it becomes slow`,
        whatToDo:
          "ClientConnections and MeteredIOBytes of the file system tell how many use it, and how much. Run fewer jobs at a time; very many small files are the usual reason",
      },
      metric: {
        namespace: "AWS/EFS",
        name: "PercentIOLimit",
        dimensions: { FileSystemId: fileSystemId },
        statistic: "Maximum",
        periodSeconds: 300,
      },
      when: { comparison: "above", threshold: BUSY, periods: 3, missing: "good" },
      topicArn,
    },
    child,
  );
  alarm(
    `${name}-large`,
    {
      alarmName: `${fileSystemName}_large`,
      text: {
        says: `${fileSystemName} holds more than ${alarmAboveGiB} GiB, and every one is paid for`,
        whatToDo:
          "what failed jobs and broken uploads have left behind is the usual reason (docs/datavault.md). If all of it is in use, raise the limit in the settings and deploy",
      },
      metric: {
        namespace: "AWS/EFS",
        name: "StorageBytes",
        dimensions: { FileSystemId: fileSystemId, StorageClass: "Total" },
        // EFS weighs itself every fifteen minutes [AWS: CloudWatch metrics for Amazon EFS].
        statistic: "Average",
        periodSeconds: 900,
      },
      when: { comparison: "above", threshold: alarmAboveGiB * GIB, periods: 2, missing: "good" },
      topicArn,
    },
    child,
  );
}
