import * as z from "zod";
import { parsed } from "./api-trouble";
import { EXTERNAL_IDENTIFIER, SPACE } from "./bag";
import { begunAt, type Run, type TaskOf } from "./run";
import type { Step } from "./steps";

/** How a run ended; the output of the execution. */
export interface Result extends Omit<Run, "over" | "stored" | "why"> {
  readonly succeeded: boolean;
  /** All of it in one line, for whoever reads an alarm. */
  readonly summary: string;
}

/** What Lambda tells of an error that a function threw. */
const Thrown = z.object({ errorType: z.string(), errorMessage: z.string() });

/** The end of a run, be it one that the test came to, or one that an error brought about. */
export function resultOf({ startedAt, seen }: TaskOf<"end">): Result {
  const { trouble, ...run } = "over" in seen ? seen : { ...begunAt(startedAt), trouble: seen };
  const { over: _over, stored, why, ...others } = run;
  const reason = trouble ? wordsOf(trouble) : (why ?? "nobody knows why");
  return { ...others, succeeded: stored, summary: stored ? storedIn(run) : notStored(run, reason) };
}

const bag = ({ version }: Run) => [`${SPACE}/${EXTERNAL_IDENTIFIER}`, version].filter(Boolean).join(" ");

function storedIn(run: Run): string {
  return `${bag(run)} was stored in ${inWords(run.seconds ?? 0)}${steps(run)}`;
}

function notStored(run: Run, reason: string): string {
  const ingest = run.ingestId === undefined ? "" : ` (ingest ${run.ingestId})`;
  return `${bag(run)} was not stored${ingest}: ${reason}${steps(run)}`;
}

function steps({ steps }: Run): string {
  return steps.length === 0 ? "" : `. ${steps.map(stepInWords).join("; ")}`;
}

function stepInWords({ step, startedAfterSeconds, seconds, outcome }: Step): string {
  const took = outcome === "succeeded" ? inWords(seconds) : outcome;
  return `${step}: ${took}, from ${inWords(startedAfterSeconds)} on`;
}

function wordsOf({ Error: kind, Cause: cause }: { readonly Error: string; readonly Cause: string }): string {
  const thrown = Thrown.safeParse(parsed(cause));
  return thrown.success
    ? `the test itself failed: ${thrown.data.errorType}: ${thrown.data.errorMessage}`
    : `the test itself failed: ${[kind, cause].filter(Boolean).join(": ")}`;
}

/** `14 min 2 s`, `0.4 s`. */
function inWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
