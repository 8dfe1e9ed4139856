import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { engineFirst } from "./engine-first";
import { EstateCopy } from "./estate-copy";

/** Starts `npm run clouds` in the copy, and reads the environment that it prints. */
async function servingClouds(
  copy: EstateCopy,
): Promise<{ environment: Record<string, string>; stop: () => Promise<void> }> {
  const clouds = spawn(
    process.execPath,
    ["--require", "sucrase/register/ts", path.join(copy.folder, "rehearsal", "by-hand.ts")],
    {
      cwd: copy.folder,
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const environment: Record<string, string> = {};
  for await (const line of createInterface({ input: clouds.stdout })) {
    const [, name, value] = /^export (\w+)='(.*)'$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) environment[name] = value;
    if (line.includes("--cwd") && line.includes("storage/app")) break;
  }
  const stop = () =>
    new Promise<void>((stopped) => {
      clouds.once("close", () => stopped());
      clouds.kill("SIGINT");
    });
  return { environment, stop };
}

interface Answer {
  readonly exitCode: number;
  readonly output: string;
}

function pulumi(
  copy: EstateCopy,
  environment: Record<string, string>,
  args: readonly string[],
): Promise<Answer> {
  return new Promise((resolve) => {
    const child = execFile(
      "pulumi",
      [...args, "--non-interactive", "--color", "never"],
      { cwd: copy.folder, env: { ...process.env, ...environment } },
      (_error, stdout, stderr) => resolve({ exitCode: child.exitCode ?? 1, output: stdout + stderr }),
    );
  });
}

/** The arguments of a plain `pulumi up`, as `npm run clouds` prints them. */
function up(copy: EstateCopy, stack: string, project: string): readonly string[] {
  const config = path.join(copy.folder, ".rehearsal", "projects", project, "Pulumi.pre.yaml");
  return ["up", "--yes", "--cwd", path.join(copy.folder, stack), "--stack", "pre", "--config-file", config];
}

describe("plain pulumi commands, typed by hand against the simulated clouds", function () {
  this.timeout("3m");
  engineFirst();
  const copy = new EstateCopy();
  after(() => copy.remove());
  const init = (environment: Record<string, string>, project: string) =>
    pulumi(copy, environment, [
      "stack",
      "init",
      "pre",
      "--cwd",
      path.join(copy.folder, ".rehearsal", "projects", project),
    ]);

  it("an app stack before its base is refused with the command that mends it", async () => {
    const { environment, stop } = await servingClouds(copy);
    await init(environment, "storage-app");
    const { exitCode, output } = await pulumi(
      copy,
      environment,
      up(copy, "projects/storage/app", "storage-app"),
    );
    await stop();
    assert.notEqual(exitCode, 0, output);
    assert.match(
      output,
      /storage-app builds on foundation-base\/pre, which is not deployed\. Mend it with: pulumi up --stack pre --cwd projects\/foundation\/base/,
    );
  });

  it("an image given by a tag is refused before anything else is looked at", async () => {
    const { environment, stop } = await servingClouds(copy);
    const release = "projects/storage/releases/2026-08.json";
    copy.edit(release, (text) => text.replace(/fluentbit@sha256:\w+/, "fluentbit:latest"));
    const { exitCode, output } = await pulumi(
      copy,
      environment,
      up(copy, "projects/storage/app", "storage-app"),
    );
    await stop();
    assert.notEqual(exitCode, 0, output);
    assert.match(
      output,
      /release 2026-08: mend projects\/storage\/releases\/2026-08\.json: sidecars\.fluentbit\.image: .*digest.*fluentbit:latest/,
    );
  });

  it("get the policy pack by PULUMI_OPTION_POLICY_PACK; the file backend answers to stack export", async () => {
    const { environment, stop } = await servingClouds(copy);
    await init(environment, "strongroom");
    const good = await pulumi(copy, environment, up(copy, ".", "strongroom"));
    assert.equal(good.exitCode, 0, good.output);
    assert.match(good.output, /Policies:\s+.*strongroom/);
    const folder = path.join(copy.folder, ".rehearsal", "projects", "strongroom");
    const exported = await pulumi(copy, environment, ["stack", "export", "--stack", "pre", "--cwd", folder]);
    assert.match(exported.output, /strongroom-pre-state-111122223333/);
    copy.replace("components/ground/state-bucket.ts", "protect: true", "protect: false");
    const bad = await pulumi(copy, environment, up(copy, ".", "strongroom"));
    await stop();
    assert.notEqual(bad.exitCode, 0, bad.output);
    assert.match(bad.output, /persistent-protected/);
  });
});
