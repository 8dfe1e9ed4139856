/** Share of the memory that the heap may take; the rest is for threads, buffers and the JVM itself (decisions.md 7). */
const HEAP_SHARE = 0.75;

/**
 * `JAVA_OPTS` for the one JVM of a task.
 * @param taskMiB memory of the whole task
 * @param sidecarsMiB what is kept for its other containers
 */
export function javaHeap(taskMiB: number, sidecarsMiB: number): string {
  const most = Math.floor((taskMiB - sidecarsMiB) * HEAP_SHARE);
  return `-Xss6M -Xms${Math.floor(most / 2)}M -Xmx${most}M`;
}
