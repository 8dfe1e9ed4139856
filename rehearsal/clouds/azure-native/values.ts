import type { Properties } from "../catalogue";
import { isUnknown, valuesAt } from "../properties";

/** The value at a path; nothing where it is missing or not known yet. */
export function known(inputs: unknown, path: string): unknown {
  const [value] = valuesAt(inputs, path);
  return isUnknown(value) ? undefined : value;
}

/** The list at a path; empty where it is missing or not known yet. */
export function listAt(inputs: unknown, path: string): readonly unknown[] {
  const list = known(inputs, path);
  return Array.isArray(list) ? list : [];
}

/** The group of properties at a path; empty where it is missing or not known yet. */
export function groupAt(inputs: unknown, path: string): Properties {
  return asGroup(known(inputs, path));
}

/** A value as a group of properties; empty when it is something else. */
export function asGroup(value: unknown): Properties {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** What Azure says of a value that is none of those it knows. */
export function notOneOf(inputs: unknown, path: string, allowed: readonly string[]): string | undefined {
  const value = known(inputs, path);
  return value === undefined || allowed.some((one) => one === value)
    ? undefined
    : `InvalidValue: ${path} is ${JSON.stringify(value)}, allowed are ${allowed.join(", ")}`;
}

/** What Azure says of a text of another form. */
export function unlike(inputs: unknown, path: string, form: RegExp, complaint: string): string | undefined {
  const value = known(inputs, path);
  return value === undefined || (typeof value === "string" && form.test(value))
    ? undefined
    : `${complaint}: ${path} is ${JSON.stringify(value)}`;
}

/** What Azure says of a number that is missing its range. */
export function outside(inputs: unknown, path: string, least: number, most: number): string | undefined {
  const value = known(inputs, path);
  return value === undefined || (typeof value === "number" && value >= least && value <= most)
    ? undefined
    : `OutOfRange: ${path} is ${JSON.stringify(value)}, allowed are ${least} to ${most}`;
}

/** The first complaint of several checks. */
export function first(...checks: readonly (string | undefined)[]): string | undefined {
  return checks.find((complaint) => complaint !== undefined);
}

export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Thirty-two hexadecimal digits in the form of a GUID. */
export function guid(digits: string): string {
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join("-");
}

/** The moment at which everything in the simulated Azure was made: rehearsals know no clock. */
export const MADE_AT = "2026-01-01T00:00:00.0000000Z";
