import { z } from "zod";
import type { StackResource } from "../policies/reading/resource";

const Exported = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().default(""),
  inputs: z.looseObject({}).default({}),
  outputs: z.looseObject({}).optional(),
  protect: z.boolean().default(false),
  provider: z.string().default(""),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).default({}),
});
type Exported = z.output<typeof Exported>;

const Resources = z.object({ resources: z.array(Exported).nullable().default([]) });

/** What `pulumi stack export` writes, and what a file backend keeps. */
const Export = z.union([
  z.object({ deployment: Resources }).transform(({ deployment }) => deployment.resources ?? []),
  z
    .object({ checkpoint: z.object({ latest: Resources.optional() }) })
    .transform(({ checkpoint }) => checkpoint.latest?.resources ?? []),
]);

/**
 * The resources of a stack as the policies read them: their outputs, and what each property was computed from.
 * @throws with one line, if the text is no export of a stack
 */
export function resourcesOf(text: string, what: string): readonly StackResource[] {
  const parsed = Export.safeParse(json(text));
  if (!parsed.success) throw new Error(`${what}: this is no export of a stack`);
  const exported = parsed.data;
  const read = new Map<string, StackResource & { propertyDependencies: Record<string, StackResource[]> }>();
  for (const each of exported)
    read.set(each.urn, { ...resourceOf(each, exported), propertyDependencies: {} });
  for (const { urn, propertyDependencies } of exported) {
    const resource = read.get(urn);
    for (const [property, urns] of Object.entries(propertyDependencies))
      if (resource)
        resource.propertyDependencies[property] = (urns ?? []).flatMap((each) => read.get(each) ?? []);
  }
  return [...read.values()];
}

function resourceOf(
  exported: Exported,
  all: readonly Exported[],
): Omit<StackResource, "propertyDependencies"> {
  const { urn, type, inputs, outputs = inputs, protect } = exported;
  const provider = all.find((each) => exported.provider === `${each.urn}::${each.id}`);
  return {
    urn,
    type,
    name: nameOf(urn),
    props: outputs,
    opts: { protect, ignoreChanges: [] },
    ...(provider && {
      provider: { type: provider.type, name: nameOf(provider.urn), props: provider.inputs },
    }),
  };
}

function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
