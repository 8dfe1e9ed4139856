/** Physical names of what the platform is made of, known before any of it is there. */

export const bucketNames = (stage: string, accountId: string) => ({
  originals: `strongroom-${stage}-originals-${accountId}`,
  /** In the second region. */
  originalsCopy: `strongroom-${stage}-originals-copy-${accountId}`,
  originalsCopyLogs: `strongroom-${stage}-originals-copy-logs-${accountId}`,
  derived: `strongroom-${stage}-derived-${accountId}`,
  assets: `strongroom-${stage}-assets-${accountId}`,
  /** Logs of CloudFront and its firewall; the firewall takes no name that begins in another way. */
  edgeLogs: `aws-waf-logs-strongroom-${stage}-platform-${accountId}`,
});

/** Folders of derived images and of assets that CloudFront serves, each below the path of its name, without a slash. */
export const SERVED = { derived: "img", assets: "assets" } as const;

/** Names in the zone: the zone's own, and two below it. */
export const hostNames = (zone: string) => ({ site: zone, www: `www.${zone}`, images: `images.${zone}` });

/** Roles in which GuardDuty looks at uploads, and S3 copies them. */
export const scanRoleName = (stage: string) => `strongroom-${stage}-upload-scan`;
export const copyRoleName = (stage: string) => `strongroom-${stage}-originals-copy`;

/** A cluster of Aurora MySQL by the word of its data: `strongroom-pro-data-orders`; its role, alarms and logs begin so. */
export const databaseName = (stage: string, word: string) => `strongroom-${stage}-data-${word}`;

/** Names in the database of a word of those who sign in without a password: MySQL takes 32 characters. */
export const databaseUsers = (word: string) => {
  const prefix = word.replaceAll("-", "_");
  return { app: `${prefix}_app`, sync: `${prefix}_sync` };
};

/** Groups of Valkey; ElastiCache takes 40 characters. */
export const valkeyNames = (stage: string) => ({
  cache: `strongroom-${stage}-cache`,
  store: `strongroom-${stage}-store`,
});

/** The domain of OpenSearch Service, at most 28 characters, or the cluster that stands in its place. */
export const searchName = (stage: string) => `strongroom-${stage}-search`;

/** What is searched for: the database in PostgreSQL, and the word by which its index in OpenSearch is read. */
export const SEARCHED = "products";

/** As whom `reindex` signs in to search, and the secrets that say so. */
export const searchIndexer = (stage: string) => ({
  userName: "products_indexer",
  userSecret: `strongroom/${stage}/search/platform/indexer/user`,
  passwordSecret: `strongroom/${stage}/search/platform/indexer/password`,
});

export const busName = (stage: string) => `strongroom-${stage}-events`;
export const streamName = (stage: string) => `strongroom-${stage}-changes`;
export const queueName = (stage: string, consumer: string) => `strongroom-${stage}-${consumer}`;

/** The vaults of the platform's backups in both regions, their plan, and its role. */
export const backupsName = (stage: string) => `strongroom-${stage}-platform-backups`;

/** What tries whether a backup can be restored, and its role. */
export const restoreTestName = (stage: string) => `${backupsName(stage)}-restore-test`;

/** Where images are pushed to, in the stage's registry. */
export const repositoryNames = (stage: string) => ({
  thumbor: `strongroom-${stage}/thumbor`,
  workers: `strongroom-${stage}/workers`,
  /** Of the services in Kubernetes, each by its word. */
  catalogue: `strongroom-${stage}/catalogue`,
});

/** What signs the URLs of images. */
export const signingSecretName = (stage: string) => `strongroom/${stage}/platform/image-signing-key`;

/** The load balancer before the image proxy. */
export const imageBalancerName = (stage: string) => `strongroom-${stage}-images`;

/** Where alarms about CloudFront are told, in us-east-1. */
export const edgeTopicName = (stage: string) => `strongroom-${stage}-platform-edge-alarms`;
