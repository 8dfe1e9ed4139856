import { z } from "zod";
import { contract } from "../../components/contract";
import { Balancer } from "../../components/load-balancer/balancer-promise";
import { arn } from "../../components/place/schemas";

/** What of the web service lasts, and what its app stack stands on. */
export const webservice = contract("webservice-base", 2, {
  /** Versions of this repository's components that an app stack may be made of, as npm writes ranges. */
  componentRange: z.string(),
  /** Public names that it answers, the first of them the one that is shown. */
  hostNames: z.array(z.string()).min(1),
  /**
   * Zone of the names, where CloudFront's records are made; null where somebody else makes them. Without a CDN they
   * lead to the balancer already.
   */
  zoneId: z.string().nullable(),
  /** Where images of the service are pushed to, without a tag. */
  repositoryUrl: z.string(),
  database: z.object({
    clusterName: z.string(),
    /** What policies name it by. */
    clusterResourceId: z.string(),
    name: z.string(),
    endpoint: z.string(),
    readerEndpoint: z.string(),
    port: z.number().int(),
    /** The master user's secret, for migrations alone. */
    masterSecretArn: arn("secretsmanager"),
    securityGroupId: z.string(),
    /** Groups whose members may call it. */
    clientGroupIds: z.object({ web: z.string(), migrations: z.string() }),
  }),
  /** Uploaded and static files, with a key of their own: CloudFront may use it, as none of the archive's. */
  media: z.object({ bucketName: z.string(), arn: arn("s3"), keyArn: arn("kms") }),
  /** Name of the secret by which sessions and forms are signed. */
  signingSecretName: z.string(),
  balancer: Balancer,
  /** What CloudFront stands on; null where the stage has none, and the balancer is reached from the internet. */
  cdn: z
    .object({
      certificateArn: arn("acm"),
      logBucketName: z.string(),
      /** In us-east-1, where CloudFront's alarms are. */
      alarmTopicArn: arn("sns"),
    })
    .nullable(),
  /** Where what the synthetic check saw is kept. */
  checkBucketName: z.string(),
  backup: z.object({ vaultName: z.string(), copyVaultArn: arn("backup") }),
});
