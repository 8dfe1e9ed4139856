import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import { Cloud } from "../../rehearsal/clouds/cloud";
import type { BootstrappedEstate } from "./bootstrapped-estate";

const Resources = z.array(z.looseObject({ urn: z.string(), id: z.string().optional(), custom: z.boolean() }));

const Exported = z.looseObject({
  deployment: z.looseObject({
    secrets_providers: z.looseObject({
      type: z.string(),
      state: z.looseObject({ url: z.string().optional(), salt: z.string().optional() }),
    }),
    resources: Resources,
    pending_operations: z.array(z.unknown()).nullish(),
  }),
});

const Checkpoint = z.looseObject({
  checkpoint: z.looseObject({
    latest: z.looseObject({
      pending_operations: z.array(z.looseObject({ resource: z.looseObject({ urn: z.string() }) })).nullish(),
    }),
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

/**
 * Asserts what a bootstrap promises: the state is in the bucket, whole, once, and its secrets are encrypted as they were to be.
 * @param spare names of keys of which the bootstrap has told that one more may stand
 */
export async function assertMoved(estate: BootstrappedEstate, spare: readonly string[] = []): Promise<void> {
  const { deployment } = Exported.parse(JSON.parse((await estate.pulumi("stack", "export")).output));
  assert.deepEqual(deployment.pending_operations ?? [], []);
  const { type, state } = deployment.secrets_providers;
  if (estate.key === "passphrase") assert.deepEqual([type, state.salt], ["passphrase", saltOf(estate)]);
  else assert.deepEqual([type, state.url], ["cloud", estate.key]);
  assertAllIsKnown(estate, deployment.resources, spare);

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
}

/** Asserts that just what is in the account is in the state, but for spare keys. */
function assertAllIsKnown(
  { copy }: BootstrappedEstate,
  resources: z.output<typeof Resources>,
  spare: readonly string[],
): void {
  const known = resources
    .filter(({ urn, custom }) => custom && !urn.includes("pulumi:providers:"))
    .map(({ urn, id }) => `${urn} ${id}`);
  const made = new Cloud(copy.journal).all();
  assert.ok(made.length > 10, "the program was brought up");
  const isKnown = ({ urn, id }: { readonly urn: string; readonly id: string }) =>
    known.includes(`${urn} ${id}`);
  assert.deepEqual(
    known.toSorted(),
    made
      .filter(isKnown)
      .map(({ urn, id }) => `${urn} ${id}`)
      .toSorted(),
  );
  const unknown = made.filter((thing) => !isKnown(thing));
  assert.deepEqual(new Set(unknown.map(({ urn }) => nameOf(urn))), new Set(spare));
  assert.ok(unknown.every(({ type }) => type === "aws:kms/key:Key"));
}

/** Names of the resources whose making an engine has begun, as the local state has it. */
export function begunIn({ local }: BootstrappedEstate): readonly string[] {
  const file = path.join(local, ".pulumi/stacks/strongroom/pre.json");
  const { checkpoint } = Checkpoint.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  return (checkpoint.latest.pending_operations ?? []).map(({ resource }) => nameOf(resource.urn));
}

const nameOf = (urn: string): string => urn.split("::").at(-1) ?? "";

const saltOf = ({ copy }: BootstrappedEstate): string | undefined =>
  /^encryptionsalt: (\S+)$/m.exec(fs.readFileSync(path.join(copy.folder, "Pulumi.pre.yaml"), "utf8"))?.[1];
