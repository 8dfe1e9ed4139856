/** What a rule is shown of a resource: its inputs in a resource check, its outputs in a stack check. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly props: object;
  readonly opts: { readonly protect: boolean; readonly deleteBeforeReplace?: boolean };
  readonly provider?: { readonly props: object };
}

export interface StackResource extends Resource {
  readonly propertyDependencies: Readonly<Record<string, readonly StackResource[]>>;
}

export function ofType<R extends Resource>(resources: readonly R[], ...types: readonly string[]): R[] {
  return resources.filter((resource) => types.includes(resource.type));
}
