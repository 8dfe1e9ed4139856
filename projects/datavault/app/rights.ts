import * as pulumi from "@pulumi/pulumi";
import type { Received } from "../../../components/contract";
import type { Statement } from "../../../components/identity/policy";
import type { ServicePlace } from "../../../components/services/service-place";
import type { datavault } from "../contract";
import { LOG_GROUP } from "./names";

/**
 * Programs that need nothing of AWS: a role of ours has a policy, and this one shows them that their log is there. It
 * refuses nothing: whoever may take a refusal away could do what it refuses, as the proof says.
 */
export const seeTheLog = ({ region, accountId }: ServicePlace): readonly Statement[] => [
  {
    Sid: "SeeTheLog",
    Effect: "Allow",
    Action: ["logs:DescribeLogStreams"],
    Resource: pulumi.interpolate`arn:aws:logs:${region}:${accountId}:log-group:${LOG_GROUP}:*`,
  },
];

/** What a worker may do with what is archived: put it, get it and list it, whole or in parts. It deletes nothing. */
export function archiveStatements(
  archive: Received<typeof datavault.promises>["archive"],
  { region }: Pick<ServicePlace, "region">,
): readonly Statement[] {
  return [
    {
      Sid: "PutAndGetWhatIsArchived",
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
      Resource: pulumi.interpolate`${archive.arn}/*`,
    },
    {
      Sid: "SeeWhatIsThere",
      Effect: "Allow",
      Action: ["s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads"],
      Resource: archive.arn,
    },
    {
      Sid: "EncryptAndDecryptIt",
      Effect: "Allow",
      Action: ["kms:GenerateDataKey", "kms:Decrypt"],
      Resource: archive.keyArn,
      Condition: { StringEquals: { "kms:ViaService": pulumi.interpolate`s3.${region}.amazonaws.com` } },
    },
  ];
}
