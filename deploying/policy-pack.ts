import * as path from "node:path";
import type { Stage } from "../projects/estate";

/**
 * The environment by which a plain `pulumi` takes the policy pack with the stage's configuration, and by which a program
 * knows that it is judged. The CLI reads every flag from such a variable.
 */
export function policyPackEnvironment(repository: string, stage: Stage): Readonly<Record<string, string>> {
  const folder = path.join(repository, "policies");
  return {
    PULUMI_OPTION_POLICY_PACK: folder,
    PULUMI_OPTION_POLICY_PACK_CONFIG: path.join(folder, "config", `${stage}.json`),
  };
}
