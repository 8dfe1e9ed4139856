import type { Level } from "./level";

/** What an alarm is about, by the metric that it looks at. */
export interface Kind {
  /** `{Dimension}` stands for a dimension's value. */
  readonly title: string;
  readonly level: Level;
  /** What the values are that set it off; without it they are not shown. */
  readonly values?: string;
}
