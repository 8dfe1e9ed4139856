import * as assert from "node:assert/strict";
import { GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { PrivateBucket } from "../../components/buckets/private-bucket";
import { ArchiveVault } from "../../components/vault/archive-vault";
import { role, runComponent } from "../components/ground";
import type { Graph } from "../graph/graph";
import { makeRegisteredBucket } from "./registered-bucket";
import { startS3Gateway, type S3Gateway, type S3GatewayOptions } from "./s3-gateway";

export const VAULT = "archive-vault-pre-primary-111122223333";
export const UNPACKED = "pre-unpacked-111122223333";

/** Users of the server, each of whom stands for the role of its name. */
export const roles = ["worker", "custodian", "break-glass", "curator"] as const;
export type Role = (typeof roles)[number];

/** What S3 answers where an object's lock stands in the way, and where the bucket's policy does. */
export const byLock = { name: "AccessDenied", message: /protected by object lock/ };
export const byPolicy = { name: "AccessDenied", message: /with an explicit deny in a resource-based policy/ };

/** One version of an object, or the current one. */
export interface Version {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
}

/** The lock that a writer chooses. */
export interface OwnLock {
  readonly ObjectLockMode: "COMPLIANCE" | "GOVERNANCE";
  readonly ObjectLockRetainUntilDate: Date;
}

/** A server with a vault, and the bucket that bags are copied from, just as the components register them. */
export class VaultOnS3 {
  #written = 0;

  constructor(
    private readonly gateway: S3Gateway,
    /** Who asks. Root is bound by no policy here: only locks hold it. */
    readonly as: Readonly<Record<Role | "root", S3Client>>,
    /** The statements of the vault's policy that the server judges. */
    readonly judged: readonly string[],
  ) {}

  /** Lets a worker write an object into the vault, with a lock of its own or with none. */
  async object(lock?: OwnLock): Promise<Required<Version>> {
    const at = { Bucket: VAULT, Key: `space/bag-${++this.#written}/v1/data/file` };
    const { VersionId } = await this.as.worker.send(new PutObjectCommand({ ...at, Body: "first", ...lock }));
    assert.ok(VersionId);
    return { ...at, VersionId };
  }

  /** What a worker reads. */
  async read(version: Version): Promise<string | undefined> {
    const { Body } = await this.as.worker.send(new GetObjectCommand(version));
    return Body?.transformToString();
  }

  async stop(): Promise<void> {
    for (const client of Object.values(this.as)) client.destroy();
    await this.gateway.stop();
  }
}

export async function startVaultOnS3(options: S3GatewayOptions): Promise<VaultOnS3> {
  const graph = await registered();
  const gateway = await startS3Gateway(options);
  try {
    const as = {
      root: gateway.client(),
      worker: await gateway.user("worker"),
      custodian: await gateway.user("custodian"),
      "break-glass": await gateway.user("break-glass"),
      curator: await gateway.user("curator"),
    };
    const users = roles.map((name) => ({ name, roleArn: role(name) }));
    const judged = await makeRegisteredBucket(as.root, graph, "primary", users);
    await makeRegisteredBucket(as.root, graph, "unpacked", users);
    return new VaultOnS3(gateway, as, judged);
  } catch (error) {
    await gateway.stop();
    throw error;
  }
}

function registered(): Promise<Graph> {
  return runComponent(({ keyArn, logBucket }, opts) => {
    const accessLogs = { bucketName: logBucket };
    new ArchiveVault(
      "primary",
      {
        bucketName: VAULT,
        lockDays: 1,
        keyArn,
        accessLogs,
        breakGlassRoleArn: role("break-glass"),
        custodianRoleArns: [role("custodian")],
        peoplesRoleArns: [role("cur*")],
        role: "vault",
        copies: {},
        transitions: [],
      },
      opts,
    );
    new PrivateBucket(
      "unpacked",
      {
        bucketName: UNPACKED,
        role: "staging",
        encryption: { keyArn },
        accessLogs,
        versioned: false,
        lifecycleRules: [],
      },
      opts,
    );
  });
}
