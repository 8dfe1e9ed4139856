import { type Condition, conditionsOf } from "./condition";
import { type Principals, principalsOf } from "./principal";
import {
  is,
  known,
  oneOrMore,
  parsed,
  record,
  shown,
  text,
  unknown,
  type Value,
  withinAnyCase,
} from "./value";

/** What an Action or a Resource element covers. */
export interface Reach {
  /** As they are written: `*`, `?` and policy variables (`${…}`) among them. */
  readonly patterns: readonly string[];
  /** NotAction and NotResource: everything but the patterns. */
  readonly complement: boolean;
  /** Why a part of the element cannot be told. */
  readonly undecided?: string;
}

/** One statement of an IAM document. What of it cannot be read says so in its place. */
export interface Statement {
  /** For messages: `statement Sid`, or its position from 1 on. */
  readonly label: string;
  /** Not known to be a Deny is an Allow. */
  readonly effect: "Allow" | "Deny";
  /** Absent where the statement names none, as in what is attached to an identity. */
  readonly principals?: Principals;
  readonly actions: Reach;
  readonly resources: Reach;
  readonly conditions: readonly Condition[];
}

/** The statements of an IAM document. JSON is decoded first, since it can spell a letter as \u0044. */
export function statementsOf(document: Value<unknown>): Value<readonly Statement[]> {
  const statements = oneOrMore(withinAnyCase(parsed(document), "Statement"));
  if (statements.kind === "unknown") return statements;
  if (statements.kind === "missing") return unknown("not a document with statements");
  return known(statements.value.map((statement, index) => asStatement(statement, index + 1)));
}

/** What a document allows: its statements that are not known to be a Deny. */
export function grantsOf(document: Value<unknown>): Value<readonly Statement[]> {
  const statements = statementsOf(document);
  return statements.kind === "known"
    ? known(statements.value.filter(({ effect }) => effect === "Allow"))
    : statements;
}

/** A policy variable, with its default: a text in quotes, in which a brace ends nothing. One that is not ended goes on. */
const VARIABLE = /\$\{(?:[^'}]|'[^']*')*\}|\$\{.*/gs;

/** The patterns of an Allow, in which a policy variable may stand for anything. */
export function widened({ patterns }: Reach): readonly string[] {
  return patterns.map((pattern) => pattern.replace(VARIABLE, "*"));
}

function asStatement(statement: Value<unknown>, position: number): Statement {
  const principals = principalsOf(statement);
  const sid = withinAnyCase(statement, "Sid");
  return {
    label: `statement ${sid.kind === "known" ? shown(sid) : position}`,
    effect: is(withinAnyCase(statement, "Effect"), "Deny") ? "Deny" : "Allow",
    ...(principals && { principals }),
    actions: reach(statement, "Action", "NotAction"),
    resources: reach(statement, "Resource", "NotResource"),
    conditions: conditionsOf(statement),
  };
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
    if (word.kind === "known") patterns.push(word.value);
    else undecided = shown(word);
  }
  return { patterns, complement, ...(undecided !== undefined && { undecided }) };
}
