/**
 * What a rule can know of a property. The library's proxy throws on an unknown value, and a mandatory rule that
 * throws so becomes advisory; own-property descriptors do not run its trap, so everything here reads through them.
 * "unknown" is also what cannot be read as what it should be: either way a rule assumes the worst.
 */
export type Value<T> = Known<T> | Missing | Unknown;
export type Known<T> = { readonly kind: "known"; readonly value: T };
export type Missing = { readonly kind: "missing" };
export type Unknown = { readonly kind: "unknown"; readonly why: string };

export const missing: Missing = { kind: "missing" };

/** The marks that stand for values which only the deployment will tell. The library does not export them. */
export const unknownMarks: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export function known<T>(value: T): Known<T> {
  return { kind: "known", value };
}

export function unknown(why: string): Unknown {
  return { kind: "unknown", why };
}

export function valueOf(raw: unknown): Value<unknown> {
  if (raw === undefined || raw === null) return missing;
  return unknownMarks.has(raw) ? unknown("not known in preview") : known(raw);
}

/** Follows a path of property names; what is missing or unknown on the way is so at its end. */
export function read(from: unknown, ...path: readonly string[]): Value<unknown> {
  return within(valueOf(from), ...path);
}

export function within(value: Value<unknown>, ...path: readonly string[]): Value<unknown> {
  for (const key of path) {
    const parent = record(value);
    if (parent.kind !== "known") return parent;
    value = valueOf(Object.getOwnPropertyDescriptor(parent.value, key)?.value);
  }
  return value;
}

/** A property under any spelling of its name: what decodes the JSON may not mind the case, so no rule does. */
export function withinAnyCase(value: Value<unknown>, name: string): Value<unknown> {
  const parent = record(value);
  if (parent.kind !== "known") return parent;
  const [key, ...others] = Object.keys(parent.value).filter((key) => folded(key) === folded(name));
  if (key === undefined) return missing;
  return others.length > 0 ? unknown("given more than once") : within(parent, key);
}

/** As Go's JSON decoder compares names: it also takes the long s for an s, and the Kelvin sign for a k. */
const folded = (name: string): string => name.toUpperCase().toLowerCase();

export const text = narrowing("a text", (raw) => typeof raw === "string");
export const flag = narrowing("true or false", (raw) => typeof raw === "boolean");
export const count = narrowing("a whole number", (raw): raw is number => Number.isInteger(raw));
export const record = narrowing("an object", isRecord);

export function list(value: Value<unknown>): Value<readonly Value<unknown>[]> {
  if (value.kind !== "known") return value;
  return Array.isArray(value.value) ? known(value.value.map(valueOf)) : unknown("not a list");
}

/** IAM's way with lists: one element may stand alone. */
export function oneOrMore(value: Value<unknown>): Value<readonly Value<unknown>[]> {
  return value.kind === "known" && !Array.isArray(value.value) ? known([value]) : list(value);
}

/** Decodes a property that may come as JSON text or as what that text stands for. */
export function parsed(value: Value<unknown>): Value<unknown> {
  if (value.kind !== "known" || typeof value.value !== "string") return value;
  try {
    return valueOf(JSON.parse(value.value));
  } catch {
    return unknown("not JSON");
  }
}

export function is<T>(value: Value<T>, expected: T): boolean {
  return value.kind === "known" && value.value === expected;
}

export function isAtLeast(value: Value<number>, least: number): boolean {
  return value.kind === "known" && value.value >= least;
}

/** True of nothing and of an object without properties; an unknown is not empty. */
export function isEmpty(value: Value<unknown>): boolean {
  const properties = record(value);
  return (
    properties.kind === "missing" ||
    (properties.kind === "known" && Object.keys(properties.value).length === 0)
  );
}

/** For messages. Only what is shaped like an identifier is printed: a longer text could carry a secret. */
export function shown(value: Value<unknown>): string {
  if (value.kind === "missing") return "absent";
  if (value.kind === "unknown") return value.why;
  const raw = value.value;
  if (typeof raw === "number" || typeof raw === "boolean") return String(raw);
  if (typeof raw !== "string") return Array.isArray(raw) ? "a list" : "an object";
  return /^[\w.:/@*?-]{1,200}$/.test(raw) ? raw : `a text of ${raw.length} characters`;
}

function narrowing<T>(
  expected: string,
  fits: (raw: unknown) => raw is T,
): (value: Value<unknown>) => Value<T> {
  return (value) => {
    if (value.kind !== "known") return value;
    return fits(value.value) ? known(value.value) : unknown(`not ${expected}`);
  };
}

function isRecord(raw: unknown): raw is object {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}
