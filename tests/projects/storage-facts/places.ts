/** Where production is, as the committed settings say. */
export const ACCOUNT = "444455556666";
export const HERE = `eu-west-1:${ACCOUNT}`;
export const NS = "storage-prod";
export const CNS = "storage";

export const topicArn = (name: string) => `arn:aws:sns:${HERE}:${NS}_${name}`;
export const queueUrl = (name: string) => `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/${NS}_${name}`;
export const queueArn = (name: string) => `arn:aws:sqs:${HERE}:${NS}_${name}`;
export const tableArn = (name: string) => `arn:aws:dynamodb:${HERE}:table/${name}`;
export const bucketArn = (name: string) => `arn:aws:s3:::${name}`;

export const vaults = {
  primary: `archive-vault-pro-primary-${ACCOUNT}`,
  glacier: `archive-vault-pro-glacier-${ACCOUNT}`,
};
export const buckets = {
  uploads: "example-archive-uploads-pro",
  unpacked: `${NS}-unpacked-bags-${ACCOUNT}`,
  cache: `${NS}-large-response-cache-${ACCOUNT}`,
  manifests: `vhs-${CNS}-manifests-${ACCOUNT}`,
  infra: `${CNS}-infra-${ACCOUNT}`,
};
export const tables = {
  ingests: `${CNS}-ingests`,
  replicas: `${CNS}_replicas_table`,
  versions: `${CNS}_versioner_versions_table`,
  manifests: `vhs-${CNS}-manifests-versions`,
  versionerLocks: `${NS}_versioner_lock_table`,
  replicatorLocks: `${NS}_replicator_lock_table`,
  azureTags: `${NS}_azure_verifier_tags`,
};
export const azure = { account: "examplearchivepro", container: "storage-replica-netherlands" };
