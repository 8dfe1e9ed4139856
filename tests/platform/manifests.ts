import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { cacheFolder, fillOnce } from "../../rehearsal/engine/cache";
import { ROOT } from "../graph/project";
import { kustomizeProgram } from "./kustomize-program";

const run = promisify(execFile);
export const MANIFESTS = path.join(ROOT, "projects/platform/manifests");

export const Manifest = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
  }),
});
export type Manifest = z.infer<typeof Manifest>;

/** What Argo CD of a stage is told once: its project and its application, in this order. */
export const argoCdOf = (stage: string): readonly Manifest[] =>
  parseAllDocuments(fs.readFileSync(path.join(MANIFESTS, "argo-cd", `${stage}.yaml`), "utf8")).map(
    (document) => Manifest.parse(document.toJS()),
  );

/** All that a stage's cluster is told, put together as Argo CD does it. */
export async function manifestsOf(stage: string): Promise<readonly Manifest[]> {
  const program = await kustomizeProgram((line) => process.stdout.write(`    ${line}\n`));
  const { stdout } = await run(program, ["build", path.join(MANIFESTS, stage)]);
  return parseAllDocuments(stdout).map((document) => Manifest.parse(document.toJS()));
}

/** Validates manifests by the schemas of Kubernetes itself, which it brings along. */
const VALIDATOR = "kubernetes-validate==1.37.0";

/**
 * What Kubernetes' own schemas find wrong with manifests; those of other makers have none there.
 * @throws with what is missing
 */
export async function schemaFaults(manifests: readonly Manifest[], version: string): Promise<string> {
  const folder = path.join(cacheFolder(), VALIDATOR.replace("==", "-"));
  if (!fs.existsSync(folder))
    await fillOnce(folder, async (unfinished) => {
      const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"];
      await run("python3", [...install, unfinished, VALIDATOR]).catch((error: unknown) => {
        throw new Error(`manifests are validated by ${VALIDATOR} for Python: install python3 and pip`, {
          cause: error,
        });
      });
    });
  const script = `
import json, sys, kubernetes_validate
for manifest in json.load(sys.stdin):
    try:
        kubernetes_validate.validate(manifest, "${version}", strict=True)
    except Exception as error:
        print(manifest["kind"], manifest["metadata"]["name"], str(error).splitlines()[0])
`;
  const validating = run("python3", ["-c", script], { env: { ...process.env, PYTHONPATH: folder } });
  validating.child.stdin?.end(JSON.stringify(manifests));
  return (await validating).stdout;
}
