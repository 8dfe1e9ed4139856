/** How long is waited for the cluster, and how often it is asked again. */
export interface Patience {
  readonly lookEveryMilliseconds: number;
  /** Milliseconds that are left. */
  readonly left: () => number;
}
