import * as fs from "node:fs";
import * as path from "node:path";
import { cacheFolder, fillOnce } from "../rehearsal/engine/cache";
import type { Say } from "../rehearsal/engine/engine";
import { buildGoProgram } from "../rehearsal/engine/go-program";

/** A program that tests start, by the Go module that pins it. */
export interface PinnedGoProgram {
  /** What it is called, its executable too. */
  readonly title: string;
  /** Folder of the go.mod and go.sum that pin it. */
  readonly module: string;
  /** Import path of its main package. */
  readonly mainPackage: string;
  /** Its version in go.mod, as the first group. */
  readonly pinned: RegExp;
  /** Flags of the linker; none without it. */
  readonly linkerFlags?: (version: string) => string;
}

/**
 * Path of the program: from the cache, else built from its Go module.
 * @throws when it cannot be built; the message says what to install
 */
export async function goProgram(
  { title, module, mainPackage, pinned, linkerFlags = () => "" }: PinnedGoProgram,
  say: Say,
): Promise<string> {
  const version = pinned.exec(fs.readFileSync(path.join(module, "go.mod"), "utf8"))?.[1];
  if (version === undefined) throw new Error(`${module}/go.mod pins no version of ${title}`);
  const folder = path.join(cacheFolder(), `${title}-${version}`);
  const program = path.join(folder, title);
  if (fs.existsSync(program)) return program;
  say(`no ${title} ${version} here yet: it is built once, into ${folder}`);
  await fillOnce(folder, (unfinished) =>
    buildGoProgram(
      {
        title,
        module,
        mainPackage,
        tags: "",
        linkerFlags: linkerFlags(version),
        withoutGo:
          `no ${title} ${version}: it is built from its Go module, and Go is not installed. ` +
          "Install Go 1.25 or newer (https://go.dev/dl/)",
        otherwise: "",
      },
      path.join(unfinished, title),
      say,
    ),
  );
  return program;
}
