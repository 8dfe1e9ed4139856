/** A failure that the simulated clouds are told to show. */
export interface Fault {
  readonly kind: "throttle" | "fail" | "timeout" | "crash";
  /** How many calls are throttled; 1 for the other kinds, which happen once. */
  readonly times: number;
  /** A type token or a resource's name in the program. */
  readonly at: string;
}

/** How often a provider asks again when the cloud says that it was asked too often (the AWS provider's `maxRetries`). */
const MOST_RETRIES = 25;

const SHAPE = /^(throttle|fail|timeout|crash)(?:=(\d+))?@(.+)$/;

/**
 * Reads `--fault KIND[=TIMES]@WHERE`.
 * @throws when it is none; the message shows the form
 */
export function parseFault(text: string): Fault {
  const [, kind, times, at] = SHAPE.exec(text) ?? [];
  if (!isKind(kind) || at === undefined)
    throw new Error(
      `--fault ${text}: write KIND@WHERE with KIND throttle=TIMES, fail, timeout or crash, and WHERE a type token or a resource's name`,
    );
  return { kind, times: times === undefined ? 1 : Number(times), at };
}

function isKind(kind: string | undefined): kind is Fault["kind"] {
  return kind === "throttle" || kind === "fail" || kind === "timeout" || kind === "crash";
}

/** The faults that are still to happen. */
export class Faults {
  readonly #left: { readonly fault: Fault; times: number }[];

  constructor(faults: readonly Fault[]) {
    this.#left = faults.map((fault) => ({ fault, times: fault.times }));
  }

  /** Whether a fault of the kind happens to this resource now; it is used up by that. */
  happens(kind: Fault["kind"], token: string, urn: string): boolean {
    const due = this.#left.find(
      ({ fault, times }) =>
        fault.kind === kind && times > 0 && (fault.at === token || fault.at === urn.split("::").at(-1)),
    );
    if (due) due.times--;
    return due !== undefined;
  }

  /**
   * Waits out the throttling of a call as the real provider does.
   * @throws when the cloud throttles longer than the provider asks again
   */
  async throttled(token: string, urn: string): Promise<void> {
    for (let attempt = 1; this.happens("throttle", token, urn); attempt++) {
      if (attempt > MOST_RETRIES)
        throw new Error(
          `ThrottlingException: Rate exceeded (exceeded maximum number of attempts, ${MOST_RETRIES})`,
        );
      await new Promise((resolve) => setTimeout(resolve, Math.min(2 ** attempt, 50)));
    }
  }
}
