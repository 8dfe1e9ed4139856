import * as path from "node:path";
import { attach } from "./attach";
import { Board } from "./board";
import { ENGINE_VERSION, findEngine } from "./engine/engine";
import { readOptions, USAGE } from "./options";
import { policyPackEnvironment } from "../deploying/policy-pack";
import { recover } from "./recover";
import { rehearse } from "./rehearse";
import { closingText, summaryOf, writeSummary } from "./report";
import { claim } from "./running";
import { stopSignals } from "./stop";
import { openWorkspace, rehearsalFolder } from "./workspace";

/** Exit code of a program that was stopped by Ctrl-C. */
const STOPPED = 130;

async function main(): Promise<number> {
  const started = performance.now();
  const options = readOptions(process.argv.slice(2));
  if (options === "help") {
    say(USAGE);
    return 0;
  }
  const engine = await findEngine(say);
  const repository = path.dirname(__dirname);
  const { cutOff, release } = claim(rehearsalFolder(repository));
  const { stopping, killing } = stopSignals(say);
  // Whether nothing can have been left behind that no state knows of.
  let clean = !cutOff;
  try {
    const workspace = openWorkspace(repository, ENGINE_VERSION, options.fresh);
    const judging = policyPackEnvironment(repository, options.stage);
    const { checkpoints } = options;
    const commanding = { engine, workspace, judging, checkpoints, stopping, killing };
    await recover(workspace, { ...commanding, attached: {} }, cutOff, say);
    clean = true;
    const attached = await attach(workspace.journal, options.faults, options.port, judging);
    clean = false;
    const results = await rehearse(
      { ...commanding, attached: attached.environment },
      options.stacks,
      options.stage,
      new Board(),
    );
    attached.close();
    clean = (await attached.ended) === 0 && !killing.aborted;
    const summary = summaryOf(options.stage, ENGINE_VERSION, (performance.now() - started) / 1000, results);
    writeSummary(workspace.summary, summary);
    say(closingText(summary));
    return stopping.aborted ? STOPPED : summary.proved ? 0 : 1;
  } finally {
    if (clean) release();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
