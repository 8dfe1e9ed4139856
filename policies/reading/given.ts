import { is, text, type Value } from "./value";

/** Whether the program names something: by a text or, in a preview, by what is only being made. */
export function isGiven(name: Value<unknown>): boolean {
  return name.kind === "unknown" || (text(name).kind === "known" && !is(name, ""));
}
