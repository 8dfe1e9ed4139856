import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { Cloud } from "../../rehearsal/clouds/cloud";
import type { BootstrappedEstate } from "./bootstrapped-estate";

const Exported = z.looseObject({
  deployment: z.looseObject({
    secrets_providers: z.looseObject({ type: z.string(), state: z.looseObject({ url: z.string() }) }),
    resources: z.array(z.looseObject({ urn: z.string(), id: z.string().optional(), custom: z.boolean() })),
    pending_operations: z.array(z.unknown()).nullish(),
  }),
});

/** Folders of local backends that were set aside. */
export function setAside({ local }: BootstrappedEstate): readonly string[] {
  const parent = path.dirname(local);
  if (!fs.existsSync(parent)) return [];
  return fs
    .readdirSync(parent)
    .filter((name) => name.startsWith("root-moved-"))
    .map((name) => path.join(parent, name));
}

/** Asserts what a bootstrap promises: the state is in the bucket, whole, once, and under the key; and nothing would change. */
export async function assertMoved(estate: BootstrappedEstate): Promise<void> {
  const { deployment } = Exported.parse(JSON.parse((await estate.pulumi("stack", "export")).output));
  assert.deepEqual(deployment.pending_operations ?? [], []);
  assert.deepEqual(
    [deployment.secrets_providers.type, deployment.secrets_providers.state.url],
    ["cloud", estate.key],
  );
  const known = deployment.resources.filter(
    ({ urn, custom }) => custom && !urn.includes("pulumi:providers:"),
  );
  const made = new Cloud(estate.copy.journal).all();
  assert.ok(made.length > 10, "the program was brought up");
  assert.deepEqual(
    known.map(({ urn, id }) => `${urn} ${id}`).toSorted(),
    made.map(({ urn, id }) => `${urn} ${id}`).toSorted(),
  );

  const objects = await estate.objects();
  assert.deepEqual(
    objects.filter((key) => !key.endsWith(".bak")),
    [".pulumi/meta.yaml", ".pulumi/stacks/strongroom/pre.json"],
  );
  assert.ok(!fs.existsSync(estate.local), "the local backend is set aside");
  assert.ok(!fs.existsSync(`${estate.local}.running`), "nothing is left to remember");
  const [aside = "", ...others] = setAside(estate);
  assert.deepEqual(others, []);
  const word = fs.readFileSync(path.join(aside, "MOVED.txt"), "utf8");
  assert.ok(word.startsWith(`The state of strongroom/pre is in ${estate.backend} since `), word);

  const preview = await estate.pulumi("preview", "--expect-no-changes");
  assert.equal(preview.exitCode, 0, preview.output);
}
