import { groupBy, uniqBy } from "es-toolkit";
import { isDeepStrictEqual } from "node:util";
import type { StateResource } from "../pulumi/state";
import { eventsIn, type EngineEvent, type Step } from "./event";
import { kindOf, type Kind } from "./kinds";

/** What would become of one resource. */
export interface Change {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly kind: Kind;
  /** Whether the state protects it. */
  readonly protected: boolean;
  /** Whether the state has it kept in the cloud when it is deleted here. */
  readonly retained: boolean;
  /** Whether the change takes its protection away. */
  readonly unprotected: boolean;
  /** Whether only what the state notes about it changes: its protection, its parent, its name. */
  readonly noted: boolean;
  /** Properties that change. */
  readonly properties: readonly string[];
  /** Properties that force a replacement. */
  readonly forcedBy: readonly string[];
}

/** What a policy or the engine said, and of which resource ("" for none). */
export interface Said {
  readonly where: string;
  readonly message: string;
  readonly urn: string;
}

/** What a preview found. */
export interface Plan {
  /** One for each resource, in the order of their URNs. */
  readonly changes: readonly Change[];
  /** Whether the stack's outputs would change, or cannot be compared because one is secret. */
  readonly outputsChange: boolean;
  /** Version of the contract that the stack stands with; undefined where it has none. */
  readonly contractVersion: number | undefined;
  /** Mandatory policies that refuse. */
  readonly violations: readonly Said[];
  /** What the engine, the program or a cloud complained about. */
  readonly faults: readonly Said[];
  /** Whether the engine came to the preview's end. */
  readonly whole: boolean;
}

const STACK = "pulumi:pulumi:Stack";

/**
 * The plan in what `pulumi preview --json` streams.
 * @throws in one line when it cannot be read, or holds an operation that is not known
 */
export function planIn(text: string): Plan {
  const events = eventsIn(text);
  const steps = events.flatMap((event) => event.resourcePreEvent?.metadata ?? []);
  const stack = events.flatMap((event) => event.resOutputsEvent?.metadata ?? []).findLast(isStack);
  const version = steps.find(isStack)?.old?.outputs?.["contractVersion"];
  return {
    changes: byUrn(Object.values(groupBy(steps, ({ urn }) => urn)).map(changeIn)),
    outputsChange: stack === undefined || outputsChange(stack),
    contractVersion: typeof version === "number" ? version : undefined,
    violations: events.flatMap(violationIn),
    faults: events.flatMap(faultIn),
    whole: events.some(({ summaryEvent }) => summaryEvent?.isPreview),
  };
}

/** Whether the engine refuses a loss because the state protects what would be lost. */
export const isProtection = ({ message }: Said): boolean =>
  /because it is protected|currently marked for protection/.test(message);

/**
 * A refused preview looks at no deletion, or at the first alone. Where the program itself came to its end, all that the
 * state has and the plan has not would be deleted.
 */
export function hidesDeletions({ violations, faults }: Plan): boolean {
  return violations.length + faults.length > 0 && faults.every(isProtection);
}

/** The plan with the deletions that it hides. */
export function withDeletions(plan: Plan, state: readonly StateResource[]): Plan {
  const planned = new Set(plan.changes.map(({ urn }) => urn));
  const hidden = uniqBy(state, ({ urn }) => urn).filter(({ urn }) => !planned.has(urn));
  return { ...plan, changes: byUrn([...plan.changes, ...hidden.map(deletionOf)]) };
}

function deletionOf({ urn, type, protect, retainOnDelete, delete: leftover }: StateResource): Change {
  return {
    urn,
    type,
    name: nameIn(urn),
    kind: leftover ? "replace" : "delete",
    protected: protect,
    retained: retainOnDelete,
    unprotected: false,
    noted: false,
    properties: [],
    forcedBy: [],
  };
}

/** Whether a deployment would change nothing at all, and need not be run. */
export function changesNothing({ changes, outputsChange }: Plan): boolean {
  return !outputsChange && changes.every(({ kind, noted }) => kind === "same" && !noted);
}

function changeIn(steps: readonly Step[]): Change {
  const [first] = steps;
  if (first === undefined) throw new Error("a plan has no step without a resource");
  const olds = steps.flatMap((step) => step.old ?? []);
  const news = steps.flatMap((step) => step.new ?? []);
  const { urn, type } = first;
  return {
    urn,
    type,
    name: nameIn(urn),
    kind: kindOf(steps),
    protected: olds.some((old) => old.protect),
    retained: olds.some((old) => old.retainOnDelete),
    unprotected: olds.some((old) => old.protect) && news.length > 0 && !news.some((state) => state.protect),
    noted: steps.some(
      ({ old, new: next }) =>
        old !== null &&
        next !== null &&
        (old.protect !== next.protect ||
          old.retainOnDelete !== next.retainOnDelete ||
          old.parent !== next.parent ||
          old.urn !== next.urn),
    ),
    properties: sorted(steps.flatMap(({ diffs }) => diffs ?? [])),
    forcedBy: sorted(steps.flatMap(({ keys }) => keys ?? [])),
  };
}

/** Secret outputs are not told: a stack that has one is brought up, and the engine compares. */
function outputsChange({ old, new: next }: Step): boolean {
  const [before, after] = [old?.outputs ?? {}, next?.outputs ?? {}];
  return !isDeepStrictEqual(before, after) || JSON.stringify(after).includes('"[secret]"');
}

function violationIn({ policyEvent }: EngineEvent): readonly Said[] {
  if (policyEvent === undefined || policyEvent.enforcementLevel === "advisory") return [];
  const { policyName, message, resourceUrn } = policyEvent;
  return [{ where: `policy ${policyName}`, message: oneParagraph(message), urn: resourceUrn }];
}

function faultIn({ diagnosticEvent }: EngineEvent): readonly Said[] {
  if (diagnosticEvent?.severity !== "error") return [];
  const { message, urn } = diagnosticEvent;
  // The engine's closing words say nothing that was not said before.
  if (/^preview failed$/.test(message.trim())) return [];
  return [{ where: urn === "" ? "engine" : nameIn(urn), message: oneParagraph(message), urn }];
}

/** A message in one line, without the terminal's colours. */
export function oneParagraph(message: string): string {
  return message
    .replaceAll(ESCAPES, "")
    .trim()
    .replace(/^error: /, "")
    .replaceAll(/\s*\n\s*/g, " ");
}

const ESCAPES = new RegExp(`${String.fromCodePoint(27)}\\[[0-9;]*m`, "g");

const byUrn = (changes: readonly Change[]): readonly Change[] =>
  changes.toSorted((one, other) => (one.urn < other.urn ? -1 : 1));
const isStack = ({ type }: Step): boolean => type === STACK;
const nameIn = (urn: string): string => urn.split("::").at(-1) ?? urn;
const sorted = (texts: readonly string[]): readonly string[] => [...new Set(texts)].toSorted();
