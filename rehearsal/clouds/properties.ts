import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "./catalogue";

/** The engine's mark for a value that a preview cannot know yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}

/** Whether the value is unknown or holds something unknown. */
export function hasUnknown(value: unknown): boolean {
  if (isUnknown(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(hasUnknown);
}

export function propertiesOf(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

export function structOf(properties: Properties): Struct {
  return Struct.fromJavaScript(jsonObject(properties));
}

type JsonObject = { [key: string]: JavaScriptValue };

function jsonObject(properties: object): JsonObject {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, value]) => value !== undefined)
      .map(([property, value]) => [property, jsonValue(value)]),
  );
}

function jsonValue(value: unknown): JavaScriptValue {
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string")
    return value;
  if (Array.isArray(value)) return value.map(jsonValue);
  if (typeof value === "object") return jsonObject(value);
  throw new Error(`a ${typeof value} cannot be the value of a property`);
}

/**
 * The values at a path: `rules[].kmsKeyId` gives one for each rule that has a key.
 * Lists are stepped into by `[]`; what is missing gives nothing.
 */
export function valuesAt(properties: unknown, path: string): readonly unknown[] {
  let found: readonly unknown[] = [properties];
  for (const step of path.split(".")) {
    const name = step.replaceAll("[]", "");
    found = found.flatMap((value) => {
      if (isUnknown(value)) return [value];
      const next: unknown =
        typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
      return step.endsWith("[]") && Array.isArray(next) ? next : [next];
    });
  }
  return found.filter((value) => value !== undefined && value !== null);
}

/** The properties that differ, by their names. */
export function changedProperties(before: Properties, after: Properties): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (property) => !same(before[property], after[property]),
  );
}

export function same(left: unknown, right: unknown): boolean {
  if (isUnknown(left) || isUnknown(right)) return false;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null)
    return (left ?? undefined) === (right ?? undefined);
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return (
    Array.isArray(left) === Array.isArray(right) &&
    [...keys].every((key) => same(Reflect.get(left, key), Reflect.get(right, key)))
  );
}
