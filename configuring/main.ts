import * as fs from "node:fs";
import * as path from "node:path";
import { format, resolveConfig } from "prettier";
import { stages } from "../projects/estate";
import { catalogue, rules } from "../policies/catalogue";
import { documentation } from "../policies/documentation";
import { configuration } from "./configuration";
import { stageParameters } from "./stage-parameters";

/** Everything that follows from the rules and the stages' settings, by file. */
export async function generated(root: string): Promise<ReadonlyMap<string, string>> {
  const texts = {
    "docs/policies.md": documentation(catalogue),
    ...Object.fromEntries(
      stages.map((stage) => [
        `policies/config/${stage}.json`,
        configuration(rules, stageParameters(root, stage)),
      ]),
    ),
  };
  const formatted = new Map<string, string>();
  for (const [file, text] of Object.entries(texts)) {
    const filepath = path.join(root, file);
    formatted.set(file, await format(text, { ...(await resolveConfig(filepath)), filepath }));
  }
  return formatted;
}

async function main(): Promise<void> {
  const root = path.dirname(__dirname);
  for (const [file, text] of await generated(root)) {
    fs.writeFileSync(path.join(root, file), text);
    process.stdout.write(`${file}\n`);
  }
}

if (require.main === module)
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
