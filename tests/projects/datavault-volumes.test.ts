import * as assert from "node:assert/strict";
import { stages } from "../../projects/estate";
import type { Graph } from "../graph/graph";
import { deployed, estateStack } from "../graph/project";
import { last, stage as image, type Stage } from "../images/dockerfile";
import { containersOf, type Container, TASK, volumesOf } from "./datavault-facts";

/** Folders that an image has as volumes, and that belong to our user in it: a new volume of a task takes that over. */
function ownedVolumes(of: Stage): readonly string[] {
  const declared = of.instructions
    .filter(({ keyword }) => keyword === "VOLUME")
    .flatMap(({ rest }) => [...rest.matchAll(/\/[\w/-]+/g)].map(([folder]) => folder));
  const owned = of.instructions
    .filter(({ keyword, rest }) => keyword === "RUN" && rest.startsWith("install -d -o 10001 -g 10001 "))
    .flatMap(({ rest }) => rest.split(" ").filter((word) => word.startsWith("/")));
  return declared.filter((folder) => owned.includes(folder));
}

/** Mounts of volumes that begin empty, and whose folder in the container's image is not our user's. */
const rootsOwn = (containers: readonly Container[], fresh: readonly string[]): readonly string[] =>
  containers.flatMap(({ name, mountPoints }) =>
    mountPoints
      .filter(({ sourceVolume }) => fresh.includes(sourceVolume))
      .filter(({ containerPath }) => !ownedVolumes(image(name)).includes(containerPath))
      .map(({ containerPath }) => `${name}: ${containerPath}`),
  );

for (const stage of stages)
  describe(`the volumes of datavault/app in ${stage}`, () => {
    let graph: Graph;
    before(async function () {
      this.timeout(120_000);
      graph = await deployed(estateStack("datavault/app"), stage);
    });
    const tasks = () => graph.of(TASK).map(({ name }) => name);
    const freshOf = (task: string) =>
      volumesOf(graph, task)
        .filter(({ efsVolumeConfiguration }) => efsVolumeConfiguration === undefined)
        .map(({ name }) => name);

    it("belong to the user of the containers, who is not root: EFS by its access points, all others by the images", () => {
      assert.ok(tasks().length >= 4);
      for (const task of tasks())
        assert.deepEqual(rootsOwn(containersOf(graph, task), freshOf(task)), [], task);
      assert.deepEqual(freshOf("broker-task"), ["keys"]);
      assert.equal(freshOf("worker-1-task").length, 2);
    });

    it("would be root's at a path that the image does not have", () => {
      const elsewhere = containersOf(graph, "worker-1-task").map((container) => ({
        ...container,
        mountPoints: container.mountPoints.map((mount) => ({
          ...mount,
          containerPath: `${mount.containerPath}2`,
        })),
      }));
      assert.deepEqual(rootsOwn(elsewhere, freshOf("worker-1-task")).toSorted(), [
        "key-store: /keys2",
        "worker: /keys2",
        "worker: /scratch2",
      ]);
    });

    it("are mounted over a root file system that nothing writes to, by our own user", () => {
      for (const task of tasks())
        for (const { name, user, readonlyRootFilesystem } of containersOf(graph, task)) {
          assert.equal(readonlyRootFilesystem, true, name);
          assert.equal(user, last(image(name), "USER"), name);
        }
    });
  });
