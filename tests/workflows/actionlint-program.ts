import * as fs from "node:fs";
import * as path from "node:path";
import { cacheFolder, fillOnce } from "../../rehearsal/engine/cache";
import type { Say } from "../../rehearsal/engine/engine";
import { buildGoProgram } from "../../rehearsal/engine/go-program";

const MODULE = path.join(__dirname, "go");

/**
 * Path of actionlint, which knows what GitHub takes for a workflow: from the cache, else built from its Go module (some
 * seconds, 6 MB).
 * @throws when it cannot be built; the message says what to install
 */
export async function actionlintProgram(say: Say): Promise<string> {
  const version = pinnedVersion();
  const folder = path.join(cacheFolder(), `actionlint-${version}`);
  const program = path.join(folder, "actionlint");
  if (fs.existsSync(program)) return program;
  say(`no actionlint ${version} here yet: it is built once, into ${folder}`);
  await fillOnce(folder, (unfinished) =>
    buildGoProgram(
      {
        title: "actionlint",
        module: MODULE,
        mainPackage: "github.com/rhysd/actionlint/cmd/actionlint",
        tags: "",
        linkerFlags: "",
        withoutGo:
          `no actionlint ${version}: it is built from its Go module, and Go is not installed. ` +
          "Install Go 1.25 or newer (https://go.dev/dl/)",
        otherwise: "",
      },
      path.join(unfinished, "actionlint"),
      say,
    ),
  );
  return program;
}

function pinnedVersion(): string {
  const pinned = fs.readFileSync(path.join(MODULE, "go.mod"), "utf8");
  const version = /rhysd\/actionlint v(\S+)/.exec(pinned)?.[1];
  if (version === undefined) throw new Error(`${MODULE}/go.mod pins no version of actionlint`);
  return version;
}
