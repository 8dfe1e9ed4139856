import assert from "node:assert/strict";
import { conditionExtent } from "../../../policies/proof/conditions";
import type { Possible } from "../../../policies/proof/context";
import type { Extent } from "../../../policies/proof/extent";
import { type Condition, conditionsOf } from "../../../policies/reading/condition";
import { valueOf } from "../../../policies/reading/value";

export const ABSENT: Possible = { absent: true, texts: [] };
export const ANYTHING: Possible = { absent: true, texts: { like: "*", but: [] } };
export const ANY_TEXT: Possible = { absent: false, texts: { like: "*", but: [] } };

export function held(...texts: readonly string[]): Possible {
  return { absent: false, texts };
}

export function condition(operator: string, value: unknown, key = "aws:Key"): Condition {
  const [first] = conditionsOf(valueOf({ Condition: { [operator]: { [key]: value } } }));
  return first ?? assert.fail("no condition");
}

export function extent(operator: string, value: unknown, possible: Possible): Extent {
  return conditionExtent(condition(operator, value), possible);
}

export const NEGATIONS: Readonly<Record<string, string>> = {
  StringEquals: "StringNotEquals",
  StringEqualsIgnoreCase: "StringNotEqualsIgnoreCase",
  StringLike: "StringNotLike",
  ArnEquals: "ArnNotEquals",
  ArnLike: "ArnNotLike",
  NumericEquals: "NumericNotEquals",
  DateEquals: "DateNotEquals",
  IpAddress: "NotIpAddress",
};
