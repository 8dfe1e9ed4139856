import * as fs from "node:fs";
import * as path from "node:path";
import { packInForce } from "../components/contract/policy-pack";
import { parameters } from "../policies/parameters";
import { prove } from "../policies/proof/prove";
import { stageParameters } from "../configuring/stage-parameters";
import { policyPackEnvironment } from "../deploying/policy-pack";
import { proveOptions, USAGE } from "./options";
import { pageOf } from "./page";
import { paperOf } from "./paper";
import { deployedResources, rehearsedResources } from "./stacks";
import { textOf } from "./text";

/** Exit code where the proof was not even tried. */
const NOT_TRIED = 2;

/** Proves for a stage that nobody can delete its archive, and writes down why. */
async function main(): Promise<number> {
  const options = proveOptions(process.argv.slice(2));
  if (options === "help") {
    say(USAGE);
    return 0;
  }
  const repository = path.dirname(__dirname);
  const settings = parameters.parse(stageParameters(repository, options.stage));
  const policyPack = packInForce(policyPackEnvironment(repository, options.stage));
  if (!policyPack) throw new Error("there is no policy pack in the folder policies");
  const resources = options.deployed
    ? await deployedResources(repository, options.stage, say)
    : await rehearsedResources(repository, options.stage);
  const started = performance.now();
  const { verdicts, decisions } = prove(resources, settings);
  const seconds = (performance.now() - started) / 1000;
  const paper = paperOf({
    options,
    at: new Date(),
    resources: resources.length,
    decisions,
    seconds,
    policyPack,
    verdicts,
  });
  fs.mkdirSync(options.out, { recursive: true });
  const page = path.join(options.out, "proof.html");
  fs.writeFileSync(path.join(options.out, "proof.json"), `${JSON.stringify(paper, undefined, 2)}\n`);
  fs.writeFileSync(page, pageOf(paper));
  say(textOf(paper, page));
  return paper.proved ? 0 : 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(NOT_TRIED);
  },
);
