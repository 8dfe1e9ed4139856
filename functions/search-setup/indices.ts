import { pickBy } from "es-toolkit/object";
import { isEmptyObject } from "es-toolkit/predicate";
import * as z from "zod";
import type { Cluster } from "./cluster";
import { foundIn } from "./found-in";
import { flatSettings } from "./templates";
import type { Wanted } from "./wanted";

const Settings = z.record(z.string(), z.unknown());
const Mappings = z.record(z.string(), z.unknown());
/** An alias in place of the index gives what it stands for: each by its own name. */
const Present = z.record(z.string(), z.object({ settings: Settings, mappings: Mappings }));
const Simulated = z.object({
  template: z.object({ settings: Settings, mappings: Mappings.default({}) }),
});

/** Indices that are there and are as their templates say, each found by its aliases. */
export function wantedIndices(
  cluster: Cluster,
  indices: Readonly<Record<string, { readonly aliases: readonly string[] }>>,
): readonly Wanted[] {
  return Object.entries(indices).flatMap(([name, { aliases }]) => [
    { name: `index ${name}`, make: () => asItsTemplateSays(cluster, name) },
    ...aliases.map((alias) => ({
      name: `alias ${alias} of index ${name}`,
      async make() {
        // A rebuilt index has it, perhaps.
        if ((await cluster.get(`/_alias/${alias}`)) !== undefined) return false;
        await cluster.put(`/${name}/_alias/${alias}`);
        return true;
      },
    })),
  ]);
}

/** Makes an index, or adds to it what its template has learnt since: new fields, other settings. */
async function asItsTemplateSays(cluster: Cluster, name: string): Promise<boolean> {
  const answer = await cluster.get(`/${name}`);
  if (answer === undefined) {
    await cluster.put(`/${name}`);
    return true;
  }
  let changed = false;
  for (const [index, { settings, mappings }] of Object.entries(Present.parse(answer))) {
    const { template } = Simulated.parse(await cluster.post(`/_index_template/_simulate_index/${index}`));
    if (!foundIn(template.mappings, mappings)) {
      await cluster.put(`/${index}/_mapping`, template.mappings);
      changed = true;
    }
    const present = flatSettings(settings);
    const other = pickBy(flatSettings(template.settings), (value, key) => !foundIn(value, present[key]));
    if (!isEmptyObject(other)) {
      await cluster.put(`/${index}/_settings`, other);
      changed = true;
    }
  }
  return changed;
}
