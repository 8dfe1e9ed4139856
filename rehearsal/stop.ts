import type { Say } from "./engine/engine";

/** The first Ctrl-C lets the engines finish what is under way, the second kills them. */
export function stopSignals(say: Say): { stopping: AbortSignal; killing: AbortSignal } {
  const stop = new AbortController();
  const kill = new AbortController();
  const onSignal = () => {
    if (stop.signal.aborted) return kill.abort();
    say("\nStopping: the engines finish what is under way (Ctrl-C once more kills them)");
    stop.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  return { stopping: stop.signal, killing: kill.signal };
}
