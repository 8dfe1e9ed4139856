import { CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { memoize } from "es-toolkit/function";
import type { Metric } from "./alarm";
import type { Span } from "./pages";

/** What is looked up in AWS, in the region of the alarm. */
export interface LookUps {
  /** Messages that a queue holds. */
  readonly messages: (region: string, queueUrl: string) => Promise<number>;
  /** The greatest value of each minute, the newest first. */
  readonly greatest: (region: string, metric: Metric, span: Span) => Promise<readonly number[]>;
  /** Lines of a log group that a pattern finds, the oldest first; at most so many. */
  readonly lines: (
    region: string,
    group: string,
    pattern: string,
    span: Span,
    atMost: number,
  ) => Promise<readonly string[]>;
}

/** Pages of a log that are read for one message: each may be empty although there is more. */
const LOG_PAGES = 10;

/** A message may not wait for long: what takes longer is told as not known. */
const clientOptions = (region: string) => ({
  region,
  maxAttempts: 2,
  requestHandler: { requestTimeout: 5000, connectionTimeout: 2000 },
});

const queues = memoize((region: string) => new SQSClient(clientOptions(region)));
const metrics = memoize((region: string) => new CloudWatchClient(clientOptions(region)));
const logs = memoize((region: string) => new CloudWatchLogsClient(clientOptions(region)));

export const awsLookUps: LookUps = {
  async messages(region, queueUrl) {
    const { Attributes: attributes } = await queues(region).send(
      new GetQueueAttributesCommand({
        QueueUrl: queueUrl,
        AttributeNames: ["ApproximateNumberOfMessages"],
      }),
    );
    return Number(attributes?.["ApproximateNumberOfMessages"]);
  },

  async greatest(region, { namespace, name, dimensions }, { from, to }) {
    const { MetricDataResults: results } = await metrics(region).send(
      new GetMetricDataCommand({
        StartTime: from,
        EndTime: to,
        ScanBy: "TimestampDescending",
        MetricDataQueries: [
          {
            Id: "wanted",
            MetricStat: {
              Metric: {
                Namespace: namespace,
                MetricName: name,
                Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
              },
              Period: 60,
              Stat: "Maximum",
            },
          },
        ],
      }),
    );
    return results?.[0]?.Values ?? [];
  },

  async lines(region, group, pattern, { from, to }, atMost) {
    const found: string[] = [];
    let nextToken: string | undefined;
    for (let page = 0; page < LOG_PAGES && found.length < atMost; page++) {
      const answer = await logs(region).send(
        new FilterLogEventsCommand({
          logGroupName: group,
          filterPattern: pattern,
          startTime: from.getTime(),
          endTime: to.getTime(),
          limit: atMost - found.length,
          ...(nextToken === undefined ? {} : { nextToken }),
        }),
      );
      found.push(...(answer.events ?? []).flatMap(({ message }) => (message === undefined ? [] : [message])));
      nextToken = answer.nextToken;
      if (nextToken === undefined) break;
    }
    return found.slice(0, atMost);
  },
};
