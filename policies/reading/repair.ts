import type { Resource } from "./resource";
import { read, record } from "./value";

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

function set(parent: object, [key, ...rest]: Repair["path"], value: unknown): void {
  const [next, ...deeper] = rest;
  if (next === undefined) {
    Reflect.set(parent, key, value);
    return;
  }
  if (read(parent, key).kind === "missing") Reflect.set(parent, key, {});
  const child = record(read(parent, key));
  // What is not known is left alone: the check that follows refuses it.
  if (child.kind === "known") set(child.value, [next, ...deeper], value);
}
