/** What a rule is shown of a resource: its inputs in a resource check, its outputs in a stack check. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly props: object;
  readonly opts: {
    readonly protect: boolean;
    readonly deleteBeforeReplace?: boolean;
    readonly ignoreChanges: readonly string[];
  };
  readonly provider?: { readonly type: string; readonly name: string; readonly props: object };
}

export interface StackResource extends Resource {
  readonly propertyDependencies: Readonly<Record<string, readonly StackResource[]>>;
}

export function ofType<R extends Resource>(resources: readonly R[], ...types: readonly string[]): R[] {
  return resources.filter((resource) => types.includes(resource.type));
}

/** The stage and the project of a resource, which its URN begins with: `urn:pulumi:<stage>::<project>::…`. */
export function placeOf({ urn }: Pick<Resource, "urn">): {
  readonly stage: string;
  readonly project: string;
} {
  const [stage = "", project = ""] = urn.replace(/^urn:pulumi:/, "").split("::");
  return { stage, project };
}
