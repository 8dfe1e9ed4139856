const ELLIPSIS = "…";
const FENCE = "```";

/** What must stay whole: a link, an escape, and every other character with both its halves. */
const PIECES = /<[^<>]*>|&(?:amp|lt|gt);|[\s\S]/gu;
const CHARACTERS = /[\s\S]/gu;

/** Text of Slack's markup of at most so many characters: cut after a word, and never within a link or an escape. */
export function cutMrkdwn(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = wordsWithin(text.match(PIECES) ?? [], limit - ELLIPSIS.length - FENCE.length - 1);
  const opened = kept.split(FENCE).length % 2 === 0;
  return `${kept}${ELLIPSIS}${opened ? `\n${FENCE}` : ""}`;
}

/** Plain text of at most so many characters, cut after a word. */
export const cutPlain = (text: string, limit: number): string =>
  text.length <= limit
    ? text
    : `${wordsWithin(text.match(CHARACTERS) ?? [], limit - ELLIPSIS.length)}${ELLIPSIS}`;

function wordsWithin(pieces: readonly string[], limit: number): string {
  let length = 0;
  let end = 0;
  let afterWord = 0;
  for (const piece of pieces) {
    if (/^\s$/.test(piece)) afterWord = end;
    if (length + piece.length > limit) break;
    length += piece.length;
    end++;
  }
  // A text without words, or with one at its end that is longer than all before it, is cut anywhere.
  return pieces.slice(0, afterWord > end / 2 ? afterWord : end).join("");
}
