import type { Step } from "./event";

/** What a plan does to a resource, in our words. */
export type Kind = "create" | "change" | "replace" | "delete" | "same";

/** Every operation of the engine (pkg/v3/resource/deploy/step.go, StepOps), by what it means for the resource. */
const kinds: ReadonlyMap<string, Kind> = new Map([
  ["same", "same"],
  ["read", "same"],
  ["refresh", "same"],
  ["diff", "same"],
  ["create", "create"],
  ["import", "create"],
  ["update", "change"],
  ["replace", "replace"],
  ["create-replacement", "replace"],
  ["delete-replaced", "replace"],
  ["read-replacement", "replace"],
  ["import-replacement", "replace"],
  ["discard-replaced", "replace"],
  ["remove-pending-replace", "replace"],
  ["delete", "delete"],
  ["discard", "delete"],
]);

/** From the least to the gravest: a resource with several steps is told by the gravest. */
const gravity: readonly Kind[] = ["same", "create", "change", "delete", "replace"];

/**
 * What all steps of a plan together do to one resource.
 * @throws for an operation that is not known: it might be a deletion
 */
export function kindOf(steps: readonly Step[]): Kind {
  const found = steps.map(kindOfStep);
  return gravity.findLast((kind) => found.includes(kind)) ?? "same";
}

function kindOfStep({ op, urn, old }: Step): Kind {
  const kind = kinds.get(op);
  if (kind === undefined)
    throw new Error(`the plan holds an operation that is not known, ${op} of ${urn}: nothing is deployed`);
  // What an interrupted replacement left behind is the rest of that replacement.
  return kind === "delete" && old?.delete ? "replace" : kind;
}
