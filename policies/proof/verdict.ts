/**
 * What was found of one action: nobody can, or only who may; it is allowed and does no harm; somebody could; or nobody
 * knows. The last two refuse the proof.
 */
export type Outcome = "nobody" | "only" | "harmless" | "could" | "undecided";

/** One way to do it. */
export interface WayIn {
  readonly who: string;
  /** From him to the deed, each with the statement that allows it. */
  readonly steps: readonly string[];
  /** Whether he may. */
  readonly permitted: boolean;
  /** What could not be read, and was taken for the worst. */
  readonly undecided: readonly string[];
}

export interface Verdict {
  /** What it is done to: a vault, a role, the account. */
  readonly subject: string;
  /** Under which heading it belongs. */
  readonly group: string;
  readonly action: string;
  readonly outcome: Outcome;
  /** Why nobody can, or why it does no harm. */
  readonly because: string;
  readonly ways: readonly WayIn[];
}

/** @param harmless why it would do no harm, if it would do none */
export function verdict(
  asked: Pick<Verdict, "subject" | "group" | "action">,
  ways: readonly WayIn[],
  because: string,
  harmless?: string,
): Verdict {
  const refused = ways.filter(({ permitted }) => !permitted);
  const isKnown = refused.some(({ undecided }) => undecided.length === 0);
  if (refused.length === 0) return { ...asked, outcome: ways.length > 0 ? "only" : "nobody", because, ways };
  if (harmless !== undefined) return { ...asked, outcome: "harmless", because: harmless, ways };
  return { ...asked, outcome: isKnown ? "could" : "undecided", because: "", ways };
}

export function isRefusal({ outcome }: Verdict): boolean {
  return outcome === "could" || outcome === "undecided";
}
