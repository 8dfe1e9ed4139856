import * as path from "node:path";
import type { EstateStack, Stage } from "../projects/estate";
import { bucketNames } from "../components/names/names";
import { stages } from "../projects/estate";
import { quoted } from "./pulumi/command";
import { policyPackEnvironment } from "./policy-pack";

/** Where, and on which stage, the commands of a deploy work. */
export interface Workplace {
  /** Root of the repository: every command is run there. */
  readonly repository: string;
  readonly stage: Stage;
  /** Folder whose `<project>/Pulumi.<stage>.yaml` stand in for the committed configurations, as rehearsed ones do. */
  readonly configs?: string | undefined;
  /** What has the policy pack judge every command. */
  readonly judging: Readonly<Record<string, string>>;
  /** Tells the user one line. */
  readonly say: (line: string) => void;
}

/**
 * The workplace on a stage, with the policy pack on.
 * @throws in one line when no state, or another stage's, is to be worked on
 */
export function workplace(
  options: Pick<Workplace, "repository" | "stage" | "configs" | "say">,
  backend: string | undefined,
): Workplace {
  const { stage, repository } = options;
  if (backend === undefined || backend === "")
    throw new Error(
      `PULUMI_BACKEND_URL is not set: say where the state of ${stage} is, as in s3://${bucketNames(stage, "ACCOUNT").state}?region=REGION (README, "Deploying")`,
    );
  const other = stages.find((each) => each !== stage && backend.startsWith(`s3://${stateOf(each)}`));
  if (other !== undefined)
    throw new Error(
      `PULUMI_BACKEND_URL is the state of ${other}, and --stage is ${stage}: set it to ${stage}'s`,
    );
  return { ...options, judging: policyPackEnvironment(repository, stage) };
}

const stateOf = (stage: Stage): string => bucketNames(stage, "").state;

/** The lines that let anyone type the commands by hand, policy pack included. */
export function exportLines({ judging }: Workplace): readonly string[] {
  return Object.entries(judging).map(([name, value]) => `$ export ${name}=${quoted(value)}`);
}

/** The options by which a command of `pulumi` finds the stack, its program and its configuration. */
export function stackOptions(
  { stage, configs }: Workplace,
  { folder, project }: EstateStack,
): readonly string[] {
  const file =
    configs === undefined ? [] : ["--config-file", path.join(configs, project, `Pulumi.${stage}.yaml`)];
  return ["--stack", stage, "--cwd", folder, ...file];
}

/** The options of a command that works on the stack's state alone: the folder of its configuration is enough. */
export function stateOptions(
  { stage, configs }: Workplace,
  { folder, project }: EstateStack,
): readonly string[] {
  return ["--stack", stage, "--cwd", configs === undefined ? folder : path.join(configs, project)];
}
