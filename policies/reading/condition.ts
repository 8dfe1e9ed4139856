import { known, oneOrMore, record, shown, text, unknown, type Value, withinAnyCase } from "./value";

/** One key of a Condition element; all of them have to hold. */
export interface Condition {
  /** Lower case, without qualifier and IfExists: `stringequals`, `null`, `arnnotlike` … */
  readonly operator: string;
  readonly qualifier?: "forallvalues" | "foranyvalue";
  /** `…IfExists`: it holds as well where the request has no such key. */
  readonly ifExists: boolean;
  /** Lower case, since IAM does not mind the case of keys. */
  readonly key: string;
  /** Any one of them will do, or none where the operator is negated. Unknown where one cannot be read. */
  readonly values: Value<readonly string[]>;
}

/** What cannot be read is one condition with the operator `unreadable`, of which nobody knows when it holds. */
export function conditionsOf(statement: Value<unknown>): readonly Condition[] {
  const element = withinAnyCase(statement, "Condition");
  if (record(statement).kind !== "known" || element.kind === "missing") return [];
  const operators = record(element);
  if (operators.kind !== "known") return [unreadable(shown(operators))];
  return Object.keys(operators.value).flatMap((written) => {
    const keys = record(withinAnyCase(operators, written));
    if (keys.kind !== "known") return [unreadable(shown(keys))];
    return Object.keys(keys.value).map((key) => condition(written, key, withinAnyCase(keys, key)));
  });
}

function condition(written: string, key: string, value: Value<unknown>): Condition {
  const lower = written.toLowerCase();
  const qualifier = (["forallvalues", "foranyvalue"] as const).find((each) => lower.startsWith(`${each}:`));
  const bare = qualifier ? lower.slice(qualifier.length + 1) : lower;
  const ifExists = bare.endsWith("ifexists");
  return {
    operator: ifExists ? bare.slice(0, -"ifexists".length) : bare,
    ...(qualifier && { qualifier }),
    ifExists,
    key: key.toLowerCase(),
    values: texts(value),
  };
}

/** JSON may give a number or a truth value where IAM reads a text. */
function texts(value: Value<unknown>): Value<readonly string[]> {
  const values = oneOrMore(value);
  if (values.kind === "unknown") return values;
  if (values.kind === "missing") return unknown("absent");
  const read: string[] = [];
  for (const each of values.value) {
    const plain =
      each.kind === "known" && (typeof each.value === "number" || typeof each.value === "boolean")
        ? known(String(each.value))
        : text(each);
    if (plain.kind !== "known") return unknown(shown(plain));
    read.push(plain.value);
  }
  return known(read);
}

function unreadable(why: string): Condition {
  return { operator: "unreadable", ifExists: false, key: "", values: unknown(why) };
}
