import type { Settings } from "./settings";

/** How often and how long a page is asked for. */
export interface Patience {
  readonly tries: number;
  /** Each try must have come by then. */
  readonly limitMs: number;
  /** Waits for a moment between two tries. */
  readonly pause: () => Promise<unknown>;
}

/** Asks for a page, and tells its status; throws when it does not come. */
type Ask = (door: Settings["door"], path: string, limitMs: number) => Promise<number>;

/**
 * Asks for all pages at one time, so that many take no longer than one.
 * @returns a line for each that did not come with 200 in any of its tries: what the last one met; none when all came
 */
export async function faultsOf(
  { door, paths }: Settings,
  ask: Ask,
  patience: Patience,
): Promise<readonly string[]> {
  const faults = await Promise.all(
    paths.map(async (path) => {
      const fault = await faultOf(() => ask(door, path, patience.limitMs), patience);
      return fault === undefined ? undefined : `https://${door.siteHost}${path} ${fault}`;
    }),
  );
  return faults.filter((fault) => fault !== undefined);
}

async function faultOf(ask: () => Promise<number>, { tries, pause }: Patience): Promise<string | undefined> {
  let fault: string | undefined;
  for (let attempt = 1; attempt <= tries; attempt++) {
    if (attempt > 1) await pause();
    fault = await ask().then(
      (status) => (status === 200 ? undefined : `answered with ${status}, not 200`),
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (fault === undefined) return undefined;
  }
  return `${fault} (the last of ${tries} tries)`;
}
