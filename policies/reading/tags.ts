import type { Resource } from "./resource";
import { parsed, read, text, type Value, within } from "./value";

/** A tag of the resource's own, else the one that its provider adds to everything. */
export function tag(resource: Resource, key: string): Value<string> {
  const own = read(resource.props, "tags", key);
  return text(own.kind === "missing" ? defaultTag(resource, key) : own);
}

function defaultTag(resource: Resource, key: string): Value<unknown> {
  // Nested provider settings arrive as JSON text.
  return within(parsed(read(resource.provider?.props, "defaultTags")), "tags", key);
}
