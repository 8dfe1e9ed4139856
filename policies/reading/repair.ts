import type { Resource } from "./resource";
import { record, valueOf } from "./value";

/** One input to set: a path of property names, and what belongs there. */
export interface Repair {
  readonly path: readonly [string, ...string[]];
  readonly value: string | number | boolean;
}

/**
 * The resource's inputs with the repairs made, undefined where there are none. They are changed in place and handed
 * back: a copy would have to read what is not known.
 */
export function repaired(resource: Resource, repairs: Iterable<Repair>): object | undefined {
  let made = false;
  for (const { path, value } of repairs) {
    set(resource.props, path, value);
    made = true;
  }
  return made ? resource.props : undefined;
}

function set(parent: object, [key, ...rest]: readonly string[], value: unknown): void {
  if (key === undefined) return;
  const [next] = rest;
  if (next === undefined) {
    Reflect.set(parent, key, value);
    return;
  }
  const inner = record(valueOf(Object.getOwnPropertyDescriptor(parent, key)?.value));
  // What is not known is left alone: the check that follows refuses it.
  if (inner.kind === "unknown") return;
  if (inner.kind === "missing") Reflect.set(parent, key, {});
  const child = record(valueOf(Object.getOwnPropertyDescriptor(parent, key)?.value));
  if (child.kind === "known") set(child.value, rest, value);
}
