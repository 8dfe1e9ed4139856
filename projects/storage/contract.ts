import { z } from "zod";
import { contract } from "../../components/contract";
import { arn } from "../../components/place/schemas";

const table = z.object({ name: z.string(), arn: arn("dynamodb") });
const bucket = z.object({ name: z.string(), arn: arn("s3") });

/** What the storage service keeps for good. */
export const storage = contract("storage-base", 3, {
  /** `NS` of the fact sheet: prefix of everything that processes. */
  namespace: z.string(),
  /** The replicas that base was deployed with, by their ids in the order of their list. */
  replicaIds: z.array(z.string()),
  /** Of every replica in S3, mirrors among them, by its id. */
  vaults: z.record(z.string(), bucket),
  buckets: z.object({ unpackedBags: bucket, largeResponses: bucket, manifests: bucket, infra: bucket }),
  tables: z.object({
    ingests: table,
    replicas: table,
    versions: table,
    manifestVersions: table,
    versionerLocks: table,
    replicatorLocks: table,
    azureVerifierTags: table,
    deletedBags: table,
  }),
  /** How S3 copies vaults into their mirrors, as CloudWatch names it. */
  replications: z.array(
    z.object({ source: z.string(), destination: z.string(), ruleId: z.string(), region: z.string() }),
  ),
  /** Alarm topics of the regions where only mirrors are, by region. */
  alarmTopicArns: z.record(z.string(), arn("sns")),
  /** The functions that keep locks and access to Azure alive, to be watched. */
  functionNames: z.array(z.string()),
  api: z.object({
    loadBalancerArn: arn("elasticloadbalancing"),
    loadBalancerGroupId: z.string(),
    userPoolArn: arn("cognito-idp"),
    /** Identifier of the resource server, before each scope. */
    identifier: z.string(),
    /** Where clients get their tokens. */
    tokenUrl: z.string(),
    /** The stage's own host name for the API; none where it has no zone. */
    hostName: z.string().nullable(),
  }),
});

/** What runs of the storage service, for those who watch it and for those who use it. */
export const pipeline = contract("storage-app", 1, {
  /** What clients call, without a slash at its end, and where they get their tokens. */
  apiUrl: z.url(),
  tokenUrl: z.string(),
  /** The API as CloudWatch names it. */
  api: z.object({ name: z.string(), stageName: z.string() }),
  /** Log group with a line for every request to the API. */
  apiLogGroupName: z.string(),
  /** Every service, in the pipeline's order. */
  services: z.array(
    z.object({
      name: z.string(),
      does: z.string(),
      /** CloudWatch namespaces of its programs' metrics. */
      metricsNamespaces: z.array(z.string()),
      queue: z.object({ name: z.string(), deadLetterName: z.string() }).nullable(),
    }),
  ),
  /** Where operators send an ingest again (storage-service.md 13.1), and have bags and files indexed anew (13.26). */
  retryTopicArn: arn("sns"),
  reindexTopicArns: z.object({ bags: arn("sns"), files: arn("sns") }),
  /** Where others subscribe to what the archive registers. */
  registeredBagsTopicArn: arn("sns"),
});
