import * as pulumi from "@pulumi/pulumi";
import { FileSystem, type Door } from "../../../components/file-system/file-system";
import { FileSystemGroups } from "../../../components/file-system/file-system-groups";
import { roleArn } from "../../../components/names/names";
import { FILES_OWNER, fileSystemNames, mountingRoleNames, workerNames, type WorkerName } from "../names";
import { BACKED_UP } from "./backups";
import type { DataVaultPlace } from "./place";
import type { Settings } from "./settings";

/**
 * Two file systems, because one is backed up as a whole or not at all: what is kept of each job, and what a running job
 * needs. Every worker that can be has its folders from the beginning: how many run is the app's to say.
 */
export function files(settings: Settings["files"], { stage, ground, accountId, primary }: DataVaultPlace) {
  const { network, keyArns } = ground;
  const names = fileSystemNames(stage);
  const groups = new FileSystemGroups(
    "files",
    {
      filesName: `strongroom-${stage}-datavault files`,
      vpcId: network.vpcId,
      clients: ["broker", "worker"],
    },
    primary,
  );
  const { broker, worker } = groups.clientGroupIds;
  if (!broker || !worker) throw new pulumi.RunError("the files have no groups for broker and worker");
  const shared = {
    subnetIds: network.isolatedSubnetIds,
    securityGroupId: groups.securityGroupId,
    keyArn: keyArns.data,
    owner: FILES_OWNER,
    roleArns: accountId.apply((account) => mountingRoleNames(stage).map((role) => roleArn(account, role))),
    alarmTopicArn: ground.alarmTopicArn,
  };
  const kept = new FileSystem(
    "kept",
    {
      ...shared,
      fileSystemName: names.kept,
      folders: { meta: "/meta", ...foldersOfWorkers("/jobs") },
      use: { files: "kept", backupTag: BACKED_UP },
      alarmAboveGiB: settings.keptAlarmGiB,
    },
    primary,
  );
  const scratch = new FileSystem(
    "scratch",
    {
      ...shared,
      fileSystemName: names.scratch,
      folders: { uploads: "/uploads", ...foldersOfWorkers("/work") },
      use: { files: "passing" },
      alarmAboveGiB: settings.scratchAlarmGiB,
    },
    primary,
  );
  return {
    kept: {
      fileSystemId: kept.fileSystemId,
      arn: kept.arn,
      meta: doorOf(kept, "meta"),
      jobStores: doorsOfWorkers(kept),
    },
    scratch: {
      fileSystemId: scratch.fileSystemId,
      arn: scratch.arn,
      uploads: doorOf(scratch, "uploads"),
      workers: doorsOfWorkers(scratch),
    },
    clientGroupIds: { broker, worker },
  };
}

const foldersOfWorkers = (below: string) =>
  Object.fromEntries(workerNames.map((name) => [name, `${below}/${name}`]));

function doorOf({ doors }: FileSystem, word: string): Door {
  const door = doors[word];
  if (door) return door;
  throw new pulumi.RunError(`the file system has no door ${word}`);
}

const doorsOfWorkers = (fileSystem: FileSystem): Readonly<Record<WorkerName, Door>> => ({
  "worker-1": doorOf(fileSystem, "worker-1"),
  "worker-2": doorOf(fileSystem, "worker-2"),
  "worker-3": doorOf(fileSystem, "worker-3"),
});
