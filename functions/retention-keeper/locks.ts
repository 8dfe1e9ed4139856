import { daysAfter, SPARE_DAYS } from "./days";
import type { Settings } from "./settings";

/** What the keeper must know of an object to judge its lock. */
export interface Lock {
  readonly mode: string;
  /** As S3 writes it, ISO 8601; "" when there is none. */
  readonly retainUntil: string;
}

export interface Judgement {
  /** It is to be renewed now. */
  readonly due: boolean;
  readonly belowFloor: boolean;
  readonly withoutLock: boolean;
}

/** Judges locks at one moment. */
export type Judge = (lock: Lock) => Judgement;

export function judgeAt(
  now: Date,
  { lockDays, renewEveryDays, floorDays }: Pick<Settings, "lockDays" | "renewEveryDays" | "floorDays">,
): Judge {
  const renewed = renewEveryDays > 0;
  const watched = floorDays > 0;
  const dueBefore = daysAfter(now, lockDays - renewEveryDays + SPARE_DAYS).getTime();
  const floor = daysAfter(now, floorDays).getTime();
  return ({ mode, retainUntil }) => {
    // A lock in any other mode can be taken away: it is none.
    const until = mode === "COMPLIANCE" ? Date.parse(retainUntil) : Number.NaN;
    const withoutLock = Number.isNaN(until);
    return {
      due: renewed && (withoutLock || until < dueBefore),
      belowFloor: watched && (withoutLock || until < floor),
      withoutLock,
    };
  };
}

/** Until when an object is locked that is renewed now. */
export const renewedUntil = (now: Date, { lockDays }: Pick<Settings, "lockDays">): Date =>
  daysAfter(now, lockDays + SPARE_DAYS);
