import * as pulumi from "@pulumi/pulumi";
import type { Received } from "../../../components/contract";
import type { datavault } from "../contract";
import { workerNames, type WorkerName } from "../names";
import type { Variables } from "./more-variables";
import { queues } from "./names";
import type { Settings } from "./settings";

/**
 * What each program is told, by the names that Spring reads in the place of its files (datavault.md 4). What the images
 * set themselves is not among them (images/datavault/README.md).
 */
export interface TellingArgs {
  readonly base: Received<typeof datavault.promises>;
  readonly settings: Settings;
}

/** Where the programs find and put their files: mounts, or folders in memory. */
export const folders = {
  scratch: "/scratch",
  uploads: "/scratch/uploads",
  meta: "/meta",
  jobs: "/jobs",
  active: "/active",
  archive: "/archive",
  keys: "/keys",
  work: "/work",
} as const;

/** Where the broker is found, by Service Connect. */
export const BROKER = { name: "broker", port: 8080 } as const;

/** RabbitMQ, as the TLS sidecar offers it inside a task. */
const QUEUE = { host: "127.0.0.1", port: "5672" } as const;

export const keyNames = {
  VAULT_DATAENCRYPTIONKEYNAME: "data-encryption-key",
  VAULT_PRIVATEKEYENCRYPTIONKEYNAME: "ssh-key-encryption-key",
} as const;

/** Web: people sign in before it, and it is told who they are by headers that its sidecar alone sets. */
export const webVariables = ({ settings }: TellingArgs): Variables => ({
  ...people(settings),
  SPRING_PROFILES_ACTIVE: "shib",
  SHIBBOLETH_PRINCIPAL: "X-Signed-In-User",
  SHIBBOLETH_FIRSTNAME: "X-Signed-In-First-Name",
  SHIBBOLETH_LASTNAME: "X-Signed-In-Last-Name",
  SHIBBOLETH_EMAIL: "X-Signed-In-Email",
  LDAP_ENABLED: "true",
  BROKER_URL: `http://${BROKER.name}:${BROKER.port}`,
  // Listings of large folders take longer than the second that it would wait.
  BROKER_TIMEOUT_MS: "-1",
  WEBAPP_ACTUATOR_USERNAME: "actuator",
  WEBAPP_LOGOUT_URL: settings.signIn.logoutUrl,
  WEBAPP_WELCOME: settings.pages.welcome,
  WEBAPP_MOTD: settings.pages.messageOfTheDay,
  METADATA_SYSTEM: "",
  METADATA_LINK: "",
  ACTIVEDIR: folders.active,
  ARCHIVEDIR: folders.archive,
});

/** Broker: the only one that knows the database. */
export const brokerVariables = ({ base, settings }: TellingArgs): Variables => ({
  ...people(settings),
  ...queueVariables(base),
  ...keyStoreVariables,
  SPRING_DATASOURCE_URL: pulumi.interpolate`jdbc:mariadb://${base.database.host}:${base.database.port}/${base.database.name}?sslMode=verify-full&serverSslCert=/app/rds-ca.pem`,
  SPRING_DATASOURCE_USERNAME: base.database.user,
  SPRING_JPA_HIBERNATE_DDL_AUTO: "validate",
  RABBITMQ_DEFINE_QUEUE_WORKER: "true",
  RABBITMQ_DEFINE_QUEUE_BROKER: "true",
  RABBITMQ_DEFINE_QUEUE_RESTARTS: "true",
  EXCHANGE_RESTARTS: queues.restarts,
  ...Object.fromEntries(
    workerNames.map((worker, position) => [`QUEUE_NAME_WORKER_${position + 1}`, queues.restartOf(worker)]),
  ),
  // Tasks change their addresses: web alone may call, by the security groups.
  BROKER_VALIDATECLIENT: "false",
  BROKER_ACTUATOR_USERNAME: "actuator",
  MAX_DEPOSIT_SIZE: `${settings.worker.maxDepositGiB}GB`,
  MAX_ADMIN_DEPOSIT_SIZE: `${settings.worker.maxDepositGiB}GB`,
  METADATA_URL: "",
  S3_BUCKETNAME: base.archive.bucketName,
  S3_REGION: base.archive.region,
  HOME_PAGE: settings.pages.home,
  HELP_PAGE: settings.pages.help,
  HELP_MAIL: settings.pages.helpMail,
  HELP_ROLES: settings.pages.helpRoles,
  AUDIT_ADMINEMAIL: settings.mail.administrator,
  AUDITDEPOSIT_SCHEDULE: settings.schedules.audit,
  ENCRYPTIONCHECK_SCHEDULE: settings.schedules.encryptionCheck,
  DELETE_SCHEDULE: settings.schedules.deletion,
  REVIEW_SCHEDULE: settings.schedules.review,
  RETENTIONCHECK_SCHEDULE: settings.schedules.retentionCheck,
  SFTP_DRIVER_USE_APACHE_SSHD: "true",
  TEMPDIR: folders.scratch,
  METADIR: folders.meta,
  ACTIVEDIR: folders.active,
  ARCHIVEDIR: folders.archive,
});

/** A worker: known by its own name, with a restart queue and a list of jobs of its own. */
export const workerVariables = ({ base, settings }: TellingArgs, name: WorkerName): Variables => ({
  ...queueVariables(base),
  ...keyStoreVariables,
  SPRING_APPLICATION_NAME: name,
  QUEUE_WORKER_RESTART: queues.restartOf(name),
  PROCESSED_JOB_STORE_PATH: `${folders.jobs}/processed.json`,
  WORKER_ACTUATOR_USERNAME: "actuator",
  CHUNKING_ENABLED: "true",
  CHUNKING_SIZE: `${settings.worker.chunkGiB}GB`,
  CHUNK_THREADS: String(settings.worker.threads),
  ENCRYPTION_ENABLED: "true",
  ENCRYPTION_MODE: "GCM",
  VALIDATE_WORKER_DIRS: "true",
  SFTP_DRIVER_USE_APACHE_SSHD: "true",
  TEMPDIR: folders.scratch,
  METADIR: folders.meta,
});

const people = ({ directory, mail, userStore }: Settings) => ({
  LDAP_HOST: directory.host,
  LDAP_PORT: String(directory.port),
  LDAP_USESSL: "true",
  LDAP_DN: directory.dn,
  LDAP_SEARCHCONTEXT: directory.searchContext,
  LDAP_SEARCHFILTER: directory.searchFilter,
  LDAP_ATTRS: directory.attributes,
  MAIL_ADMINISTRATOR: mail.administrator,
  MAIL_HOST: mail.host,
  MAIL_PORT: String(mail.port),
  MAIL_USERNAME: mail.userName,
  SFTP_HOST: userStore.host,
  SFTP_PORT: String(userStore.port),
  SFTP_ROOTPATH: userStore.rootPath,
});

const queueVariables = ({ queue }: TellingArgs["base"]) => ({
  SPRING_RABBITMQ_HOST: QUEUE.host,
  SPRING_RABBITMQ_PORT: QUEUE.port,
  SPRING_RABBITMQ_SSL_ENABLED: "false",
  SPRING_RABBITMQ_USERNAME: queue.users.application.name,
  QUEUE_NAME: queues.jobs,
  QUEUE_EVENTS: queues.events,
});

const keyStoreVariables = {
  KEYSTORE_ENABLE: "true",
  KEYSTORE_PATH: `${folders.keys}/datavault.jceks`,
  VALIDATE_ENCRYPTION_CONFIG: "true",
  ...keyNames,
};
