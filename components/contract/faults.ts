import type { z } from "zod";
import { valueAt } from "../parsing/value-at";

/**
 * What does not fit the schema, one line each: the path, what was expected and what kind of thing was found.
 * Values are never named: they may be secret.
 */
export function faultsOf(schema: z.ZodType, value: unknown): readonly string[] {
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => {
    const found = valueAt(value, issue.path);
    const expected = "expected" in issue ? `expected ${String(issue.expected)}` : issue.message;
    const told = quotes(expected, found) ? "does not fit" : expected;
    return `${issue.path.join(".") || "the whole"}: ${told}, found ${kindOf(found)}`;
  });
}

/** Whether the words of a check repeat the value, or a part of it. */
function quotes(words: string, value: unknown): boolean {
  if (typeof value === "object" && value !== null)
    return Object.values(value).some((part) => quotes(words, part));
  return typeof value === "string" && value !== "" && words.includes(value);
}

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
