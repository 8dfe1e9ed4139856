import { first } from "./values";

const INVALID = "InvalidParameterException: Invalid metric filter pattern";

/** [docs.aws.amazon.com: Filter pattern syntax for metric filters; quota of regular expressions] */
const EXPRESSIONS_MAX = 2;

/** What is left of a quoted text or a regular expression, whose own brackets and operators say nothing. */
const TEXT = '""';
const EXPRESSION = "%%";

const FIELD = String.raw`\$(\.[\w*-]+|\.?\[[^\]]+\])+`;
const VALUE = String.raw`(""|%%|[\w.*:/+-]+)`;
/** One comparison of a JSON pattern: `$.eventName = "AssumeRole"`. */
const COMPARISON = new RegExp(
  String.raw`^${FIELD}\s*((=|!=|<=|>=|<|>)\s*${VALUE}|IS\s+(TRUE|FALSE|NULL)|(NOT\s+)?EXISTS)$`,
);

const CLOSES: Readonly<Record<string, string>> = { "}": "{", "]": "[", ")": "(" };

/** What CloudWatch Logs finds wrong with a filter's pattern. */
export function patternFault(pattern: unknown): string | undefined {
  if (typeof pattern !== "string") return undefined;
  // AWS takes an empty one, which matches every line: no program of ours means that.
  if (pattern.trim() === "") return `${INVALID}: it is empty`;
  const expressions = pattern.match(/%[^%]*%/g)?.length ?? 0;
  if (expressions > EXPRESSIONS_MAX)
    return `${INVALID}: ${expressions} regular expressions, at most ${EXPRESSIONS_MAX} are allowed`;
  const plain = pattern
    .trim()
    .replaceAll(/"(\\.|[^"\\])*"/g, TEXT)
    .replaceAll(/%[^%]*%/g, EXPRESSION);
  if (plain.replaceAll(TEXT, "").includes('"')) return `${INVALID}: a quotation mark is not closed`;
  return unbalanced(plain) ?? (plain.startsWith("{") ? jsonFault(plain) : undefined);
}

function unbalanced(plain: string): string | undefined {
  const open: string[] = [];
  for (const sign of plain) {
    if (Object.values(CLOSES).includes(sign)) open.push(sign);
    if (sign in CLOSES && open.pop() !== CLOSES[sign]) return `${INVALID}: ${sign} closes nothing`;
  }
  return open.length === 0 ? undefined : `${INVALID}: ${open.join(" ")} is not closed`;
}

function jsonFault(plain: string): string | undefined {
  if (!plain.endsWith("}")) return `${INVALID}: a JSON pattern ends with }`;
  const comparisons = plain
    .slice(1, -1)
    .split(/&&|\|\|/)
    .map((part) => part.replaceAll(/^[\s(]+|[\s)]+$/g, ""));
  return first(comparisons, (comparison) =>
    COMPARISON.test(comparison)
      ? undefined
      : `${INVALID}: not a comparison of a field, as $.name = "value": ${comparison || "nothing"}`,
  );
}
