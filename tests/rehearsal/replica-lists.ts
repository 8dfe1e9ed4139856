import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Stage } from "../../projects/estate";
import type { Replica } from "../../projects/storage/replicas/replicas";
import type { Graph } from "../graph/graph";
import { deployed, estateStack, onTopOf, ROOT, runProject } from "../graph/project";

/** Both stacks of the storage service, as they are registered with one list of replicas. */
export interface Storage {
  readonly base: Graph;
  readonly app: Graph;
}

/** The programs in a folder of their own, over the repository's components: there a stage may list other replicas. */
export class ReplicaLists {
  readonly #root = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-projects-"));
  readonly #runs = new Map<string, Promise<Storage>>();

  constructor() {
    fs.cpSync(path.join(ROOT, "projects"), path.join(this.#root, "projects"), { recursive: true });
    for (const part of ["components", "node_modules"])
      fs.symlinkSync(path.join(ROOT, part), path.join(this.#root, part));
  }

  /** storage/base, deployed with a list, and storage/app on top of it; each list is run once. */
  deployed(stage: Stage, replicas: readonly Replica[]): Promise<Storage> {
    const key = `${stage} ${JSON.stringify(replicas)}`;
    const run = this.#runs.get(key) ?? this.#deploy(stage, replicas);
    this.#runs.set(key, run);
    return run;
  }

  async #deploy(stage: Stage, replicas: readonly Replica[]): Promise<Storage> {
    const base = await this.#run("storage/base", stage, replicas, {});
    return { base, app: await this.app(stage, replicas, base) };
  }

  /** @param base storage/base, perhaps as it was deployed with another list */
  async app(stage: Stage, replicas: readonly Replica[], base: Graph): Promise<Graph> {
    const clusters = await deployed(estateStack("reporting/base"), stage);
    return this.#run("storage/app", stage, replicas, {
      [`reporting-base/${stage}`]: clusters,
      [`storage-base/${stage}`]: base,
    });
  }

  remove(): void {
    fs.rmSync(this.#root, { recursive: true, force: true });
  }

  async #run(
    name: string,
    stage: Stage,
    replicas: readonly Replica[],
    bases: Readonly<Record<string, Graph>>,
  ): Promise<Graph> {
    const ground = await deployed(estateStack("foundation/base"), stage);
    const list = path.join(this.#root, "projects/storage/replicas", `${stage}.json`);
    fs.writeFileSync(list, JSON.stringify(replicas));
    return runProject(
      estateStack(name),
      stage,
      onTopOf({ [`foundation-base/${stage}`]: ground, ...bases }),
      this.#root,
    );
  }
}
