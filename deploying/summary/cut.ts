/** GitHub takes 65,536 characters in a comment; the rest is left to whoever posts it. */
const LONGEST = 65_000;

/**
 * The lines as one text that a comment has room for.
 * @param more what to do to see the rest
 */
export function cut(lines: readonly string[], more: string, longest: number = LONGEST): string {
  const whole = `${lines.join("\n")}\n`;
  if (length(whole) <= longest) return whole;
  const ending = (left: number) =>
    ["", "</details>", "", `**Cut here: ${left} more lines. ${more}**`, ""].join("\n");
  const room = longest - length(ending(lines.length));
  let used = 0;
  const kept = lines.findIndex((line) => (used += length(line) + 1) > room);
  const head = lines.slice(0, kept);
  const open =
    head.filter((line) => line.startsWith("<details>")).length >
    head.filter((line) => line === "</details>").length;
  const end = ending(lines.length - kept);
  return `${head.join("\n")}\n${open ? end : end.replace("</details>\n\n", "")}`;
}

/** In bytes, which are never fewer than characters. */
const length = (text: string): number => Buffer.byteLength(text);
