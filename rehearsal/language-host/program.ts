import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import * as path from "node:path";
import { createInterface } from "node:readline";
import type { RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { z } from "zod";

/** The `runtime.options` of a Pulumi.yaml that the official Node.js host knows. */
const RuntimeOptions = z.strictObject({
  typescript: z.boolean().default(true),
  nodeargs: z.string().default(""),
  packagemanager: z.string().optional(),
});

/**
 * Runs one Pulumi program to its end, with the arguments and environment that the official host gives it.
 * @param write receives each line that the program prints
 * @returns the exit code of the program's process
 */
export function runProgram(
  request: RunRequest,
  engineAddress: string,
  environment: Readonly<Record<string, string>>,
  write: (line: string) => void,
  cancelled: AbortSignal,
): Promise<number> {
  const info = request.getInfo();
  const options = RuntimeOptions.parse(info?.getOptions()?.toJavaScript() ?? {});
  const folder = info?.getProgramDirectory() || request.getPwd();
  // The SDK of the program's own node_modules, as the official host does.
  const run = createRequire(path.join(folder, "index.js")).resolve("@pulumi/pulumi/cmd/run");
  const program = spawn(
    process.execPath,
    [...options.nodeargs.split(/\s+/).filter(Boolean), run, ...programArguments(request, engineAddress)],
    {
      cwd: request.getPwd(),
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        ...environment,
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        PULUMI_NODEJS_TYPESCRIPT: String(options.typescript),
      },
    },
  );
  for (const stream of [program.stdout, program.stderr]) createInterface({ input: stream }).on("line", write);
  const kill = () => program.kill("SIGKILL");
  cancelled.addEventListener("abort", kill);
  return new Promise((resolve, reject) => {
    program.on("error", reject);
    program.on("close", (code) => {
      cancelled.removeEventListener("abort", kill);
      resolve(code ?? 1);
    });
  });
}

function programArguments(request: RunRequest, engineAddress: string): string[] {
  const named = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": request.getInfo()?.getRootDirectory() ?? "",
    stack: request.getStack(),
    pwd: request.getPwd(),
    "dry-run": request.getDryrun() ? "true" : "",
    parallel: String(request.getParallel()),
  };
  return [
    ...Object.entries(named).flatMap(([name, value]) => (value === "" ? [] : [`--${name}`, value])),
    request.getInfo()?.getEntryPoint() || request.getProgram() || ".",
    ...request.getArgsList(),
  ];
}
