/** Steps of a preview, as the engine tells them; the state protects nothing unless that is said. */
interface StepOfTest {
  readonly op: string;
  readonly urn: string;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  /** Whether the program protects it still. */
  readonly protectsStill?: boolean;
  readonly leftover?: boolean;
  readonly keys?: readonly string[];
  readonly diffs?: readonly string[];
}

export const urn = (project: string, type: string, name: string, stage = "pre"): string =>
  `urn:pulumi:${stage}::${project}::${type}::${name}`;

export function step({ op, urn, keys, diffs, ...given }: StepOfTest): string {
  const { protect = false, retainOnDelete = false, leftover = false, protectsStill = protect } = given;
  const old = op === "create" ? null : { urn, protect, retainOnDelete, delete: leftover };
  const next = /delete|discard/.test(op) ? null : { urn, protect: protectsStill, retainOnDelete };
  const type = urn.split("::")[2]?.split("$").at(-1);
  return JSON.stringify({ resourcePreEvent: { metadata: { op, urn, type, old, new: next, keys, diffs } } });
}

/** The stack itself: its outputs before and after. */
export function stackOutputs(project: string, before: object, after: object): string {
  const type = "pulumi:pulumi:Stack";
  const of = urn(project, type, `${project}-pre`);
  const metadata = (outputs: object) => ({
    op: "same",
    urn: of,
    type,
    old: { urn: of, outputs: before },
    new: { urn: of, outputs },
  });
  return [
    JSON.stringify({ resourcePreEvent: { metadata: metadata({}) } }),
    JSON.stringify({ resOutputsEvent: { metadata: metadata(after) } }),
  ].join("\n");
}

export const violation = (policyName: string, message: string, enforcementLevel = "mandatory"): string =>
  JSON.stringify({ policyEvent: { policyName, message, enforcementLevel, resourceUrn: "" } });

export const fault = (message: string, urn = ""): string =>
  JSON.stringify({ diagnosticEvent: { severity: "error", message, urn } });

export const summary = JSON.stringify({ summaryEvent: { isPreview: true } });

/** A preview that came to its end, of a stack whose outputs stay as they are. */
export const preview = (project: string, ...steps: readonly string[]): string =>
  [stackOutputs(project, {}, {}), ...steps, summary, ""].join("\n");
