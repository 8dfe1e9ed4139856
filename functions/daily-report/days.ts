const DAY_MS = 86_400_000;

/** Days before the report's own that it looks back (storage-service.md 10.5). */
const WINDOW_DAYS = 2;

/** A moment's date in a time zone, `2026-06-12`. */
export const dateOf = (moment: Date, timeZone: string): string =>
  // Sweden writes dates as ISO 8601 does.
  new Intl.DateTimeFormat("sv-SE", { timeZone }).format(moment);

/** The first day of which the report tells everything. */
export const windowStart = (now: Date, timeZone: string): string =>
  dateOf(new Date(now.getTime() - WINDOW_DAYS * DAY_MS), timeZone);

/** A date as people write it: `Friday 12 June 2026`. */
export const longDate = (date: string): string =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  })
    .format(new Date(`${date}T00:00:00Z`))
    .replace(",", "");

/** The time of day of a moment in a time zone, with the zone's name just then: `06:00 BST`. */
export const timeOf = (moment: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(moment);
