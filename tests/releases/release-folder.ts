import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { release, RELEASES, releaseText, type Release } from "../../projects/storage/releases/release";
import type { Stage } from "../../projects/estate";
import { run } from "../../releasing/command";
import { ROOT } from "../graph/project";

/** The committed release that tests begin with. */
export const CURRENT = "2026-08";
export const OLDER = "2021-07";

export const REGISTRY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/uk.ac.wellcome";

/** A digest that no committed image has. */
export const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

/** How the command ended. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the command works on, in a folder of its own: the committed releases and the stages' configurations. */
export class ReleaseFolder {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-releases-"));
  readonly releases = path.join(this.root, RELEASES);

  constructor() {
    fs.mkdirSync(this.releases, { recursive: true });
    fs.mkdirSync(path.join(this.root, "projects/storage/app"));
    for (const name of [OLDER, CURRENT]) this.write(name, release(name));
    for (const stage of ["pre", "pro"] as const) {
      const committed = fs.readFileSync(path.join(ROOT, stageFile(stage)), "utf8");
      const others = committed.split("\n").filter((line) => !line.includes("storage-app:release:"));
      this.writeStage(
        stage,
        others
          .join("\n")
          .replace(
            "config:\n",
            "config:\n  # What runs here.\n  storage-app:release: 2021-07   # reviewed\n",
          ),
      );
    }
  }

  /** Lets a release's file hold that. */
  write(name: string, content: object): void {
    fs.writeFileSync(this.file(name), `${JSON.stringify(content, undefined, 2)}\n`);
  }

  /** Adds a whole release that differs from a committed one in its name, and as told. */
  add(name: string, change: (copy: Release) => Release = (copy) => copy): void {
    fs.writeFileSync(this.file(name), releaseText(change({ ...release(CURRENT), name })));
  }

  file(name: string): string {
    return path.join(this.releases, `${name}.json`);
  }

  stage(stage: Stage): string {
    return fs.readFileSync(path.join(this.root, stageFile(stage)), "utf8");
  }

  writeStage(stage: Stage, text: string): void {
    fs.writeFileSync(path.join(this.root, stageFile(stage)), text);
  }

  /** Lets a stage run another release than the older one. */
  letRun(stage: Stage, name: string): void {
    this.writeStage(
      stage,
      this.stage(stage).replace("storage-app:release: 2021-07", `storage-app:release: ${name}`),
    );
  }

  /** All files and what they hold. */
  contents(): Readonly<Record<string, string>> {
    const files = fs.readdirSync(this.root, { recursive: true, encoding: "utf8" }).toSorted();
    const read = files.map((file) => [file, path.join(this.root, file)] as const);
    return Object.fromEntries(
      read
        .filter(([, full]) => fs.statSync(full).isFile())
        .map(([file, full]) => [file, fs.readFileSync(full, "utf8")]),
    );
  }

  /** Does what `npm run release` does, on this folder: in a process of its own where it reads something. */
  run(args: readonly string[], input?: string): Promise<Ended> {
    const all = [...args, "--root", this.root];
    return input === undefined ? Promise.resolve(here(all)) : elsewhere(all, input);
  }

  remove(): void {
    fs.rmSync(this.root, { recursive: true });
  }
}

const stageFile = (stage: Stage) => `projects/storage/app/Pulumi.${stage}.yaml`;

function here(args: readonly string[]): Ended {
  const [said, complained]: [string[], string[]] = [[], []];
  const exitCode = run(args, {
    say: (text) => said.push(`${text}\n`),
    complain: (text) => complained.push(`${text}\n`),
  });
  return { exitCode, stdout: said.join(""), stderr: complained.join("") };
}

function elsewhere(args: readonly string[], input: string): Promise<Ended> {
  const command = ["--require", "sucrase/register/ts", "releasing/main.ts", ...args];
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, command, { cwd: ROOT }, (error, stdout, stderr) => {
      if (child.exitCode === null) reject(error ?? new Error("the command was stopped"));
      else resolve({ exitCode: child.exitCode, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}
