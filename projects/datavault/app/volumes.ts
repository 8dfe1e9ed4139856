import type * as pulumi from "@pulumi/pulumi";
import type { Received } from "../../../components/contract";
import type { Statement } from "../../../components/identity/policy";
import type { Mount } from "../../../components/services/container";
import type { Volume } from "../../../components/services/task-definition";
import type { datavault } from "../contract";
import type { WorkerName } from "../names";
import { KEYS_VOLUME } from "./containers";
import { folders } from "./environment";
import type { Scratch } from "./scratch";

type Files = Received<typeof datavault.promises>["files"];

/** What a task sees of volumes, and what its role must be allowed for that. */
export interface Mounted {
  readonly volumes: readonly Volume[];
  readonly mounts: readonly Mount[];
  readonly statements: readonly Statement[];
}

/** A folder of a file system, and where the program sees it. */
interface Folder {
  readonly name: string;
  readonly path: string;
  readonly system: "kept" | "scratch";
  readonly point: { readonly id: pulumi.Input<string>; readonly arn: pulumi.Input<string> };
}

const keys: Volume = { name: KEYS_VOLUME, kept: "by the task" };
const keysMount: Mount = { volume: KEYS_VOLUME, path: folders.keys, readOnly: true };

/** The broker puts uploads where workers find them, and reads manifests; it sees no worker's own space. */
export function brokerFiles(files: Files): Mounted {
  return withFolders(
    files,
    [],
    [uploads(files), { name: "meta", path: folders.meta, system: "kept", point: files.kept.meta }],
  );
}

/** A worker has its list of jobs and its scratch space to itself, and takes uploads from where the broker puts them. */
export function workerFiles(files: Files, worker: WorkerName, scratch: Scratch): Mounted {
  const jobs: Folder = {
    name: "jobs",
    path: folders.jobs,
    system: "kept",
    point: files.kept.jobStores[worker],
  };
  if (scratch.on === "file system")
    return withFolders(
      files,
      [],
      [
        { name: "scratch", path: folders.scratch, system: "scratch", point: files.scratch.workers[worker] },
        uploads(files),
        jobs,
      ],
    );
  const own: Volume =
    scratch.on === "fargate"
      ? { name: "scratch", kept: "by the task" }
      : { name: `scratch-${worker}`, kept: "by the machine" };
  return withFolders(files, [own], [uploads(files), jobs]);
}

const uploads = (files: Files): Folder => ({
  name: "uploads",
  path: folders.uploads,
  system: "scratch",
  point: files.scratch.uploads,
});

function withFolders(files: Files, own: readonly Volume[], shared: readonly Folder[]): Mounted {
  return {
    volumes: [
      keys,
      ...own,
      ...shared.map(({ name, system, point }): Volume => ({
        name,
        kept: "by EFS",
        fileSystemId: files[system].fileSystemId,
        accessPointId: point.id,
      })),
    ],
    mounts: [
      keysMount,
      ...own.map(({ name }) => ({ volume: name, path: folders.scratch, readOnly: false })),
      ...shared.map(({ name, path }) => ({ volume: name, path, readOnly: false })),
    ],
    statements: mountStatements(files, shared),
  };
}

/** Each file system by these access points alone. */
function mountStatements(files: Files, folders: readonly Folder[]): readonly Statement[] {
  const sids = { kept: "MountWhatIsKept", scratch: "MountScratchSpace" } as const;
  return (["kept", "scratch"] as const).map((system) => ({
    Sid: sids[system],
    Effect: "Allow",
    Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
    Resource: files[system].arn,
    Condition: {
      StringEquals: {
        "elasticfilesystem:AccessPointArn": folders
          .filter((folder) => folder.system === system)
          .map(({ point }) => point.arn),
      },
    },
  }));
}
