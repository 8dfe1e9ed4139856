import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../../../components/identity/policy";
import type { PipelineTopic } from "../../../components/pipeline/pipeline-topic";
import type { Bucket } from "./workers";
import { PROGRESS_TOPIC, type StoreName, type TopicName, type Touch, type WorkerRow } from "./pipeline";

/** What grants are made of: the ARNs of what the table names. */
export interface Granting {
  readonly topics: Readonly<Record<TopicName, PipelineTopic>>;
  readonly stores: Readonly<Record<StoreName, readonly Bucket[]>>;
  /** Key that encrypts queues, topics and stores. */
  readonly keyArn: pulumi.Input<string>;
}

/** What a worker may do, by its row: publish its result and its progress, and touch its stores. */
export function workerGrants(row: WorkerRow, granting: Granting): readonly Statement[] {
  return [
    {
      Sid: "PublishResultAndProgress",
      Effect: "Allow",
      Action: ["sns:Publish"],
      Resource: [row.result, PROGRESS_TOPIC].map((topic) => granting.topics[topic].plainArn),
    },
    ...row.touches.flatMap(({ store, may }) =>
      storeGrants(
        store,
        may,
        granting.stores[store].map(({ arn }) => arn),
      ),
    ),
    {
      Sid: "UseTheDataKey",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: granting.keyArn,
    },
  ];
}

/** storage-service.md 7.3. Nobody in the pipeline deletes an object of any store. */
function storeGrants(
  store: StoreName,
  may: Touch,
  bucketArns: readonly pulumi.Input<string>[],
): readonly Statement[] {
  const objects = bucketArns.map((arn) => pulumi.interpolate`${arn}/*`);
  const sid = store.charAt(0).toUpperCase() + store.slice(1);
  return [
    ...(may === "read"
      ? [{ Sid: `List${sid}`, Effect: "Allow", Action: ["s3:ListBucket"], Resource: bucketArns } as const]
      : []),
    {
      Sid: may === "read" ? `Read${sid}` : `Write${sid}`,
      Effect: "Allow",
      Action: may === "read" ? READ : [...READ, ...WRITE],
      Resource: objects,
    },
  ];
}

const READ = ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTagging"];
const WRITE = ["s3:PutObject", "s3:PutObjectTagging", "s3:AbortMultipartUpload"];
