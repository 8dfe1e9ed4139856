import type { Settings } from "./settings";

/** Each page must come within this time, several times the service's own aim of 0.8 s. */
export const PATIENCE_MS = 10_000;

/** A page that came. */
export interface Seen {
  readonly path: string;
  readonly milliseconds: number;
}

/**
 * Asks a site for its pages as a visitor does, one after the other.
 * @throws when a page does not come, or with another status than 200: with a line for each that failed
 */
export async function checkSite(
  { url, paths }: Settings,
  patienceMs = PATIENCE_MS,
): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  const faults: string[] = [];
  for (const path of paths) {
    const began = performance.now();
    const fault = await faultOf(url + path, patienceMs);
    if (fault === undefined) seen.push({ path, milliseconds: Math.round(performance.now() - began) });
    else faults.push(`${url}${path} ${fault}`);
  }
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return seen;
}

/** What is wrong with a page; nothing when it came whole. */
async function faultOf(page: string, patienceMs: number): Promise<string | undefined> {
  try {
    const answer = await fetch(page, {
      headers: { "user-agent": "strongroom-site-check" },
      signal: AbortSignal.timeout(patienceMs),
    });
    await answer.arrayBuffer();
    return answer.status === 200 ? undefined : `answered with ${answer.status}, not 200`;
  } catch (error) {
    return error instanceof Error && error.name === "TimeoutError"
      ? `did not answer within ${patienceMs / 1000} s`
      : `could not be reached: ${reasonOf(error)}`;
  }
}

/** `fetch` says only that it failed; why is in the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
