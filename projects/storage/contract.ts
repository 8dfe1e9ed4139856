import { z } from "zod";
import { contract } from "../../components/contract";
import { arn } from "../../components/place/schemas";

const table = z.object({ name: z.string(), arn: arn("dynamodb") });
const bucket = z.object({ name: z.string(), arn: arn("s3") });

/** What the storage service keeps for good. */
export const storage = contract("storage-base", 2, {
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
  /** How indexers find the search cluster: secrets below the first, indices behind the second. */
  search: z.object({ secretsPrefix: z.string(), indexPrefix: z.string() }),
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
