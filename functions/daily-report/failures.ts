/**
 * Events that tell of a failure which the depositor can mend, by the text that begins them: the operation's name as
 * the pipeline has it (storage-service.md 4.4), and "failed".
 */
const USER_ERRORS: readonly RegExp[] = [
  /^Verification \(pre-replicating to archive storage\) failed/,
  /^Detecting bag root failed/,
  // With an explanation the bag is at fault; without one nobody knows what is.
  /^Unpacking failed\W*\w/,
  /^Assigning bag version failed\W*\w/,
];

const CALLBACK = /^Callback\b/i;

/** Whoever waited for the callback has gone: the ingest is none the worse. */
const isForgotten = (text: string): boolean => CALLBACK.test(text) && /\b404\b/.test(text);

/** The depositor's own callback no longer lets us in. */
const isUnauthorized = (text: string): boolean => CALLBACK.test(text) && /\b401\b/.test(text);

const isUserError = (text: string): boolean =>
  isUnauthorized(text) || USER_ERRORS.some((beginning) => beginning.test(text));

/** Whose fault it is that an ingest failed, by the texts of all its events (storage-service.md 10.5). */
export function failureStatus(events: readonly string[]): "user-error" | "unknown-failure" {
  const failures = events.filter((text) => text.includes("failed") && !isForgotten(text));
  return failures.length > 0 && failures.every(isUserError) ? "user-error" : "unknown-failure";
}
