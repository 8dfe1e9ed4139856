import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";
import type { Stage } from "../../projects/estate";

const Approvals = z.array(
  z.strictObject({
    urn: z.string().regex(/^urn:pulumi:[^*\s]+$/, "must be a resource's whole URN"),
    operation: z.enum(["delete", "replace"]),
    /** Why it must be, and why nothing is lost by it. */
    reason: z.string().trim().min(1, "must say why"),
    /** Who agreed to it. */
    approvedBy: z.string().trim().min(1, "must name who agreed to it"),
    /** The day from which it counts no more. */
    expires: z.iso.date("must be a day, as in 2026-12-31"),
  }),
);

/** That one persistent resource may be deleted or replaced, until a day. */
export type Approval = z.output<typeof Approvals>[number];

/**
 * The approvals of a stage: those of the file that is named, else of `approvals/<stage>.json` if there is one.
 * @param file as `--approvals` names it
 * @throws in one line with all faults, when the file is missing or not valid, or approves something of another stage
 */
export function readApprovals(repository: string, stage: Stage, file?: string): readonly Approval[] {
  const usual = path.join(repository, "approvals", `${stage}.json`);
  const found = file ?? usual;
  if (!fs.existsSync(found)) {
    if (file === undefined) return [];
    throw new Error(`--approvals ${file}: there is no such file`);
  }
  const said = path.relative(repository, path.resolve(found));
  const parsed = Approvals.safeParse(json(found, said));
  if (!parsed.success)
    throw new Error(`${said} is not valid: ${parsed.error.issues.map(faultOf).join("; ")}`);
  const faults = [...strangers(parsed.data, stage), ...repeated(parsed.data)];
  if (faults.length > 0) throw new Error(`${said} is not valid: ${faults.join("; ")}`);
  return parsed.data;
}

function json(file: string, said: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    throw new Error(`${said} is not valid: it is no JSON`);
  }
}

const faultOf = ({ path: at, message }: z.core.$ZodIssue): string =>
  `${at.join(".") || "the whole"}: ${message}`;

function strangers(approvals: readonly Approval[], stage: Stage): readonly string[] {
  return approvals
    .filter(({ urn }) => !urn.startsWith(`urn:pulumi:${stage}::`))
    .map(({ urn }) => `${urn} is not of ${stage}`);
}

function repeated(approvals: readonly Approval[]): readonly string[] {
  return approvals
    .filter(({ urn }, index) => approvals.findIndex((other) => other.urn === urn) < index)
    .map(({ urn }) => `${urn} is there twice`);
}

/** Whether an approval counts no more. */
export const isExpired = ({ expires }: Approval, today: string): boolean => expires <= today;
