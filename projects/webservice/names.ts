/** Physical names of what the web service is made of, known before any of it is there. */

export const bucketNames = (stage: string, accountId: string) => ({
  media: `strongroom-${stage}-media-${accountId}`,
  /** Code of synthetic checks, and what their runs leave. */
  checks: `strongroom-${stage}-checks-${accountId}`,
  /** Logs of CloudFront and its firewall; the firewall takes no name that begins in another way. */
  edgeLogs: `aws-waf-logs-strongroom-${stage}-edge-${accountId}`,
});

/** The database's cluster; its role, alarms and logs have names that begin so. */
export const databaseName = (stage: string) => `strongroom-${stage}-webservice`;

/** The vaults of backups in both regions, their plan, and its role. */
export const backupsName = (stage: string) => `strongroom-${stage}-backups`;

/** The plan that restores the newest backup now and then, and its role. */
export const restoreTestName = (stage: string) => `${backupsName(stage)}-restore-test`;

/** Where images are pushed to, in the stage's registry. */
export const repositoryName = (stage: string) => `strongroom-${stage}/webservice`;

/** What signs sessions and forms. */
export const signingSecretName = (stage: string) => `strongroom/${stage}/webservice/signing-key`;

/** The load balancer that faces the world, and its firewall; and the one behind CloudFront, which is another: AWS changes neither into the other. */
export const balancerNames = (stage: string) => ({
  open: `strongroom-${stage}-web`,
  inside: `strongroom-${stage}-web-inside`,
});

/** Where alarms about CloudFront are told, in us-east-1. */
export const edgeTopicName = (stage: string) => `strongroom-${stage}-edge-alarms`;
