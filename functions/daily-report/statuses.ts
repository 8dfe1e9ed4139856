/** What an ingest is to the report (storage-service.md 10.5), in the order in which people should look. */
export const statuses = [
  { id: "unknown-failure", title: "failed (unknown reason)", tone: "bad" },
  { id: "stalled", title: "stalled", tone: "bad" },
  { id: "user-error", title: "failed (user error)", tone: "warning" },
  { id: "accepted", title: "accepted", tone: "waiting" },
  { id: "processing", title: "processing", tone: "waiting" },
  { id: "succeeded", title: "succeeded", tone: "good" },
] as const;

export type Status = (typeof statuses)[number];
export type StatusId = Status["id"];

/** Those of which somebody has to do something. */
export const badStatuses = statuses.filter(({ tone }) => tone === "bad");
