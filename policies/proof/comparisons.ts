import { BlockList, isIP } from "node:net";
import { covers, intersects, matches } from "../reading/glob";
import type { Like } from "./context";
import type { Extent } from "./extent";

/** How an operator compares one value of a condition with what the request's context holds. */
export interface Comparison {
  /** Undefined where it cannot be told. */
  readonly holds: (value: string, text: string) => boolean | undefined;
  /** The same over all texts of a kind; `some` where that cannot be told either. */
  readonly over?: (value: string, texts: Like) => Extent;
}

const ORDERS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  equals: (a, b) => a === b,
  lessthan: (a, b) => a < b,
  lessthanequals: (a, b) => a <= b,
  greaterthan: (a, b) => a > b,
  greaterthanequals: (a, b) => a >= b,
};

const NUMBER = /^-?\d+(\.\d+)?$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

const arn: Comparison = { holds: arnMatches, over: arnOver };

/** Every operator that is not the negation of another, by its name in lower case; `null` is not one of them. */
export const comparisons: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ["stringequals", { holds: (value, text) => value === text, over: textOver }],
  ["stringequalsignorecase", { holds: (value, text) => value.toLowerCase() === text.toLowerCase() }],
  ["stringlike", { holds: matches, over: patternOver }],
  ["arnequals", arn],
  ["arnlike", arn],
  ["bool", { holds: sameTruth }],
  ["binaryequals", { holds: (value, text) => value === text }],
  ["ipaddress", { holds: isInRange }],
  ...Object.entries(ORDERS).flatMap(([name, order]): [string, Comparison][] => [
    [`numeric${name}`, { holds: (value, text) => ordered(order, numberOf(text), numberOf(value)) }],
    [`date${name}`, { holds: (value, text) => orderedInTime(order, text, value) }],
  ]),
]);

/** What each negated operator negates. */
export const negations: ReadonlyMap<string, string> = new Map([
  ["stringnotequals", "stringequals"],
  ["stringnotequalsignorecase", "stringequalsignorecase"],
  ["stringnotlike", "stringlike"],
  ["arnnotequals", "arnequals"],
  ["arnnotlike", "arnlike"],
  ["numericnotequals", "numericequals"],
  ["datenotequals", "dateequals"],
  ["notipaddress", "ipaddress"],
]);

function textOver(value: string, { like, but }: Like): Extent {
  return matches(like, value) && !but.includes(value) ? "some" : "none";
}

function patternOver(value: string, texts: Like): Extent {
  if (!/[*?]/.test(value)) return textOver(value, texts);
  if (covers(value, texts.like)) return "all";
  return intersects(value, texts.like) ? "some" : "none";
}

/** Both of ArnEquals and ArnLike match each of the six parts of an ARN by itself. */
function arnMatches(value: string, text: string): boolean | undefined {
  return pairsOf(value, text)?.every(([wanted, given]) => matches(wanted, given));
}

function arnOver(value: string, texts: Like): Extent {
  if (partsOf(value) && !/[*?]/.test(value)) return textOver(value, texts);
  const pairs = pairsOf(value, texts.like);
  if (!pairs) return "some";
  if (pairs.every(([wanted, given]) => covers(wanted, given))) return "all";
  return pairs.every(([wanted, given]) => intersects(wanted, given)) ? "some" : "none";
}

/** The parts of two ARNs, side by side; undefined where one of them is none. */
function pairsOf(value: string, text: string): readonly (readonly [string, string])[] | undefined {
  const given = partsOf(text);
  return given && partsOf(value)?.map((part, index) => [part, given[index] ?? ""]);
}

/** The last of the six parts may hold colons itself. */
function partsOf(value: string): readonly string[] | undefined {
  return /([^:]*):([^:]*):([^:]*):([^:]*):([^:]*):(.*)/s.exec(value)?.slice(1);
}

function sameTruth(value: string, text: string): boolean | undefined {
  const [wanted, given] = [value.toLowerCase(), text.toLowerCase()];
  return isTruth(wanted) && isTruth(given) ? wanted === given : undefined;
}

function isTruth(text: string): boolean {
  return text === "true" || text === "false";
}

function ordered(
  order: (a: number, b: number) => boolean,
  a: number | undefined,
  b: number | undefined,
): boolean | undefined {
  return a === undefined || b === undefined ? undefined : order(a, b);
}

/** Times are compared with times, and seconds since 1970 with seconds. */
function orderedInTime(order: (a: number, b: number) => boolean, a: string, b: string): boolean | undefined {
  return ordered(order, timeOf(a), timeOf(b)) ?? ordered(order, numberOf(a), numberOf(b));
}

function numberOf(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined;
}

function timeOf(text: string): number | undefined {
  const time = TIME.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

function isInRange(value: string, text: string): boolean | undefined {
  const slash = value.indexOf("/");
  const address = slash === -1 ? value : value.slice(0, slash);
  const family = isIP(address);
  const bits = family === 4 ? 32 : 128;
  const prefix = slash === -1 ? bits : prefixOf(value.slice(slash + 1));
  if (family === 0 || isIP(text) === 0 || prefix > bits) return undefined;
  const range = new BlockList();
  range.addSubnet(address, prefix, family === 4 ? "ipv4" : "ipv6");
  return range.check(text, isIP(text) === 4 ? "ipv4" : "ipv6");
}

/** How many bits of an address a range has in common; more than there are where it does not say. */
function prefixOf(length: string): number {
  return /^\d{1,3}$/.test(length) ? Number(length) : Infinity;
}
