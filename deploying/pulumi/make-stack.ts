import * as fs from "node:fs";
import * as path from "node:path";
import type { EstateStack } from "../../projects/estate";
import { stateOptions, type Workplace } from "../workplace";
import { show } from "./command";
import { troubleIn } from "./troubles";

/**
 * Makes a stack in the state, with the secrets provider that its configuration names.
 * @returns what is wrong, where it could not be made
 */
export async function makeStack(workplace: Workplace, stack: EstateStack): Promise<string | undefined> {
  const [, stage = "", ...place] = stateOptions(workplace, stack);
  const folder = path.resolve(workplace.repository, place.at(-1) ?? "");
  const file = path.join(folder, `Pulumi.${stage}.yaml`);
  const before = textOf(file);
  const { exitCode, stderr } = await show(workplace, {
    args: ["stack", "init", stage, "--no-select", ...place, "--non-interactive"],
  });
  if (exitCode !== 0)
    return troubleIn(stderr, workplace, stack) ?? `pulumi stack init ended with exit code ${exitCode}`;
  if (textOf(file) !== before)
    workplace.say(`${path.relative(workplace.repository, file)} holds the stack's own key now: commit it`);
  return undefined;
}

const textOf = (file: string): string => (fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "");
