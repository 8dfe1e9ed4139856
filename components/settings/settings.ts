import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { valueAt } from "../parsing/value-at";

/**
 * The project's settings of this stage, from `Pulumi.<stage>.yaml`. Read once per project, in its settings.ts.
 * @throws (as a failed deployment, before anything is changed) with every fault in one message: keys that are missing,
 * misspelt or do not fit
 */
export function settings<S extends z.ZodType>(schema: S): z.output<S> {
  const prefix = `${pulumi.getProject()}:`;
  const given = Object.fromEntries(
    Object.entries(pulumi.runtime.allConfig())
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
  const typed = typedValues(schema, given);
  const parsed = schema.safeParse(typed);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => faultOf(issue, typed)).join("; ");
  const stage = pulumi.getStack();
  throw new pulumi.RunError(
    `${pulumi.getProject()}/${stage}: mend its settings in Pulumi.${stage}.yaml: ${faults}`,
  );
}

/** The engine hands every value over as a text: those that do not stand for a text are JSON. */
function typedValues(schema: z.ZodType, given: Readonly<Record<string, string>>): Record<string, unknown> {
  const fields = schema instanceof z.ZodObject ? schema.shape : {};
  return Object.fromEntries(
    Object.entries(given).map(([key, text]) => {
      const field: unknown = fields[key];
      return [key, field instanceof z.ZodType ? typedValue(field, text) : text];
    }),
  );
}

function typedValue(field: z.ZodType, text: string): unknown {
  const asText = field.safeParse(text);
  if (asText.success) return text;
  const json = jsonOr(text);
  const isNoText = asText.error.issues.some(({ code, path }) => code === "invalid_type" && path.length === 0);
  // A text that breaks a rule for texts is told as it was written, `1234` for an account id.
  return isNoText || field.safeParse(json).success ? json : text;
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function faultOf(issue: z.core.$ZodIssue, given: unknown): string {
  const at = issue.path.join(".");
  if (issue.code === "unrecognized_keys")
    return `${[...issue.path, issue.keys.join(", ")].join(".")} is not a setting (misspelt?)`;
  if (valueAt(given, issue.path) === undefined) return `${at}: is missing`;
  return at === "" ? issue.message : `${at}: ${issue.message}`;
}
