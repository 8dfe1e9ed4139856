import type { Resource } from "./resource";
import { list, read, text, type Value, within } from "./value";

/** Something read from a resource's property. */
export interface Found<T> {
  /** For messages: `inlinePolicies[0].policy`. */
  readonly place: string;
  /** The resource's own property, under which its dependencies are listed. */
  readonly property: string;
  readonly value: Value<T>;
}

/** Where a family of documents is written down, by type; `[]` is every element of a list. */
export type Paths = Readonly<Record<string, string>>;

export const POLICY = "aws:iam/policy:Policy";
export const ROLE = "aws:iam/role:Role";
export const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
export const GROUP_POLICY = "aws:iam/groupPolicy:GroupPolicy";
export const USER_POLICY = "aws:iam/userPolicy:UserPolicy";
export const PERMISSION_SET = "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy";
export const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
export const KEY = "aws:kms/key:Key";
export const KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy";

/** What identities may do (controls.md section 6). */
export const identityPaths: Paths = {
  [POLICY]: "policy",
  [ROLE]: "inlinePolicies[].policy",
  [ROLE_POLICY]: "policy",
  [GROUP_POLICY]: "policy",
  [USER_POLICY]: "policy",
  [PERMISSION_SET]: "inlinePolicy",
};

/** Where an identity is given a managed policy by its ARN. */
export const attachmentPaths: Paths = {
  [ROLE]: "managedPolicyArns[]",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
  "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": "managedPolicyArn",
};

/** Who may take a role. */
export const trustPaths: Paths = { [ROLE]: "assumeRolePolicy" };

/** Who may reach S3's buckets and access points. */
export const bucketPaths: Paths = {
  [BUCKET_POLICY]: "policy",
  "aws:s3/bucket:Bucket": "policy",
  "aws:s3/accessPoint:AccessPoint": "policy",
  "aws:s3control/accessPointPolicy:AccessPointPolicy": "policy",
  "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy": "details.policy",
  "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy": "policy",
};

/** Who may use, change and destroy keys. */
export const keyPaths: Paths = {
  [KEY]: "policy",
  [KEY_POLICY]: "policy",
  "aws:kms/replicaKey:ReplicaKey": "policy",
  "aws:kms/externalKey:ExternalKey": "policy",
};

/** Who may reach anything else that has a policy of its own. */
export const otherPaths: Paths = {
  "aws:sqs/queue:Queue": "policy",
  "aws:sqs/queuePolicy:QueuePolicy": "policy",
  "aws:sns/topic:Topic": "policy",
  "aws:sns/topicPolicy:TopicPolicy": "policy",
  "aws:ecr/repositoryPolicy:RepositoryPolicy": "policy",
  "aws:ecr/registryPolicy:RegistryPolicy": "policy",
  "aws:secretsmanager/secret:Secret": "policy",
  "aws:secretsmanager/secretPolicy:SecretPolicy": "policy",
  "aws:opensearch/domain:Domain": "accessPolicies",
  "aws:opensearch/domainPolicy:DomainPolicy": "accessPolicies",
  "aws:efs/fileSystemPolicy:FileSystemPolicy": "policy",
  "aws:lambda/resourcePolicy:ResourcePolicy": "policy",
  "aws:backup/vaultPolicy:VaultPolicy": "policy",
  "aws:glacier/vault:Vault": "accessPolicy",
  "aws:glacier/vaultLock:VaultLock": "policy",
  "aws:dynamodb/resourcePolicy:ResourcePolicy": "policy",
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": "policy",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": "policyDocument",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "policy",
};

/** Everything of a family that a resource holds; a list that cannot be read is one thing of which nothing is known. */
export function foundAt(resource: Resource, paths: Paths): Found<unknown>[] {
  const path = paths[resource.type];
  if (path === undefined) return [];
  const [head = "", tail] = path.split("[]");
  const [property = "", ...deeper] = head.split(".");
  const value = read(resource.props, property, ...deeper);
  if (tail === undefined) return [{ place: head, property, value }];
  const elements = list(value);
  if (elements.kind !== "known") return [{ place: property, property, value: elements }];
  const inner = tail.split(".").slice(1);
  return elements.value.map((element, index) => ({
    place: `${property}[${index}]${tail}`,
    property,
    value: within(element, ...inner),
  }));
}

/** The ARNs of the managed policies that a resource attaches. */
export function attachedArns(resource: Resource): Found<string>[] {
  return foundAt(resource, attachmentPaths).map((found) => ({ ...found, value: text(found.value) }));
}
