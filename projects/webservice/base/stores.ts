import { MediaBucket } from "../../../components/buckets/media-bucket";
import { ImageRepository } from "../../../components/delivery/image-repository";
import { EdgeLogBucket, logDelivery } from "../../../components/edge/edge-log-bucket";
import {
  decryptedForDistribution,
  readByDistribution,
  type ServingDistribution,
} from "../../../components/edge/origin-access";
import { CustomerKey } from "../../../components/keys/customer-key";
import { keyAlias } from "../../../components/names/names";
import { GeneratedSecret } from "../../../components/secrets/generated-secret";
import { CheckBucket } from "../../../components/watch/check-bucket";
import { bucketNames, repositoryName, signingSecretName } from "../names";
import type { ServicePlace } from "./place";
import type { Settings } from "./settings";

/** Django's own has 50 characters. */
const SIGNING_KEY_LENGTH = 64;

/** What the service keeps beside its database: files with a key of their own, images, and the key by which it signs. */
export function stores({ cdn }: Settings, at: ServicePlace) {
  const { stage, ground, accountId, accessLogs, primary } = at;
  const names = accountId.apply((account) => bucketNames(stage, account));
  const { keyArns } = ground;
  const serving: ServingDistribution | undefined = cdn.enabled
    ? { accountId, distributionId: cdn.distributionId }
    : undefined;
  const filesKey = new CustomerKey(
    "files-key",
    {
      alias: keyAlias(stage, "webservice-files"),
      // CloudFront and what delivers its logs must be let in, which no key of the archive may. Without a CDN it is there
      // all the same: files that another key had encrypted could not be served later.
      description: "Files of the web service, and the logs of who asked for them",
      accountId,
      custodianRoleArns: ground.servicesCustodianRoleArns,
      services: serving ? [decryptedForDistribution(serving), logDelivery(accountId)] : [],
    },
    primary,
  );
  const media = new MediaBucket(
    "media",
    {
      bucketName: names.media,
      keyArn: filesKey.arn,
      accessLogs,
      statements: ({ bucket }) => (serving ? [readByDistribution(bucket, serving)] : []),
    },
    primary,
  );
  const checks = new CheckBucket(
    "checks",
    { bucketName: names.checks, keyArn: keyArns.data, accessLogs },
    primary,
  );
  const repository = new ImageRepository(
    "images",
    {
      repositoryName: repositoryName(stage),
      keyArn: keyArns.data,
      pullAccountIds: [accountId],
    },
    primary,
  );
  const signing = new GeneratedSecret(
    "signing-key",
    { secretName: signingSecretName(stage), length: SIGNING_KEY_LENGTH, keyArn: keyArns.secrets },
    primary,
  );
  const edgeLogs = cdn.enabled
    ? new EdgeLogBucket(
        "edge-logs",
        { bucketName: names.edgeLogs, accountId, keyArn: filesKey.arn, keepDays: ground.retention.logDays },
        primary,
      )
    : undefined;
  return { media, mediaKeyArn: filesKey.arn, checks, repository, signing, edgeLogs };
}
