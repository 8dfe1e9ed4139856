import { context, type Block } from "./blocks";

/** Blocks that a message may have [Slack: Reference: blocks]. */
const BLOCKS = 50;
/**
 * Characters that all blocks of a message may have as JSON. Slack names no number, and answers `msg_blocks_too_long`
 * from about 12,000 on (slackapi/bolt-js issues 2509 and 2867).
 */
export const MESSAGE_CHARACTERS = 11_000;

/** The blocks of one message: those that are too many for Slack are left out at the end, and their number is said. */
export function withinLimits(blocks: readonly Block[]): Block[] {
  if (fit(blocks)) return [...blocks];
  let kept = Math.min(blocks.length, BLOCKS) - 1;
  const message = () => [...blocks.slice(0, kept), context(`and ${blocks.length - kept} more`)];
  while (kept > 0 && !fit(message())) kept--;
  return message();
}

const fit = (blocks: readonly Block[]): boolean =>
  blocks.length <= BLOCKS && JSON.stringify(blocks).length <= MESSAGE_CHARACTERS;
