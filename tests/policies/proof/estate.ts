import type { StackResource } from "../../../policies/reading/resource";

/** A resource as a stack's state has it; `from` names the resources that a property was computed from. */
export interface Made {
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly from?: Readonly<Record<string, readonly string[]>>;
}

export function made(type: string, props: Made["props"], from?: Made["from"]): Made {
  return { type, props, ...(from && { from }) };
}

/** By name. */
export type Estate = Readonly<Record<string, Made>>;

/** What changes an estate; several are made one after the other. */
export type Change = (estate: Estate) => Estate;

/** With resources more, or others of the same name. */
export function having(resources: Estate): Change {
  return (estate) => ({ ...estate, ...resources });
}

export function without(...names: readonly string[]): Change {
  return (estate) => Object.fromEntries(Object.entries(estate).filter(([name]) => !names.includes(name)));
}

/** With some properties of a resource changed. */
export function changing(name: string, props: object): Change {
  return (estate) => {
    const before = estate[name];
    if (!before) throw new Error(`the estate has no ${name}`);
    return { ...estate, [name]: { ...before, props: { ...before.props, ...props } } };
  };
}

/** All of them, one after the other. */
export function all(...changes: readonly Change[]): Change {
  return (estate) => changes.reduce((changed, change) => change(changed), estate);
}

export function asResources(estate: Estate): readonly StackResource[] {
  const made = new Map<string, StackResource & { propertyDependencies: Record<string, StackResource[]> }>();
  for (const [name, { type, props }] of Object.entries(estate))
    made.set(name, {
      type,
      name,
      urn: `urn:pulumi:test::project::${type}::${name}`,
      props: structuredClone(props),
      opts: { protect: false, ignoreChanges: [] },
      propertyDependencies: {},
    });
  for (const [name, { from = {} }] of Object.entries(estate))
    for (const [property, sources] of Object.entries(from)) {
      const resource = made.get(name);
      if (resource)
        resource.propertyDependencies[property] = sources.flatMap((source) => made.get(source) ?? []);
    }
  return [...made.values()];
}
