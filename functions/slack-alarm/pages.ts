import type { Page } from "./notice";

/** Pages of AWS's console and of OpenSearch Dashboards. */

const consoleOf = (region: string): string => `https://${region}.console.aws.amazon.com`;

export const alarmPage = (region: string, alarmName: string): Page => ({
  label: "Alarm",
  url: `${consoleOf(region)}/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(alarmName)}`,
});

export const queuePage = (region: string, queueUrl: string): Page => ({
  label: "Queue",
  url: `${consoleOf(region)}/sqs/v3/home?region=${region}#/queues/${encodeURIComponent(queueUrl)}`,
});

export const ecsServicePage = (region: string, cluster: string, service: string): Page => ({
  label: "Service",
  url: `${consoleOf(region)}/ecs/v2/clusters/${encodeURIComponent(cluster)}/services/${encodeURIComponent(service)}/events?region=${region}`,
});

export const backupJobsPage = (region: string): Page => ({
  label: "Jobs",
  url: `${consoleOf(region)}/backup/home?region=${region}#/jobs/backup`,
});

/** From when until when. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** A log group of CloudWatch, at a time. Its console wants everything after the hash encoded twice, with `$` for `%`. */
export function logGroupPage(region: string, group: string, { from, to }: Span, pattern?: string): Page {
  const query = [
    `start=${from.getTime()}`,
    `end=${to.getTime()}`,
    ...(pattern === undefined ? [] : [`filterPattern=${encodeURIComponent(pattern)}`]),
  ].join("&");
  const twice = (text: string) => encodeURIComponent(encodeURIComponent(text)).replaceAll("%", "$");
  const once = (text: string) => encodeURIComponent(text).replaceAll("%", "$");
  return {
    label: "Logs",
    url: `${consoleOf(region)}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${twice(group)}/log-events${once(`?${query}`)}`,
  };
}

/** What a service logged at a time, in Discover of OpenSearch Dashboards. */
export function dashboardsPage(dashboardsUrl: string, serviceName: string, { from, to }: Span): Page {
  const time = `(time:(from:'${from.toISOString()}',to:'${to.toISOString()}'))`;
  const query = `(query:(language:kuery,query:'${encodeURIComponent(`service_name:${JSON.stringify(serviceName)}`)}'))`;
  return {
    label: "Logs",
    url: `${dashboardsUrl.replace(/\/$/, "")}/app/data-explorer/discover#?_g=${time}&_q=${query}`,
  };
}
