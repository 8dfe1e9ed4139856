/** How bad it is: a signal for people who look at many messages. */
export const levels = {
  info: { emoji: ":white_check_mark:", rank: 0 },
  warning: { emoji: ":large_yellow_circle:", rank: 1 },
  error: { emoji: ":red_circle:", rank: 2 },
  /** Wakes everybody in the channel. */
  critical: { emoji: ":rotating_light:", rank: 3 },
} as const;

export type Level = keyof typeof levels;

/** The worst of several; info of none. */
export const worst = (given: readonly Level[]): Level =>
  given.reduce<Level>((bad, level) => (levels[level].rank > levels[bad].rank ? level : bad), "info");
