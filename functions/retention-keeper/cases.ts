import * as z from "zod";
import { jsonOf } from "./json";

/** Where lawful deletions are registered in the inventory bucket. */
export const CASES = "cases/";

/** One version of one bag: nobody can stop the renewal of a whole space by a slip. */
const BAG_VERSION = /^[^/]+\/.+\/v[1-9]\d*\/$/;

/** A lawful deletion as it is registered (docs/retention.md). */
const Case = z.strictObject({
  case: z.string().min(1),
  reason: z.string().min(1),
  /** Two people at least. */
  approvedBy: z
    .array(z.string().min(1))
    .refine((names) => new Set(names).size >= 2, { error: "two different people must approve" }),
  prefixes: z
    .array(
      z.string().regex(BAG_VERSION, {
        error: "must be one version of one bag, space/external-identifier/v1/",
      }),
    )
    .min(1),
});

/** All that is registered for deletion. */
export interface Cases {
  readonly prefixes: readonly string[];
  /** What is wrong with files that could not be read as cases: what they name is renewed like all else. */
  readonly faults: readonly string[];
}

/** @param files the texts of the case files by their keys */
export function casesOf(files: ReadonlyMap<string, string>): Cases {
  const prefixes: string[] = [];
  const faults: string[] = [];
  for (const [key, text] of files) {
    const parsed = Case.safeParse(jsonOf(text));
    if (!parsed.success) faults.push(`${key}: ${z.prettifyError(parsed.error).replaceAll("\n", " ")}`);
    else if (`${CASES}${parsed.data.case}.json` !== key) faults.push(`${key}: is case ${parsed.data.case}`);
    else prefixes.push(...parsed.data.prefixes);
  }
  return { prefixes, faults };
}

/** Whether a case names the object. */
export const isNamed = ({ prefixes }: Cases, key: string): boolean =>
  prefixes.some((prefix) => key.startsWith(prefix));
