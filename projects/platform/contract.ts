import { z } from "zod";
import { contract } from "../../components/contract";
import { Balancer } from "../../components/load-balancer/balancer-promise";
import { arn } from "../../components/place/schemas";

/** A cluster of its own for each domain of data, under the domain's word in the settings (`databases`). */
const Database = z.object({
  clusterName: z.string(),
  /** What policies name it by, for whoever calls it without the proxy. */
  clusterResourceId: z.string(),
  /** Name of the database in the cluster. */
  name: z.string(),
  port: z.number().int(),
  /** Whatever instance writes: for migrations, and for what holds its connection. */
  writerHost: z.string(),
  /** The instances that only read: what they answer may be some seconds old. */
  readerHost: z.string(),
  /** Leads to the writer through connections that are shared, and lasts through a failover. */
  proxyHost: z.string(),
  /** What policies name the proxy by: who signs in there needs `rds-db:connect` to it, not to the cluster. */
  proxyResourceId: z.string(),
  /** The master user's secret, for migrations alone. */
  masterSecretArn: arn("secretsmanager"),
  /** Group whose members may call the cluster and its proxy. */
  clientGroupId: z.string(),
  /** Names in the database of those who sign in with a token of IAM, by what each is for. */
  users: z.object({ app: z.string(), sync: z.string() }),
});

/** A group of Valkey, reached over TLS; who signs in does so with a token of IAM. */
const KeyValueStore = z.object({
  /** Physical name of the replication group. */
  name: z.string(),
  arn: arn("elasticache"),
  /** Leads to all shards: clients must speak the cluster's protocol. */
  host: z.string(),
  port: z.number().int(),
  clientGroupId: z.string(),
  /** The user's name and id are one; `elasticache:Connect` needs both ARNs, the group's and this one's. */
  user: z.object({ name: z.string(), arn: arn("elasticache") }),
});

const Bucket = z.object({ name: z.string(), arn: arn("s3") });

/** A queue whose messages nobody else has: it lasts. */
const Queue = z.object({
  name: z.string(),
  arn: arn("sqs"),
  url: z.string(),
  deadLetterName: z.string(),
  /** Seconds that a handler may take; the queue hides a message six times as long. */
  handlerSeconds: z.number().int(),
});

/** What of the platform lasts, and what its app stack stands on. */
export const platform = contract("platform-base", 2, {
  /** The public zone of the stage's platform: `platform.pro.archive.example.org`. */
  zone: z.object({
    id: z.string(),
    name: z.string(),
    /** What the zone above has to say of it, where it was made here; null where somebody else has made it. */
    delegation: z.object({ nameServers: z.array(z.string()), signer: z.string() }).nullable(),
  }),
  /** Public names in that zone; both certificates are for all of them. */
  hostNames: z.object({ site: z.string(), www: z.string(), images: z.string() }),
  certificateArns: z.object({
    /** In the stage's primary region, for balancers. */
    home: arn("acm"),
    /** In us-east-1, for CloudFront. */
    edge: arn("acm"),
  }),
  /** What CloudFront and its firewall write to and tell. */
  edge: z.object({
    logBucketName: z.string(),
    /** In us-east-1, where CloudFront's alarms are. */
    alarmTopicArn: arn("sns"),
  }),
  databases: z.record(z.string(), Database),
  /** May forget anything at any time: what does not fit makes room by itself. */
  cache: KeyValueStore,
  /** First layer of what may be written behind: forgets nothing that it acknowledged, and refuses writes when full. */
  store: KeyValueStore,
  /** One shape for both engines: which it is, is a setting. */
  search: z.object({
    engine: z.enum(["opensearch", "postgres"]),
    /** Physical name of the domain or the cluster. */
    name: z.string(),
    /** Where it is written. */
    writerHost: z.string(),
    /** Where it is searched: OpenSearch has one host for both. */
    readerHost: z.string(),
    port: z.number().int(),
    clientGroupId: z.string(),
    /** Who fills it, and may do no more: names of the secrets with the user's name and password. */
    indexer: z.object({ userSecret: z.string(), passwordSecret: z.string() }),
    /** Copies that each index must have beside its primary; 0 where the engine itself sees to it. */
    replicasOfIndex: z.number().int(),
  }),
  buckets: z.object({
    /** What people sent, as it came: CloudFront may not read it. */
    originals: Bucket,
    /** Made from originals, and made again when it has expired. */
    derived: Bucket,
    /** What the web site is made of. */
    assets: Bucket,
  }),
  /** Of all three buckets; CloudFront may decrypt with it, as with none of the archive's. */
  filesKeyArn: arn("kms"),
  /** Tag that the scan for malware puts on originals, and the value of what is clean. */
  scanTag: z.object({ key: z.string(), clean: z.string() }),
  events: z.object({ busName: z.string(), busArn: arn("events"), archiveArn: arn("events") }),
  /** Of the consumers in `consumers.ts`. */
  queues: z.object({ sync: Queue, reindex: Queue }),
  /** For events that must be read again in their order; null where the settings ask for none. */
  stream: z.object({ name: z.string(), arn: arn("kinesis") }).nullable(),
  /** Where images are pushed to, without a tag. */
  repositoryUrls: z.object({ thumbor: z.string(), workers: z.string(), catalogue: z.string() }),
  /** The balancer before the image proxy, called by CloudFront alone. */
  imageBalancer: Balancer,
  /** Name of the secret by which URLs of images are signed. */
  signingSecretName: z.string(),
  /** Encrypts the secrets in the cluster of Kubernetes. */
  kubernetesKeyArn: arn("kms"),
  /** Vaults of backups here and in the second region, and the tag of what is put there. */
  backup: z.object({
    vaultName: z.string(),
    copyVaultArn: arn("backup"),
    tag: z.object({ key: z.string(), value: z.string() }),
  }),
});
