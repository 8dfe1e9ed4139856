import * as path from "node:path";
import { attach } from "./attach";
import { ENGINE_VERSION, findEngine } from "./engine/engine";
import { readOptions } from "./options";
import { policyPackEnvironment } from "../deploying/policy-pack";
import { claim } from "./running";
import { engineEnvironment } from "./stack/command";
import { configFile, openWorkspace, prepareStackFolder, rehearsalFolder } from "./workspace";

const USAGE = `npm run clouds -- [--stage pre|pro] [--port NUMBER] [--fault KIND@WHERE]

  Keeps the simulated clouds running, so that plain pulumi commands can be typed against them in another shell.`;

/** Serves the simulated clouds until Ctrl-C, and prints what makes a plain \`pulumi\` use them. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === "help") return print(USAGE);
  const engine = await findEngine(print);
  const repository = path.dirname(__dirname);
  const { cutOff, release } = claim(rehearsalFolder(repository));
  const workspace = openWorkspace(repository, ENGINE_VERSION, options.fresh);
  for (const stack of options.stacks) prepareStackFolder(workspace, stack, options.stage);
  // Programs run in the language host here, which knows nothing of the other shell's environment.
  const judging = policyPackEnvironment(repository, options.stage);
  const attached = await attach(workspace.journal, options.faults, options.port, judging);
  const own = Object.entries({ ...engineEnvironment(engine, workspace), ...attached.environment });
  const exported = own.filter(([name, value]) => /^PULUMI_|^PATH$/.test(name) && process.env[name] !== value);
  print(
    [
      "# Paste this into another shell; the simulated clouds listen until Ctrl-C here.",
      ...exported.map(([name, value]) => `export ${name}='${value}'`),
      ...Object.entries(judging).map(([name, value]) => `export ${name}='${value}'`),
      "# Then, for example (a stack is made once, in the folder that holds its rehearsed configuration):",
      ...options.stacks.map(
        (stack) =>
          `#   pulumi up --cwd ${path.join(repository, stack.folder)} --stack ${options.stage} --config-file ${configFile(workspace, stack, options.stage)}`,
      ),
      `# All of it, with the plan gate: npm run up -- --stage ${options.stage} --configs ${path.join(workspace.folder, "projects")}`,
    ].join("\n"),
  );
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => attached.close());
  const clean = (await attached.ended) === 0 && !cutOff;
  if (clean) release();
  process.exit(clean ? 0 : 1);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
