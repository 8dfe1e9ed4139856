import type { CallsByType } from "./calls";
import { networkCalls } from "./network";
import { runningCalls } from "./running";
import { databaseCalls } from "./databases";
import { storesCalls } from "./stores";

/** A base stack that has a resource of another type needs rights to deploy it, and a row in one of these tables. */
export const callsByType: CallsByType = {
  ...networkCalls,
  ...storesCalls,
  ...databaseCalls,
  ...runningCalls,
};
