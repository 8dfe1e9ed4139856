import type { Alarm } from "./alarm";
import type { Level } from "./level";

/** A page that helps, by its name. */
export interface Page {
  readonly label: string;
  readonly url: string;
}

/** What people are told, before it is put into Slack's blocks. Texts are as they came: nothing in them is markup. */
export interface Telling {
  readonly level: Level;
  readonly title: string;
  /** What happened. */
  readonly says: string;
  readonly whatToDo?: string;
  /** Short values by their labels. */
  readonly facts: Readonly<Record<string, string>>;
  /** Lines of a log that explain it. */
  readonly lines: readonly string[];
  /** What could not be looked up, and why. */
  readonly gaps: readonly string[];
  readonly pages: readonly Page[];
  /** Where it comes from: an alarm's name, a region. */
  readonly from: readonly string[];
}

/** What AWS told, be it an alarm, an event or a text. */
export interface Notice {
  /** The same for the beginning and the end of one thing; of what just happened, its own. */
  readonly key: string;
  /** The same when AWS delivers it twice. */
  readonly id: string;
  readonly at: Date;
  /** What only happened has no end. */
  readonly turn: "began" | "ended" | "happened";
  /** An alarm is looked into before it is told. */
  readonly about: { readonly alarm: Alarm } | { readonly telling: Telling };
}
