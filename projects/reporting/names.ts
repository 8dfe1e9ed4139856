/** Names by which operators and other systems know what reporting keeps (storage-service.md 4.2, 4.7, 10.4, 10.5). */

/** Domain of OpenSearch Service: at most 28 characters. */
export const domainName = (stage: string, cluster: "reporting" | "logging") =>
  `strongroom-${stage}-${cluster}`;

/** Bucket of the daily reports. */
export const reportBucketName = (stage: string, accountId: string) =>
  `strongroom-${stage}-reports-${accountId}`;

export const alarmThreadsName = (stage: string) => `strongroom-${stage}-alarm-threads`;

/** Where alarms are told, and where the daily report is: secrets that an operator fills. */
export const slackSecrets = {
  alarms: "monitoring/critical_slack_webhook",
  report: "storage_service_reporter/slack_webhook",
} as const;

/** How the daily report finds its cluster. */
export const readerSecrets = {
  host: "storage_service_reporter/es_host",
  port: "storage_service_reporter/es_port",
  user: "storage_service_reporter/es_user",
  password: "storage_service_reporter/es_pass",
} as const;

/** What has an index, and an indexer with a user of its own (4.6, 4.7). */
export const indexers = ["ingests", "bags", "files"] as const;
export type Indexer = (typeof indexers)[number];

/** How an indexer finds the cluster and signs in, below the stage's own prefix. */
export const indexerSecrets = (prefix: string) => ({
  host: `${prefix}/es_host`,
  port: `${prefix}/es_port`,
  protocol: `${prefix}/es_protocol`,
  user: (indexer: Indexer) => `${prefix}/${indexer}/es_username`,
  password: (indexer: Indexer) => `${prefix}/${indexer}/es_password`,
});
