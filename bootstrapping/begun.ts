import { policyArn } from "../components/names/names";
import type { Site } from "./site";
import type { Pending } from "./state";

export type Inputs = Pending["resource"]["inputs"];

/** The import id of a thing, which follows from what the program says of it. */
export type IdOf = (inputs: Inputs, place: Pick<Site, "accountId" | "region">) => string;

/**
 * What becomes of a resource whose making was begun when the engine was killed, so that it may stand or not:
 * - `made again`: making it is a PUT, so the next `up` makes it again, over what may stand;
 * - an id: AWS refuses a second one, so it is taken into the state by its id, and dropped again where it does not stand;
 * - `not found`: AWS takes a second one and has made up the first one's id, so nothing finds it.
 */
export type Begun = "made again" | IdOf | "not found";

/**
 * Every type that the root project registers. Ids are those of the section Import of each type's page in Pulumi's registry;
 * what cannot be imported (InstanceMetadataDefaults) is a PUT.
 */
export const begun: Readonly<Record<string, Begun>> = {
  "aws:backup/regionSettings:RegionSettings": "made again",
  "aws:budgets/budget:Budget": ({ name }, { accountId }) => `${accountId}:${text(name)}`,
  "aws:cloudtrail/trail:Trail": ({ name }, { region, accountId }) =>
    `arn:aws:cloudtrail:${region}:${accountId}:trail/${text(name)}`,
  "aws:ebs/defaultKmsKey:DefaultKmsKey": "made again",
  "aws:ebs/encryptionByDefault:EncryptionByDefault": "made again",
  "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": "made again",
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": "made again",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ({ url }, { accountId }) =>
    `arn:aws:iam::${accountId}:oidc-provider/${text(url).replace(/^https:\/\//, "")}`,
  "aws:iam/policy:Policy": ({ name }, { accountId }) => policyArn(accountId, text(name)),
  "aws:iam/role:Role": ({ name }) => text(name),
  "aws:iam/rolePolicy:RolePolicy": "made again",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "made again",
  // To enable what is enabled changes nothing [AWS: Amazon Inspector API, Enable].
  "aws:inspector2/enabler:Enabler": "made again",
  "aws:kms/alias:Alias": ({ name }) => text(name),
  "aws:kms/key:Key": "not found",
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": "made again",
  "aws:s3/bucket:Bucket": ({ bucket }) => text(bucket),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": "made again",
  "aws:s3/bucketLogging:BucketLogging": "made again",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": "made again",
  // The state bucket's refuses every further one that the custodian does not write: where it stands, it must be left alone.
  "aws:s3/bucketPolicy:BucketPolicy": ({ bucket }) => text(bucket),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "made again",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": "made again",
  "aws:s3/bucketVersioning:BucketVersioning": "made again",
};

const text = (value: unknown): string => (typeof value === "string" ? value : "");
