import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { awsRegion } from "../../../components/place/schemas";

const id = z.string().regex(/^[a-z][a-z0-9-]{1,15}$/, {
  error: "2 to 16 lower-case letters, digits and hyphens, a letter first",
});

/** A copy that the application writes and verifies; it counts when a bag is registered. */
const written = {
  id,
  /** What operators and users call it: part of an ingest's events. */
  display: z.string().min(1),
};

const Replica = z.discriminatedUnion("store", [
  z.strictObject({
    store: z.literal("s3"),
    ...written,
    /** `primary` is read day by day, `secondary` after a disaster. */
    role: z.enum(["primary", "secondary"]),
    /** `warm` moves to cheaper classes that are read at once, `cold` to the deep archive. */
    storage: z.enum(["warm", "cold"]),
  }),
  z.strictObject({
    store: z.literal("azure"),
    ...written,
    /** Name of the storage account, unique in the world; its key vault is called so, too, behind `kv-`. */
    account: z.string().regex(/^[a-z0-9]{3,21}$/, { error: "3 to 21 lower-case letters and digits" }),
    container: z.string().regex(/^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/, {
      error: "3 to 63 lower-case letters, digits and hyphens",
    }),
    redundancy: z.enum(["Standard_GRS", "Standard_RAGRS"]),
  }),
  z.strictObject({
    store: z.literal("mirror"),
    id,
    /** Replica that S3 itself copies here: the application writes to one region only (decisions.md 1). */
    of: id,
    region: awsRegion,
  }),
]);

const Replicas = z.array(Replica).superRefine((replicas, context) => {
  const fault = (message: string, at?: number) =>
    context.addIssue({ code: "custom", path: at === undefined ? [] : [at], message });
  const ids = replicas.map((replica) => replica.id);
  const accounts = replicas.map((replica) => (replica.store === "azure" ? replica.account : undefined));
  replicas.forEach((replica, at) => {
    if (ids.indexOf(replica.id) < at) fault(`${replica.id} is there twice`, at);
    if (replica.store === "azure" && accounts.indexOf(replica.account) < at)
      fault(`${replica.id}: ${replica.account} is another replica's account; each has one of its own`, at);
    if (replica.store !== "mirror") return;
    const source = replicas.find((other) => other.id === replica.of);
    if (source?.store !== "s3") fault(`${replica.id}: ${replica.of} is no replica in S3`, at);
  });
  const primaries = replicas.filter((replica) => replica.store === "s3" && replica.role === "primary");
  if (primaries.length !== 1)
    fault(`just one replica in S3 has the role primary, ${primaries.length} have it`);
});

export type Replica = z.infer<typeof Replica>;
export type S3Replica = Extract<Replica, { store: "s3" }>;
export type AzureReplica = Extract<Replica, { store: "azure" }>;
export type MirrorReplica = Extract<Replica, { store: "mirror" }>;
/** A replica with a replicator and a verifier of its own. */
export type WrittenReplica = S3Replica | AzureReplica;

export const isInS3 = (replica: Replica): replica is S3Replica => replica.store === "s3";
export const isInAzure = (replica: Replica): replica is AzureReplica => replica.store === "azure";
export const isMirror = (replica: Replica): replica is MirrorReplica => replica.store === "mirror";
export const isWritten = (replica: Replica): replica is WrittenReplica => replica.store !== "mirror";

/**
 * Checks a list of replicas.
 * @param text JSON of the list
 * @param file where it stands, for the error
 * @throws (as a failed deployment) with every fault in one message
 */
export function parsedReplicas(text: string, file: string): readonly Replica[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new pulumi.RunError(
      `${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const parsed = Replicas.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path: at, message }) => [...at, message].join(": "));
  throw new pulumi.RunError(`mend ${file}: ${faults.join("; ")}`);
}

/**
 * The copies that a stage keeps of every bag, from `projects/storage/replicas/<stage>.json`: an entry there is all that
 * another replica takes, once storage/base and then storage/app are deployed.
 */
export function replicasOf(stage: string): readonly Replica[] {
  const name = `${stage}.json`;
  const file = path.join(__dirname, name);
  if (!fs.existsSync(file))
    throw new pulumi.RunError(
      `projects/storage/replicas/${name} is missing: list the replicas of ${stage} in it`,
    );
  return parsedReplicas(fs.readFileSync(file, "utf8"), `projects/storage/replicas/${name}`);
}

/** The one replica that is read day by day. */
export function primaryOf(replicas: readonly Replica[]): S3Replica {
  const primary = replicas.filter(isInS3).find(({ role }) => role === "primary");
  if (primary) return primary;
  throw new pulumi.RunError("no replica has the role primary");
}
