/** Longest time from start to the answer; it takes five seconds on two idle cores. */
const START_TIMEOUT_MS = 300_000;
const ASK_EVERY_MS = 100;

/**
 * Asks a server until it answers well.
 * @param ask rejects while it is not ready
 * @param ended resolves with the last words when they have ended by themselves
 * @throws when they have, or when it takes too long
 */
export async function untilStarted(ask: () => Promise<unknown>, ended: Promise<string>): Promise<void> {
  let lastWords: string | undefined;
  void ended.then((said) => (lastWords = said));
  const latest = Date.now() + START_TIMEOUT_MS;
  for (;;)
    try {
      await ask();
      return;
    } catch (error) {
      if (lastWords !== undefined) throw new Error(`it did not start: ${lastWords.trim()}`, { cause: error });
      if (Date.now() > latest) throw error;
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
}
