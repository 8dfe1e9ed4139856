import * as fs from "node:fs";
import * as path from "node:path";
import { cacheFolder, fillOnce } from "../../rehearsal/engine/cache";
import type { Say } from "../../rehearsal/engine/engine";
import { buildGoProgram } from "../../rehearsal/engine/go-program";

const MODULE = path.join(__dirname, "go");

/**
 * Path of kustomize, by which Argo CD puts a stage's manifests together: from the cache, else built from its Go module (a
 * minute on two cores, 15 MB).
 * @throws when it cannot be built; the message says what to install
 */
export async function kustomizeProgram(say: Say): Promise<string> {
  const version = pinnedVersion();
  const folder = path.join(cacheFolder(), `kustomize-${version}`);
  const program = path.join(folder, "kustomize");
  if (fs.existsSync(program)) return program;
  say(`no kustomize ${version} here yet: it is built once, into ${folder}`);
  await fillOnce(folder, (unfinished) =>
    buildGoProgram(
      {
        title: "kustomize",
        module: MODULE,
        mainPackage: "sigs.k8s.io/kustomize/kustomize/v5",
        tags: "",
        linkerFlags: "",
        withoutGo:
          `no kustomize ${version}: it is built from its Go module, and Go is not installed. ` +
          "Install Go 1.25 or newer (https://go.dev/dl/)",
        otherwise: "",
      },
      path.join(unfinished, "kustomize"),
      say,
    ),
  );
  return program;
}

function pinnedVersion(): string {
  const pinned = fs.readFileSync(path.join(MODULE, "go.mod"), "utf8");
  const version = /kustomize\/kustomize\/v5 v(\S+)/.exec(pinned)?.[1];
  if (version === undefined) throw new Error(`${MODULE}/go.mod pins no version of kustomize`);
  return version;
}
