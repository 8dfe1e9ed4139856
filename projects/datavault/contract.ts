import { z } from "zod";
import { contract } from "../../components/contract";
import { Balancer } from "../../components/load-balancer/balancer-promise";
import { arn, awsRegion } from "../../components/place/schemas";

/** Those of names.ts, which a contract does not read: base, which publishes both, holds them together. */
const workerName = z.enum(["worker-1", "worker-2", "worker-3"]);
const imageName = z.enum([
  "web",
  "broker",
  "worker",
  "migrations",
  "key-store",
  "tls-sidecar",
  "header-sidecar",
]);

/** A folder of a file system, entered as the user that owns it. */
const accessPoint = z.object({ id: z.string(), arn: arn("elasticfilesystem") });
const ofEachWorker = z.record(workerName, accessPoint);

const secretName = z.string();

/** What of DataVault lasts, and what its app stack stands on. */
export const datavault = contract("datavault-base", 1, {
  /** Public name that it answers, and the zone in which the record leads to the balancer. */
  hostName: z.string(),
  /** Names of the workers that can be, each with a job store and scratch space. */
  workerNames: z.array(workerName),
  /** Where each image is pushed to, without a tag. */
  repositoryUrls: z.record(imageName, z.string()),
  /** MariaDB, for the broker alone. */
  database: z.object({
    instanceName: z.string(),
    host: z.string(),
    port: z.number().int(),
    name: z.string(),
    /** Whom the broker signs in as; migrations make the user, with the password of `passwordSecret`. */
    user: z.string(),
    passwordSecret: secretName,
    /** The master user's secret (JSON with `username` and `password`), for migrations alone. */
    masterSecretArn: arn("secretsmanager"),
    securityGroupId: z.string(),
    /** Groups whose members may call it. */
    clientGroupIds: z.object({ broker: z.string(), migrations: z.string() }),
  }),
  /** EFS: mounted over TLS, with IAM, through access points alone, by the tasks' roles of names.ts. */
  files: z.object({
    /** Backed up: manifests, and each worker's list of the jobs that it took. */
    kept: z.object({
      fileSystemId: z.string(),
      arn: arn("elasticfilesystem"),
      meta: accessPoint,
      jobStores: ofEachWorker,
    }),
    /** Not backed up: uploads on their way to a worker, and each worker's scratch space. */
    scratch: z.object({
      fileSystemId: z.string(),
      arn: arn("elasticfilesystem"),
      uploads: accessPoint,
      workers: ofEachWorker,
    }),
    /** Groups whose members may reach both. */
    clientGroupIds: z.object({ broker: z.string(), worker: z.string() }),
  }),
  /** RabbitMQ, by TLS alone. */
  queue: z.object({
    brokerName: z.string(),
    brokerId: z.string(),
    host: z.string(),
    /** AMQP over TLS. */
    port: z.number().int(),
    /** The management API, over HTTPS. */
    apiPort: z.number().int(),
    /** Each user's name, and the secret with its password. */
    users: z.object({
      admin: z.object({ name: z.string(), passwordSecret: secretName }),
      application: z.object({ name: z.string(), passwordSecret: secretName }),
      observer: z.object({ name: z.string(), passwordSecret: secretName }),
    }),
    securityGroupId: z.string(),
    /** Groups whose members may call it: observer its management API alone, the others AMQP alone. */
    clientGroupIds: z.object({ broker: z.string(), worker: z.string(), observer: z.string() }),
  }),
  /** Where the workers put what is archived: they may put, get and list, and delete nothing. */
  archive: z.object({ bucketName: z.string(), arn: arn("s3"), region: awsRegion, keyArn: arn("kms") }),
  /** The locked vaults, which S3 itself fills: one beside it, and one in the second region. */
  vaults: z.object({
    home: z.object({ bucketName: z.string(), region: awsRegion }),
    /** What alarms of it are told on is in its own region. */
    copy: z.object({ bucketName: z.string(), region: awsRegion, alarmTopicArn: arn("sns") }),
  }),
  /** Names of secrets that are of no single thing above, by their uses. */
  secretNames: z.object({
    keyStore: secretName,
    keyStorePassword: secretName,
    keyStoreSha1: secretName,
    brokerApiKey: secretName,
    webActuatorPassword: secretName,
    brokerActuatorPassword: secretName,
    workerActuatorPassword: secretName,
    sftpPassphrase: secretName,
    ldapPassword: secretName,
    mailPassword: secretName,
    signInClientSecret: secretName,
    signInCookieKey: secretName,
  }),
  balancer: Balancer,
  backup: z.object({ vaultName: z.string(), copyVaultArn: arn("backup") }),
  /** Functions of base, to be watched with the app's. */
  functionNames: z.array(z.string()),
});
