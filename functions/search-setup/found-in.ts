import { isPlainObject } from "es-toolkit/predicate";

/**
 * Whether what we want is found in what there is: the cluster adds defaults to what it was given, and tells numbers and
 * switches as text. Lists are the same from beginning to end.
 */
export function foundIn(wanted: unknown, present: unknown): boolean {
  if (isPlainObject(wanted))
    return (
      isPlainObject(present) && Object.entries(wanted).every(([key, value]) => foundIn(value, present[key]))
    );
  if (Array.isArray(wanted))
    return (
      Array.isArray(present) &&
      wanted.length === present.length &&
      wanted.every((value, index) => foundIn(value, present[index]))
    );
  return String(wanted) === String(present);
}
