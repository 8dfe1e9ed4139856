import type { SasAccess } from "../../../../components/azure/sas-access";

/**
 * The kinds of rows that the pipeline table has. Names are the fact sheet's own, without the namespace; where one holds
 * `RID`, there is one of it for each replica that the application writes, with the replica's id in that place.
 */

/** A topic and who publishes to it beside the services that name it in a variable. */
export interface TopicRow {
  /** What its messages are. */
  readonly carries: string;
  /** Operators publish to it: to send an ingest again, or to fill an index anew. */
  readonly byOperators?: true;
}

/** A queue, the topics that feed it, and how long its work takes. */
export interface QueueRow<Topic extends string> {
  readonly from: readonly [Topic, ...Topic[]];
  /** Longer than the longest step: until then a message in hand is hidden from others. */
  readonly visibilitySeconds: number;
  /** Tries before a message is given up. */
  readonly receives: number;
  /** Seconds without work after which a task is taken away. */
  readonly idleSeconds: number;
}

/** What the value of a variable comes from; a text stands for itself. */
export type Variable<Topic extends string, Queue extends string, Store extends string> =
  | string
  /** URL of a queue; whoever names it reads it, and a service that reads one is scaled by it. */
  | { readonly queue: Queue }
  /** ARN of a topic; whoever names it publishes to it. */
  | { readonly topic: Topic }
  /** Name of a bucket or table. */
  | { readonly store: Store }
  /** CloudWatch namespace of the program's own metrics, behind the namespace. */
  | { readonly metrics: string }
  /** Address below the API's own. */
  | { readonly apiPath: string }
  /** Index of the search cluster, behind the stage's prefix. */
  | { readonly index: string }
  | { readonly of: StageFact | ReplicaFact };

/** What is told by the stage. */
export type StageFact = "bagsTracker" | "expectedReplicas";

/** What is told by the replica that a row is for. */
export type ReplicaFact = "destination" | "provider" | "role" | "verifierMode";

/** Variables that ECS fills from Secrets Manager. */
export type SecretRow =
  /** Of the search cluster: by its role in `indexer/<role>`, or of the user of one index. */
  | { readonly search: "es_host" | "es_port" | "es_protocol" }
  | { readonly searchUser: "ingests" | "bags" | "files"; readonly part: "es_username" | "es_password" }
  /** Only for a replica in Azure: the address with which its container is read or written. */
  | { readonly azure: SasAccess };

/** What may be done with a bucket, and to what: the bucket itself, all its objects, or those of one folder. */
export const bucketRights = {
  list: { actions: ["s3:ListBucket"], on: "bucket" },
  read: { actions: ["s3:GetObject*"], on: "objects" },
  write: { actions: ["s3:PutObject"], on: "objects" },
  /** A copy takes the tags of its source along. */
  copyTo: { actions: ["s3:PutObject", "s3:PutObjectTagging"], on: "objects" },
  tag: { actions: ["s3:PutObjectTagging"], on: "objects" },
  /** Bags by which operators try the whole pipeline. */
  readTestBags: { actions: ["s3:GetObject"], on: "test_bags/" },
  tagDigitised: { actions: ["s3:GetObjectTagging", "s3:PutObjectTagging"], on: "digitised/" },
} as const;
export type BucketRight = keyof typeof bucketRights;

export type TableAction =
  "GetItem" | "BatchGetItem" | "PutItem" | "UpdateItem" | "DeleteItem" | "BatchWriteItem" | "Query";

export type Touch<Bucket extends string, Table extends string> =
  | { readonly bucket: Bucket; readonly may: readonly BucketRight[] }
  /** Actions on the table; whether its indices may be queried too. */
  | { readonly table: Table; readonly may: readonly TableAction[]; readonly indices?: true };

/** A container of a service's task. */
export interface ContainerRow<Topic extends string, Queue extends string, Store extends string> {
  readonly image: string;
  readonly variables: Readonly<Record<string, Variable<Topic, Queue, Store>>>;
  readonly secrets?: Readonly<Record<string, SecretRow>>;
  /** Whether its heap is told by `JAVA_OPTS`, as large as the task allows. */
  readonly heap?: true;
  readonly port?: number;
}

/** A service: its containers, its size, and what it may touch. */
export interface ServiceRow<
  Topic extends string,
  Queue extends string,
  Bucket extends string,
  Table extends string,
  Image extends string,
> {
  /** What it does, in a few words, for whoever has to mend it; `{display}` is where its replica is. */
  readonly does: string;
  readonly cpu: number;
  readonly memoryMiB: number;
  /** Whether tasks may be interrupted; `bags-api` is what the stage says of that API. */
  readonly spot: boolean | "bags-api";
  readonly containers: Readonly<
    Record<string, ContainerRow<Topic, Queue, Bucket | Table> & { readonly image: Image }>
  >;
  readonly touches: readonly Touch<Bucket, Table>[];
  /** A fixed number of tasks, whatever its queue holds. */
  readonly tasks?: number;
  /** The path of the API that it answers, behind nginx. */
  readonly answers?: "ingests" | "bags";
  /** Container that other services call by the service's name. */
  readonly called?: { readonly container: string; readonly port: number };
  /** What is different for a replica in Azure. */
  readonly inAzure?: {
    readonly variables: Readonly<Record<string, { readonly store: Table }>>;
    readonly secrets: Readonly<Record<string, SecretRow>>;
    readonly touches: readonly Touch<Bucket, Table>[];
  };
}
