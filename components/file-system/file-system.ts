import * as efs from "@pulumi/aws/efs";
import * as pulumi from "@pulumi/pulumi";
import { fileSystemAlarms } from "./file-system-alarms";
import { mountRefusals } from "./mount-refusals";

export interface FileSystemArgs {
  /** Physical name: at most 64 letters, digits and hyphens, unique in the account and region. */
  readonly fileSystemName: string;
  /** Subnets without a way out, in the order of their zones: `a`, `b` and `c`. */
  readonly subnetIds: pulumi.Output<readonly string[]>;
  /** Group that its mount targets are in. */
  readonly securityGroupId: pulumi.Input<string>;
  /** Key that encrypts it; another one makes another file system. */
  readonly keyArn: pulumi.Input<string>;
  /** Number of the user and group that own all files, whoever mounts it. */
  readonly owner: number;
  /** Folders by their uses, each with a door of its own: `{ meta: "/meta" }`; at least one. */
  readonly folders: Readonly<Record<string, string>>;
  /** The only roles that may mount it, by their ARNs as their names tell them: they need not be there yet. */
  readonly roleArns: pulumi.Input<readonly string[]>;
  /** `kept`: in backups, found by the tag; `passing`: what is on its way, and of which nothing is kept. */
  readonly use:
    | { readonly files: "kept"; readonly backupTag: { readonly key: string; readonly value: string } }
    | { readonly files: "passing" };
  /** GiB above which it is told that it grows. */
  readonly alarmAboveGiB: number;
  /** Where it is told when something is wrong. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** A folder, entered as its owner by whoever may mount it. */
export interface Door {
  readonly id: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
}

const zones = ["a", "b", "c"] as const;

/** Owner and group may all, others nothing. */
const PERMISSIONS = "0770";

/**
 * Files that tasks share over three zones: encrypted with our key, on a way that is encrypted too, and mounted by some
 * roles alone, through doors that show one folder each and make everybody its owner. Nobody is root on it.
 */
export class FileSystem extends pulumi.ComponentResource {
  readonly fileSystemId: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** By their uses, as in `folders`. */
  readonly doors: Readonly<Record<string, Door>>;

  constructor(name: string, args: FileSystemArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:file-system:FileSystem", name, {}, opts);
    const fault = argumentFault(args);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const { fileSystemName, use } = args;
    const child = { parent: this };
    const lasting = { ...child, protect: true, retainOnDelete: true };
    const fileSystem = new efs.FileSystem(
      `${name}-files`,
      {
        creationToken: fileSystemName,
        encrypted: true,
        kmsKeyId: args.keyArn,
        performanceMode: "generalPurpose",
        throughputMode: "elastic",
        // No lifecycle: reading from a colder class costs by the byte, and all of it is in use.
        tags: {
          Name: fileSystemName,
          ...(use.files === "kept"
            ? { [use.backupTag.key]: use.backupTag.value }
            : { "archive:role": "staging" }),
        },
      },
      lasting,
    );
    new efs.FileSystemPolicy(
      `${name}-policy`,
      { fileSystemId: fileSystem.id, policy: mountRefusals(args.roleArns) },
      lasting,
    );
    if (use.files === "kept")
      new efs.BackupPolicy(
        `${name}-backup`,
        { fileSystemId: fileSystem.id, backupPolicy: { status: "ENABLED" } },
        lasting,
      );
    const targets = zones.map(
      (zone, position) =>
        new efs.MountTarget(
          `${name}-${zone}`,
          {
            fileSystemId: fileSystem.id,
            subnetId: args.subnetIds.apply((ids) => subnetAt(ids, position)),
            securityGroups: [args.securityGroupId],
          },
          child,
        ),
    );
    const made = Object.entries(args.folders).map(
      ([word, path]) => [word, door(`${name}-${word}`, fileSystem.id, path, args.owner, lasting)] as const,
    );
    fileSystemAlarms(name, { ...args, fileSystemId: fileSystem.id, topicArn: args.alarmTopicArn }, child);
    // Whoever mounts it finds it in every zone.
    this.fileSystemId = pulumi
      .all(targets.map(({ fileSystemId }) => fileSystemId))
      .apply(() => fileSystem.id);
    this.arn = fileSystem.arn;
    this.doors = Object.fromEntries(made.map(([word, { id, arn }]) => [word, { id, arn }]));
    this.registerOutputs({ fileSystemId: this.fileSystemId, arn: this.arn });
  }
}

function argumentFault({
  fileSystemName,
  folders,
  owner,
  alarmAboveGiB,
}: FileSystemArgs): string | undefined {
  if (!/^[a-z0-9-]{1,64}$/.test(fileSystemName))
    return `fileSystemName: 1 to 64 lower-case letters, digits and hyphens, got ${fileSystemName}`;
  if (!Number.isInteger(owner) || owner < 1)
    return `owner: a number of 1 or more, for 0 is root, got ${owner}`;
  if (!(alarmAboveGiB > 0)) return `alarmAboveGiB: above 0, got ${alarmAboveGiB}`;
  const paths = Object.values(folders);
  if (paths.length === 0) return "folders: at least one is needed, for nobody sees the whole file system";
  const odd = paths.find((path) => !/^(\/[a-z0-9-]+){1,4}$/.test(path));
  if (odd !== undefined) return `folders: paths of one to four words, as /jobs/worker-1, got ${odd}`;
  const twice = paths.find((path, at) => paths.indexOf(path) < at);
  return twice === undefined ? undefined : `folders: each once, but ${twice} is there twice`;
}

function subnetAt(ids: readonly string[], position: number): string {
  const id = ids[position];
  if (id !== undefined) return id;
  throw new pulumi.RunError(`subnetIds: three are needed, one of each zone, got ${ids.length}`);
}

const door = (
  name: string,
  fileSystemId: pulumi.Input<string>,
  path: string,
  owner: number,
  child: pulumi.CustomResourceOptions,
) =>
  new efs.AccessPoint(
    `${name}-door`,
    {
      fileSystemId,
      posixUser: { uid: owner, gid: owner },
      rootDirectory: {
        path,
        creationInfo: { ownerUid: owner, ownerGid: owner, permissions: PERMISSIONS },
      },
      tags: { Name: name },
    },
    child,
  );
