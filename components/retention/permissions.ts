import * as pulumi from "@pulumi/pulumi";
import { bucketResources } from "../buckets/private-bucket";
import type { Statement } from "../identity/policy";
import { keyStatement, type UsedKey } from "../keys/key-use";

/** Principal of S3 Batch Operations. */
export const BATCH_OPERATIONS = "batchoperations.s3.amazonaws.com";

/** The inventory bucket, and the key that encrypts it. */
export interface KeeperBucket extends UsedKey {
  readonly name: pulumi.Input<string>;
}

export interface KeeperPermissionsArgs {
  readonly vaultName: pulumi.Input<string>;
  readonly inventoryBucket: KeeperBucket;
  readonly place: { readonly region: pulumi.Input<string>; readonly accountId: pulumi.Input<string> };
}

/** What the function itself may do: nothing to the vault, and hand over no role but the one that renews. */
export function keeperStatements(
  args: KeeperPermissionsArgs,
  renewalRoleName: pulumi.Output<string>,
): readonly Statement[] {
  const { region, accountId } = args.place;
  const { name: bucketName } = args.inventoryBucket;
  const inBucket = (folder: string) => pulumi.interpolate`arn:aws:s3:::${bucketName}/${folder}`;
  const renewals = pulumi.interpolate`${inBucket("renewals")}/${args.vaultName}/*`;
  return [
    {
      Sid: "FindInventories",
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: bucketResources(bucketName).bucket,
    },
    {
      Sid: "ReadInventoriesAndCases",
      Effect: "Allow",
      Action: ["s3:GetObject"],
      Resource: [
        pulumi.interpolate`${inBucket("inventory")}/${args.vaultName}/*`,
        inBucket("cases/*"),
        renewals,
      ],
    },
    {
      Sid: "WriteManifests",
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
      Resource: renewals,
    },
    keyStatement({
      sid: "DecryptAndEncrypt",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      key: args.inventoryBucket,
      place: args.place,
    }),
    {
      // AWS has no resource for it; the operation is what can be held.
      Sid: "OrderRenewals",
      Effect: "Allow",
      Action: ["s3:CreateJob"],
      Resource: "*",
      Condition: { StringEquals: { "s3:RequestJobOperation": "S3PutObjectRetention" } },
    },
    {
      Sid: "SeeHowJobsStand",
      Effect: "Allow",
      Action: ["s3:DescribeJob"],
      Resource: pulumi.interpolate`arn:aws:s3:${region}:${accountId}:job/*`,
    },
    {
      Sid: "HandOverTheRenewalRole",
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: pulumi.interpolate`arn:aws:iam::${accountId}:role/${renewalRoleName}`,
      Condition: { StringEquals: { "iam:PassedToService": BATCH_OPERATIONS } },
    },
  ];
}

/** What the role that S3 Batch Operations takes may do: renew locks of one vault, and nothing else to it [AWS: Granting permissions for Batch Operations]. */
export function renewalStatements({
  vaultName,
  inventoryBucket,
  place,
}: KeeperPermissionsArgs): readonly Statement[] {
  const vault = bucketResources(vaultName);
  const below = (folder: string) =>
    pulumi.interpolate`arn:aws:s3:::${inventoryBucket.name}/${folder}/${vaultName}/*`;
  return [
    {
      Sid: "RenewLocks",
      Effect: "Allow",
      Action: ["s3:PutObjectRetention"],
      Resource: vault.objects,
    },
    {
      Sid: "SeeThatTheVaultLocks",
      Effect: "Allow",
      Action: ["s3:GetBucketObjectLockConfiguration"],
      Resource: vault.bucket,
    },
    {
      Sid: "ReadManifests",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: below("renewals"),
    },
    { Sid: "WriteReports", Effect: "Allow", Action: ["s3:PutObject"], Resource: below("reports") },
    {
      Sid: "FindTheBucket",
      Effect: "Allow",
      Action: ["s3:GetBucketLocation"],
      Resource: bucketResources(inventoryBucket.name).bucket,
    },
    keyStatement({
      sid: "EncryptReports",
      actions: ["kms:GenerateDataKey", "kms:Decrypt"],
      key: inventoryBucket,
      place,
    }),
  ];
}
