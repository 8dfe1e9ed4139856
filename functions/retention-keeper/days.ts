export const DAY_MS = 86_400_000;

/**
 * Days to spare at both ends of a renewal. It begins so much earlier than it is due, because an inventory takes up to
 * two days [AWS: Configuring Amazon S3 Inventory] and the keeper runs once a day. And it locks for so much longer,
 * because the vault refuses every lock of less than its lock days, counted when the job gets to the object.
 */
export const SPARE_DAYS = 7;

export const daysAfter = (date: Date, days: number): Date => new Date(date.getTime() + days * DAY_MS);
