import { flattenObject } from "es-toolkit/object";
import { isEqual } from "es-toolkit/predicate";
import * as z from "zod";
import type { Cluster } from "./cluster";
import { Template } from "./request";
import type { Wanted } from "./wanted";

const Templates = z.object({ index_templates: z.array(z.object({ index_template: Template })) });

/** Composable index templates, just as they are given. */
export function wantedTemplates(
  cluster: Cluster,
  templates: Readonly<Record<string, Template>>,
): readonly Wanted[] {
  return Object.entries(templates).map(([name, wanted]) => ({
    name: `template ${name}`,
    async make() {
      const path = `/_index_template/${name}`;
      const present = await cluster.get(path);
      const [there] = present === undefined ? [] : Templates.parse(present).index_templates;
      if (there && isEqual(compared(wanted), compared(there.index_template))) return false;
      await cluster.put(path, wanted);
      return true;
    },
  }));
}

const compared = ({ template, ...rest }: Template) => ({
  composed_of: [],
  ...rest,
  template: { ...template, settings: flatSettings(template?.settings ?? {}) },
});

/** Settings by their full names, as text: `index.number_of_shards` is "1". The cluster knows them nested and flat, with and without `index`. */
export function flatSettings(
  settings: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string | readonly string[]>> {
  const flat = Object.entries(flattenObject(settings, { preserveArrays: true }));
  return Object.fromEntries(
    flat.map(([name, value]) => [
      name.startsWith("index.") ? name : `index.${name}`,
      Array.isArray(value) ? value.map(String) : String(value),
    ]),
  );
}
