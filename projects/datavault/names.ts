/** Physical names of what DataVault is made of, known before any of it is there. */

/**
 * Names of the workers that can be: each has a restart queue in the program itself, and here a job store and scratch
 * space of its own. How many of them run is the app's to say; what they left behind stays.
 */
export const workerNames = ["worker-1", "worker-2", "worker-3"] as const;
export type WorkerName = (typeof workerNames)[number];

/** What runs, by one word each. */
export const serviceNames = (stage: string) => ({
  web: `strongroom-${stage}-datavault-web`,
  broker: `strongroom-${stage}-datavault-broker`,
  migrations: `strongroom-${stage}-datavault-migrations`,
  worker: (name: WorkerName) => `strongroom-${stage}-datavault-${name}`,
});

/** The roles of the tasks that mount shared files, as components/services names them. */
export const mountingRoleNames = (stage: string) => {
  const services = serviceNames(stage);
  return [services.broker, ...workerNames.map((name) => services.worker(name))].map(
    (service) => `${service}_task_role`,
  );
};

/** Images that are built for it: the program's own three, and what stands beside them in a task. */
export const imageNames = [
  "web",
  "broker",
  "worker",
  "migrations",
  "key-store",
  "tls-sidecar",
  "header-sidecar",
] as const;
export type ImageName = (typeof imageNames)[number];

/** Where each image is pushed to, in the stage's registry. */
export const repositoryName = (stage: string, image: ImageName) => `strongroom-${stage}/datavault/${image}`;

/** The database's instance; its alarms and logs have names that begin so. */
export const databaseName = (stage: string) => `strongroom-${stage}-datavault`;

/** Name of the first database in it, and of the user in whom the broker signs in. */
export const DATABASE = "datavault";
export const DATABASE_USER = "datavault";

/** RabbitMQ's broker; its configuration, alarms and logs have names that begin so. */
export const queueName = (stage: string) => `strongroom-${stage}-datavault`;

/** Users of RabbitMQ: who sets it up, who works with it, and who looks at how long its queues are. */
export const queueUsers = { admin: "set-up", application: "datavault", observer: "observer" } as const;

/** The function that makes RabbitMQ's users; its role, log and schedule have names that begin so. */
export const queueSetupName = (stage: string) => `strongroom-${stage}-datavault-queue-setup`;

/** File systems: what is kept of each job, and what a running job needs. */
export const fileSystemNames = (stage: string) => ({
  kept: `strongroom-${stage}-datavault-kept`,
  scratch: `strongroom-${stage}-datavault-scratch`,
});

/** Who owns all files in them, and whom the containers run as: the user and group of all our own images. */
export const FILES_OWNER = 10_001;

/** What the names of the archive's vaults say that they are of. */
export const ARCHIVE = "datavault";

/** The functions that renew the vaults' locks. */
export const keeperNames = (stage: string) => ({
  home: `strongroom-${stage}-datavault-keeper`,
  copy: `strongroom-${stage}-datavault-copy-keeper`,
});

/** The role in which S3 fills the vaults. */
export const replicationRoleName = (stage: string) => `strongroom-${stage}-datavault-replication`;

export const bucketNames = (stage: string, accountId: string) => ({
  /** Where the workers put what is archived. */
  archive: `strongroom-${stage}-datavault-archive-${accountId}`,
  /** Inventories of the vault beside it, and of the one in the second region. */
  inventories: `strongroom-${stage}-datavault-inventories-${accountId}`,
  copyInventories: `strongroom-${stage}-datavault-copy-inventories-${accountId}`,
  /** Who read and wrote the locked copy, in the second region. */
  copyAccessLogs: `strongroom-${stage}-datavault-access-logs-${accountId}`,
});

/** The vaults of backups in both regions, their plan, and its role. */
export const backupsName = (stage: string) => `strongroom-${stage}-datavault-backups`;

/** The plan that restores the newest backup of the database now and then, and its role. */
export const restoreTestName = (stage: string) => `${backupsName(stage)}-restore-test`;

/** The load balancer that faces the world, and its firewall. */
export const balancerName = (stage: string) => `strongroom-${stage}-datavault`;

const secret = (stage: string, name: string) => `strongroom/${stage}/datavault/${name}`;

/** Secrets by their uses; each holds one value and nothing else. */
export const secretNames = (stage: string) => ({
  databasePassword: secret(stage, "database-password"),
  queueAdminPassword: secret(stage, "queue-admin-password"),
  queuePassword: secret(stage, "queue-password"),
  queueObserverPassword: secret(stage, "queue-observer-password"),
  /** The JCEKS file with the two AES keys by which all is encrypted, as Base64: ECS hands over no binary secret. */
  keyStore: secret(stage, "key-store"),
  keyStorePassword: secret(stage, "key-store-password"),
  /** SHA-1 of the file, in hex: the programs refuse another. */
  keyStoreSha1: secret(stage, "key-store-sha1"),
  /** What web shows to the broker. */
  brokerApiKey: secret(stage, "broker-api-key"),
  webActuatorPassword: secret(stage, "web-actuator-password"),
  brokerActuatorPassword: secret(stage, "broker-actuator-password"),
  workerActuatorPassword: secret(stage, "worker-actuator-password"),
  /** Guards the private keys by which the archive reads users' SFTP hosts. */
  sftpPassphrase: secret(stage, "sftp-passphrase"),
  /** From outside: an operator fills them. */
  ldapPassword: secret(stage, "ldap-password"),
  mailPassword: secret(stage, "mail-password"),
  /** By it the institution's OpenID provider knows us. */
  signInClientSecret: secret(stage, "sign-in-client-secret"),
  /** Encrypts the cookies of those who signed in, the same in all tasks of web. */
  signInCookieKey: secret(stage, "sign-in-cookie-key"),
});
export type SecretUse = keyof ReturnType<typeof secretNames>;
