import { z } from "zod";

/** What a resource is in the state (`old`) or will be (`new`); values of properties are left out, but a stack's outputs. */
const State = z.object({
  urn: z.string(),
  parent: z.string().default(""),
  protect: z.boolean().default(false),
  retainOnDelete: z.boolean().default(false),
  /** A copy that an interrupted replacement has still to delete. */
  delete: z.boolean().default(false),
  outputs: z.record(z.string(), z.unknown()).nullish(),
});

const Step = z.object({
  metadata: z.object({
    op: z.string(),
    urn: z.string(),
    type: z.string(),
    old: State.nullable(),
    new: State.nullable(),
    /** Properties that force a replacement. */
    keys: z.array(z.string()).nullish(),
    /** Properties that change. */
    diffs: z.array(z.string()).nullish(),
  }),
});
export type Step = z.output<typeof Step>["metadata"];

/** What we read of the engine's events (`pulumi preview --json` with PULUMI_ENABLE_STREAMING_JSON_PREVIEW). */
const EngineEvent = z.object({
  resourcePreEvent: Step.optional(),
  resOutputsEvent: Step.optional(),
  diagnosticEvent: z
    .object({ severity: z.string(), message: z.string(), urn: z.string().default("") })
    .optional(),
  policyEvent: z
    .object({
      policyName: z.string(),
      message: z.string(),
      enforcementLevel: z.string(),
      resourceUrn: z.string().default(""),
    })
    .optional(),
  summaryEvent: z.object({ isPreview: z.boolean() }).optional(),
});
export type EngineEvent = z.output<typeof EngineEvent>;

/**
 * The events of a preview, one a line.
 * @throws in one line when they cannot be read: what is not understood is never deployed
 */
export function eventsIn(text: string): readonly EngineEvent[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const parsed = EngineEvent.safeParse(json(line));
    if (parsed.success) return parsed.data;
    throw new Error("the plan that pulumi printed cannot be read: use the engine's version of package.json");
  });
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
