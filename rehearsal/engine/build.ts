import * as fs from "node:fs";
import * as path from "node:path";
import type { Say } from "./engine";
import { run } from "./run";

const MODULE = path.join(__dirname, "go");
const PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

/** How often progress is told. */
const TELL_EVERY_MS = 5_000;

/**
 * Builds the CLI from its Go module; takes about two minutes on two cores, and 80 MB.
 * @param target path of the executable to make
 * @throws when Go is missing, the modules cannot be fetched or do not compile; the message says what to do
 */
export async function buildFromModule(version: string, target: string, say: Say): Promise<void> {
  const env = { ...process.env, GOFLAGS: "-mod=readonly -buildvcs=false" };
  const go = await run("go", ["version"], { env });
  if (go.exitCode !== 0)
    throw new Error(
      `no pulumi ${version}: it is not on PATH, the official build cannot be downloaded, and Go, which could build it, ` +
        `is not installed. Install Pulumi ${version} (https://www.pulumi.com/docs/install/) or Go 1.24 or newer (https://go.dev/dl/)`,
    );

  const modules = countModules();
  await goStep(
    ["mod", "download", "-x"],
    env,
    (lines) => {
      const fetched = lines.filter((line) => /\.zip: 200/.test(line)).length;
      return `fetching the CLI's Go modules: ${fetched} of at most ${modules}`;
    },
    say,
  );

  const listed = await run("go", ["list", "-deps", "-tags", "osusergo,grpcnotrace", PACKAGE], {
    cwd: MODULE,
    env,
  });
  const packages = listed.stdout.trim().split("\n").length;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  await goStep(
    [
      "build",
      "-v",
      "-tags",
      "osusergo,grpcnotrace",
      "-ldflags",
      `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`,
      "-o",
      target,
      PACKAGE,
    ],
    env,
    (lines) => `compiling the CLI: ${lines.length} of about ${packages} packages`,
    say,
  );
}

function countModules(): number {
  const sums = fs.readFileSync(path.join(MODULE, "go.sum"), "utf8").trim().split("\n");
  return sums.filter((line) => !line.includes("/go.mod ")).length;
}

/** Runs one `go` command and tells every few seconds how far it is. */
async function goStep(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  progress: (lines: readonly string[]) => string,
  say: Say,
): Promise<void> {
  const lines: string[] = [];
  say(progress(lines));
  const telling = setInterval(() => say(progress(lines)), TELL_EVERY_MS);
  const done = await run("go", args, { cwd: MODULE, env, onErrorLine: (line) => lines.push(line) });
  clearInterval(telling);
  if (done.exitCode !== 0)
    throw new Error(
      `go ${args[0]} failed: ${lines.slice(-3).join(" ")}. The Go module proxy must be reachable (go env GOPROXY); ` +
        `or install Pulumi from https://www.pulumi.com/docs/install/`,
    );
}
