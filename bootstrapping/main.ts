import * as path from "node:path";
import { exportLines } from "../deploying/workplace";
import { findEngine } from "../rehearsal/engine/engine";
import { stopSignals } from "../rehearsal/stop";
import { wrongAccount } from "./account";
import { take } from "./board";
import { regionOf } from "./bucket";
import { readOptions, USAGE, type Options } from "./options";
import { claim } from "./running";
import { siteOf } from "./site";
import { readStageFile } from "./stage-file";
import { hasLocalBackend, holdsRoot, isPassphrase, refusal, whatStands } from "./standing";
import { finishing, moving } from "./steps";

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === "help") return say(USAGE);
  await bootstrap(path.dirname(__dirname), options);
}

/**
 * Gets the root project's state into its own bucket, from wherever it is now.
 * @throws in one line, when that cannot be
 */
async function bootstrap(repository: string, options: Options): Promise<void> {
  const stageFile = readStageFile(repository, options.stage);
  const engine = await findEngine(say);
  const { stopping } = stopSignals(say);
  const site = siteOf(repository, options, { engine, stopping, say });
  if (isPassphrase(site) && !process.env["PULUMI_CONFIG_PASSPHRASE"])
    throw new Error("--secrets-provider passphrase: set PULUMI_CONFIG_PASSPHRASE");
  const wrong = await wrongAccount(site, regionOf(site.bucket.url));
  if (wrong !== undefined) throw new Error(wrong);
  const release = await claim(site.folder, say);
  try {
    const standing = await whatStands(site);
    const why = refusal(site, stageFile, standing);
    if (why !== undefined) throw new Error(why);
    if (holdsRoot(standing.bucket) && !hasLocalBackend(site))
      return say(`Nothing to do: the state of root of ${site.stage} is in ${site.bucket.url}`);
    exportLines(site).forEach(say);
    const steps = holdsRoot(standing.bucket) ? finishing : [...moving, ...finishing];
    await take(steps, (tell) => ({ ...site, say: tell }));
    say(
      [
        `The state of root of ${site.stage} is in ${site.bucket.url}.`,
        `Commit ${stageFile.file}: it holds the key of the state's secrets, encrypted by ${site.secretsProvider}.`,
        `From here on: export PULUMI_BACKEND_URL='${site.bucket.url}'`,
      ].join("\n"),
    );
  } finally {
    release();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
