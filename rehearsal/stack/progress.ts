import type { EngineEvent } from "./events";

/** A policy that was violated, or an error of the engine, a program or a cloud. */
export interface Complaint {
  readonly where: string;
  readonly message: string;
}

/** What is known of a stack's run so far; it follows from the engine's events. */
export interface Progress {
  readonly doing: "previewing" | "updating";
  /** Resources that the preview announced; 0 until it is done. */
  readonly total: number;
  readonly done: number;
  readonly changes: Readonly<Record<string, number>>;
  readonly policies: ReadonlySet<string>;
  readonly complaints: readonly Complaint[];
  /** Policies that only advise, and found something. */
  readonly advice: readonly Complaint[];
  /** Policies that could not judge what is not known yet: the engine lets them pass. */
  readonly passedOver: readonly Complaint[];
}

export const noProgress: Progress = {
  doing: "previewing",
  total: 0,
  done: 0,
  changes: {},
  policies: new Set(),
  complaints: [],
  advice: [],
  passedOver: [],
};

/** The progress after one more event. */
export function progressAfter(progress: Progress, event: EngineEvent): Progress {
  if (event.resOutputsEvent) return { ...progress, done: progress.done + 1 };
  const verdicts = event.policyAnalyzeSummaryEvent ?? event.policyAnalyzeStackSummaryEvent;
  if (verdicts)
    return { ...progress, policies: new Set([...progress.policies, ...verdicts.passed, ...verdicts.failed]) };
  if (event.summaryEvent) {
    const changes = event.summaryEvent.resourceChanges ?? {};
    const total = Object.values(changes).reduce((sum, count) => sum + count, 0);
    // The update starts to count anew; what it will do is what the preview said.
    return event.summaryEvent.isPreview
      ? { ...progress, doing: "updating", total, done: 0, changes }
      : { ...progress, total, changes };
  }
  const advice = adviceOf(event);
  if (advice) {
    const heap = advice.message.startsWith("can't run ") ? "passedOver" : "advice";
    return { ...progress, [heap]: [...progress[heap], advice] };
  }
  const complaint = complaintOf(event);
  return complaint ? { ...progress, complaints: [...progress.complaints, complaint] } : progress;
}

function adviceOf({ policyEvent }: EngineEvent): Complaint | undefined {
  return policyEvent?.enforcementLevel === "advisory" ? saidBy(policyEvent) : undefined;
}

function saidBy({ policyName, message, resourceUrn }: NonNullable<EngineEvent["policyEvent"]>): Complaint {
  return { where: `policy ${policyName}${named(resourceUrn)}`, message: oneParagraph(message) };
}

function complaintOf(event: EngineEvent): Complaint | undefined {
  if (event.policyEvent) return saidBy(event.policyEvent);
  // The engine's own closing words say nothing that the complaints have not said.
  const diagnostic = event.diagnosticEvent;
  if (diagnostic?.severity !== "error" || /^(preview|update) failed$/.test(diagnostic.message.trim()))
    return undefined;
  return { where: named(diagnostic.urn).trim() || "engine", message: oneParagraph(diagnostic.message) };
}

function named(urn: string): string {
  const [, , type = "", name = ""] = urn.split("::");
  return urn === "" ? "" : ` ${type.split("$").at(-1)} ${name}`;
}

function oneParagraph(message: string): string {
  return message
    .trim()
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ");
}
