import { is, oneOrMore, record, shown, text, type Value, withinAnyCase } from "./value";

/** Whom a statement names. */
export interface Principals {
  readonly named: readonly Principal[];
  /** NotPrincipal: everybody but those. */
  readonly complement: boolean;
  /** Why a part of the element cannot be told. */
  readonly undecided?: string;
}

export type Principal =
  /** `"*"` and `{ "AWS": "*" }`: whoever asks, with or without an account. */
  { readonly kind: "everyone" } | { readonly kind: PrincipalKind; readonly value: string };
export type PrincipalKind = "AWS" | "Service" | "Federated" | "CanonicalUser";

const KINDS: readonly PrincipalKind[] = ["AWS", "Service", "Federated", "CanonicalUser"];

/** Undefined where the statement has neither Principal nor NotPrincipal. */
export function principalsOf(statement: Value<unknown>): Principals | undefined {
  const excluded = withinAnyCase(statement, "NotPrincipal");
  const element = excluded.kind === "missing" ? withinAnyCase(statement, "Principal") : excluded;
  if (element.kind === "missing" || record(statement).kind !== "known") return undefined;
  const complement = excluded.kind !== "missing";
  if (is(element, "*")) return { named: [{ kind: "everyone" }], complement };
  const kinds = record(element);
  if (kinds.kind !== "known") return { named: [], complement, undecided: shown(kinds) };
  const named: Principal[] = [];
  let undecided: string | undefined;
  for (const written of Object.keys(kinds.value)) {
    const kind = KINDS.find((kind) => kind.toLowerCase() === written.toLowerCase());
    const values = oneOrMore(withinAnyCase(kinds, written));
    if (kind === undefined) undecided = "of a kind that IAM does not know";
    else if (values.kind !== "known") undecided = shown(values);
    else
      for (const value of values.value.map(text)) {
        if (value.kind !== "known") undecided = shown(value);
        else if (kind === "AWS" && value.value === "*") named.push({ kind: "everyone" });
        else named.push({ kind, value: value.value });
      }
  }
  return { named, complement, ...(undecided !== undefined && { undecided }) };
}

/** The account of an AWS principal: a bare number, or an ARN's; undefined where it cannot be told. */
export function accountOf(principal: string): string | undefined {
  return /^(?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::.*)?$/.exec(principal)?.[1];
}
