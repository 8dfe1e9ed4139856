import type { Making } from "../catalogue";
import type { Thing } from "../cloud";
import { first, known, outside } from "./values";

/** Azure's greatest retention period, 400 years. */
const MOST_DAYS = 146000;
/** How often a locked policy may be extended. */
const MOST_EXTENSIONS = 5;

/** A time-based immutability policy, of a container or of a whole account. */
export interface ImmutabilityPolicy {
  readonly state: string;
  readonly days: number;
  readonly append: unknown;
  readonly appendAll: unknown;
}

/** Reads the policy at a path of inputs or outputs; without one there is no policy. */
export function policyAt(properties: unknown, path: string, state: unknown): ImmutabilityPolicy | undefined {
  const days = known(properties, `${path}immutabilityPeriodSinceCreationInDays`);
  return typeof days !== "number"
    ? undefined
    : {
        state: typeof state === "string" ? state : "Unlocked",
        days,
        append: known(properties, `${path}allowProtectedAppendWrites`) ?? false,
        appendAll: known(properties, `${path}allowProtectedAppendWritesAll`) ?? false,
      };
}

/** What can be said against a policy by itself. */
export function badPolicy(properties: unknown, path: string): string | undefined {
  return first(
    outside(properties, `${path}immutabilityPeriodSinceCreationInDays`, 1, MOST_DAYS),
    known(properties, `${path}allowProtectedAppendWrites`) === true &&
      known(properties, `${path}allowProtectedAppendWritesAll`) === true
      ? "InvalidRequestPropertyValue: allowProtectedAppendWrites and allowProtectedAppendWritesAll exclude each other"
      : undefined,
  );
}

/**
 * What Azure says against a change of the policy: it is created unlocked, locked only after that, and once locked it
 * can but be extended [learn.microsoft.com: Container-level WORM policies; AccountImmutabilityPolicyProperties].
 * @param extensions how often the policy was extended so far
 */
export function badChange(
  before: ImmutabilityPolicy | undefined,
  after: ImmutabilityPolicy | undefined,
  extensions: number,
): string | undefined {
  if (before?.state !== "Locked")
    return after?.state === "Locked" && before?.state !== "Unlocked"
      ? "BadRequest: an immutability policy can only be created in the Disabled or Unlocked state, and locked from Unlocked by a later update"
      : undefined;
  if (after?.state !== "Locked")
    return "BadRequest: the immutability policy is Locked: it cannot be unlocked, disabled or removed";
  if (after.days < before.days)
    return `BadRequest: the immutability policy is Locked: its period of ${before.days} days cannot be shortened to ${after.days}`;
  if (after.append !== before.append || after.appendAll !== before.appendAll)
    return "BadRequest: the immutability policy is Locked: protected append writes cannot be changed";
  return after.days > before.days && extensions >= MOST_EXTENSIONS
    ? `BadRequest: the immutability policy is Locked and was extended ${MOST_EXTENSIONS} times, which is the most`
    : undefined;
}

/** The output that counts the extensions of a locked policy; programs do not see it. */
export const EXTENSIONS = "__extensions";

export function extensionsOf(thing: Thing | undefined): number {
  const count = thing?.outputs[EXTENSIONS];
  return typeof count === "number" ? count : 0;
}

/** The count after this change. */
export function extended(
  thing: Thing | undefined,
  before: ImmutabilityPolicy | undefined,
  after: ImmutabilityPolicy | undefined,
): number {
  const extension = before?.state === "Locked" && after !== undefined && after.days > before.days;
  return extensionsOf(thing) + (extension ? 1 : 0);
}

/** What is there before the update that is being made; nothing while the resource is created. */
export function before(making: Making, token: string): Thing | undefined {
  return making.id === "" ? undefined : making.cloud.named([token], making.id)[0];
}
