import { Readable } from "node:stream";
import { CreateJobCommand, DescribeJobCommand, type S3ControlClient } from "@aws-sdk/client-s3-control";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { Settings } from "./settings";
import type { Jobs, RenewalJob, Store, Written } from "./store";

/** S3 takes no parts below 5 MiB but the last, and no more than 10,000 [AWS: Amazon S3 multipart upload limits]. */
const PART_BYTES = 16 * 2 ** 20;

/** The inventory bucket on S3. */
export function s3Store(client: S3Client, bucket: string): Store {
  const listed = async (prefix: string, folders: boolean): Promise<readonly string[]> => {
    const found: string[] = [];
    const pages = paginateListObjectsV2(
      { client },
      { Bucket: bucket, Prefix: prefix, ...(folders ? { Delimiter: "/" } : {}) },
    );
    for await (const page of pages)
      if (folders)
        found.push(...(page.CommonPrefixes ?? []).flatMap(({ Prefix = "" }) => Prefix.slice(prefix.length)));
      else found.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
    return found;
  };
  return {
    foldersBelow: (prefix) => listed(prefix, true),
    keysBelow: (prefix) => listed(prefix, false),
    async read(key) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return Body instanceof Readable ? Body : undefined;
      } catch (error) {
        if (error instanceof Error && error.name === "NoSuchKey") return undefined;
        throw error;
      }
    },
    async write(key, text) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text }));
    },
    writeLines: (key, lines) => uploaded(client, { Bucket: bucket, Key: key }, lines),
  };
}

/** Uploads in parts, so that a manifest of any length needs the memory of one. */
async function uploaded(
  client: S3Client,
  object: { readonly Bucket: string; readonly Key: string },
  lines: AsyncIterable<string>,
): Promise<Written | undefined> {
  let uploadId: string | undefined;
  const parts: CompletedPart[] = [];
  for await (const part of inParts(lines)) {
    uploadId ??= (
      await client.send(
        // By S3's own key: S3 Batch Operations reads no manifest under a KMS key [AWS: Specifying a manifest].
        new CreateMultipartUploadCommand({ ...object, ServerSideEncryption: "AES256" }),
      )
    ).UploadId;
    const PartNumber = parts.length + 1;
    const { ETag } = await client.send(
      new UploadPartCommand({ ...object, UploadId: uploadId, PartNumber, Body: part }),
    );
    parts.push({ PartNumber, ...(ETag === undefined ? {} : { ETag }) });
  }
  if (uploadId === undefined) return undefined;
  const { ETag = "", VersionId } = await client.send(
    new CompleteMultipartUploadCommand({ ...object, UploadId: uploadId, MultipartUpload: { Parts: parts } }),
  );
  return { key: object.Key, etag: ETag.replaceAll('"', ""), versionId: VersionId };
}

async function* inParts(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let waiting: string[] = [];
  let length = 0;
  for await (const line of lines) {
    waiting.push(line);
    // Keys are URL-encoded: each character is a byte.
    length += line.length;
    if (length < PART_BYTES) continue;
    yield Buffer.from(waiting.join(""));
    waiting = [];
    length = 0;
  }
  if (length > 0) yield Buffer.from(waiting.join(""));
}

/** Jobs of S3 Batch Operations in the vault's account and region. */
export function batchJobs(client: S3ControlClient, settings: Settings): Jobs {
  const AccountId = settings.accountId;
  return {
    async create(job) {
      try {
        const { JobId } = await client.send(new CreateJobCommand(jobRequest(job, settings)));
        return JobId;
      } catch (error) {
        // The same inventory at another time: its job is there.
        if (error instanceof Error && error.name === "IdempotencyException") return undefined;
        throw error;
      }
    },
    async stateOf(jobId) {
      try {
        const { Job } = await client.send(new DescribeJobCommand({ AccountId, JobId: jobId }));
        const failed = Job?.ProgressSummary?.NumberOfTasksFailed ?? 0;
        const asAWhole = Job?.Status === "Failed" || Job?.Status === "Cancelled";
        return { ended: Job?.TerminationDate, failedTasks: asAWhole ? Math.max(failed, 1) : failed };
      } catch (error) {
        if (error instanceof Error && /^(NotFoundException|NoSuchJob)$/.test(error.name)) return undefined;
        throw error;
      }
    },
  };
}

function jobRequest(job: RenewalJob, { accountId, inventoryBucket, batchRoleArn }: Settings) {
  const bucketArn = `arn:aws:s3:::${inventoryBucket}`;
  const { key, etag, versionId } = job.manifest;
  return {
    AccountId: accountId,
    ClientRequestToken: job.token,
    Description: job.description,
    ConfirmationRequired: false,
    Priority: 10,
    RoleArn: batchRoleArn,
    Operation: {
      S3PutObjectRetention: {
        Retention: { Mode: "COMPLIANCE" as const, RetainUntilDate: job.retainUntil },
      },
    },
    Manifest: {
      Spec: {
        Format: "S3BatchOperations_CSV_20180820" as const,
        Fields: ["Bucket" as const, "Key" as const, "VersionId" as const],
      },
      Location: { ObjectArn: `${bucketArn}/${key}`, ETag: etag, ObjectVersionId: versionId },
    },
    Report: {
      Enabled: true,
      Bucket: bucketArn,
      Prefix: job.reportPrefix,
      Format: "Report_CSV_20180820" as const,
      ReportScope: "FailedTasksOnly" as const,
    },
  };
}
