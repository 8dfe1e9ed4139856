/**
 * A text of others as a code span: in it GitHub sees no link, mention, tag or heading.
 * @param most characters that are shown of it
 */
export function codeSpan(text: string, most = 600): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  const shown = line.length > most ? `${line.slice(0, most).trimEnd()} …` : line;
  if (shown === "") return "–";
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  // Beside a backtick the fence needs room; GitHub takes that away again.
  return longest === 0 ? `${fence}${shown}${fence}` : `${fence} ${shown} ${fence}`;
}
