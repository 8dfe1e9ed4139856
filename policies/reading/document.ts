import { is, known, list, parsed, record, shown, text, unknown, type Value, withinAnyCase } from "./value";

/** What an Action or a Resource element covers. */
export interface Reach {
  readonly patterns: readonly string[];
  /** NotAction and NotResource: everything but the patterns. */
  readonly complement: boolean;
  /** Why a part of the element cannot be told. */
  readonly undecided?: string;
}

export interface Grant {
  readonly label: string;
  readonly actions: Reach;
  readonly resources: Reach;
}

/**
 * What an IAM document allows. A statement that is not known to be a Deny counts as an Allow, and its conditions as
 * met. JSON is decoded before anything is matched, since it can spell a letter as \u0044.
 */
export function grantsOf(document: Value<unknown>): Value<readonly Grant[]> {
  const statements = oneOrMore(withinAnyCase(parsed(document), "Statement"));
  if (statements.kind === "unknown") return statements;
  if (statements.kind === "missing") return unknown("not a document with statements");
  const labelled = statements.value.map((statement, index) => ({
    statement,
    label: label(statement, index + 1),
  }));
  return known(
    labelled
      .filter(({ statement }) => !is(withinAnyCase(statement, "Effect"), "Deny"))
      .map(({ statement, label }) => ({
        label,
        actions: reach(statement, "Action", "NotAction"),
        resources: reach(statement, "Resource", "NotResource"),
      })),
  );
}

function label(statement: Value<unknown>, position: number): string {
  const sid = withinAnyCase(statement, "Sid");
  return `statement ${sid.kind === "known" ? shown(sid) : position}`;
}

function reach(statement: Value<unknown>, plain: string, negated: string): Reach {
  const readable = record(statement);
  if (readable.kind !== "known") return { patterns: [], complement: false, undecided: shown(readable) };
  const excluded = withinAnyCase(statement, negated);
  const complement = excluded.kind !== "missing";
  const words = oneOrMore(complement ? excluded : withinAnyCase(statement, plain));
  if (words.kind !== "known") return { patterns: [], complement, undecided: shown(words) };
  const patterns: string[] = [];
  let undecided: string | undefined;
  for (const word of words.value.map(text)) {
    // A policy variable may stand for anything.
    if (word.kind === "known") patterns.push(word.value.replace(/\$\{[^}]*\}/g, "*"));
    else undecided = shown(word);
  }
  return { patterns, complement, ...(undecided !== undefined && { undecided }) };
}

function oneOrMore(value: Value<unknown>): Value<readonly Value<unknown>[]> {
  return value.kind === "known" && !Array.isArray(value.value) ? known([value]) : list(value);
}
