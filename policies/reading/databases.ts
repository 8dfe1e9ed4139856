import type { Finding } from "../rule";
import { isGiven } from "./given";
import type { Repair } from "./repair";
import type { Resource, StackResource } from "./resource";
import { count, flag, is, isAtLeast, read, shown, text, type Value } from "./value";

export const RDS_CLUSTER = "aws:rds/cluster:Cluster";
export const RDS_INSTANCE = "aws:rds/instance:Instance";
export const RDS_CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
export const SEARCH_DOMAIN = "aws:opensearch/domain:Domain";

/** A setting that has to have one of some values. */
export interface Choice {
  readonly path: readonly [string, ...string[]];
  /** The first is what a repair sets. */
  readonly oneOf: readonly [Plain, ...Plain[]];
  /** What the cloud makes of an absent one will do as well. */
  readonly orAbsent?: boolean;
}
type Plain = string | number | boolean;

/** A setting that has to be a whole number, so large or larger. */
export interface Least {
  readonly path: readonly [string, ...string[]];
  readonly least: number;
}

/** What a store's settings are, where they have to be something else. */
export function* unmet({ props }: Resource, wanted: readonly (Choice | Least)[]): Iterable<Finding> {
  for (const each of wanted) {
    const { value, met, expected } = judged(props, each);
    if (!met) yield { found: `${each.path.join(".")} is ${shown(value)}`, expected };
  }
}

/** What to set so that nothing is unmet; what is not known, or cannot be read, is not repaired. */
export function* settled({ props }: Resource, wanted: readonly Choice[]): Iterable<Repair> {
  for (const each of wanted) {
    const value = chosen(props, each);
    if (value.kind !== "unknown" && !isMet(value, each)) yield { path: each.path, value: each.oneOf[0] };
  }
}

function judged(
  props: object,
  wanted: Choice | Least,
): { readonly value: Value<Plain>; readonly met: boolean; readonly expected: string } {
  if ("least" in wanted) {
    const value = count(read(props, ...wanted.path));
    return { value, met: isAtLeast(value, wanted.least), expected: `${wanted.least} or more` };
  }
  const value = chosen(props, wanted);
  return { value, met: isMet(value, wanted), expected: wanted.oneOf.join(" or ") };
}

function chosen(props: object, { path, oneOf: [first] }: Choice): Value<Plain> {
  const value = read(props, ...path);
  if (typeof first === "boolean") return flag(value);
  return typeof first === "number" ? count(value) : text(value);
}

function isMet(value: Value<Plain>, { oneOf, orAbsent = false }: Choice): boolean {
  return (orAbsent && value.kind === "missing") || oneOf.some((good) => is(value, good));
}

/** What is wrong with a key that has to be the customer's own: AWS's keys are in nobody's hands here. */
export function* notOwnKey({ props }: Resource, ...path: readonly string[]): Iterable<Finding> {
  const key = read(props, ...path);
  const name = text(key);
  if (!isGiven(key) || (name.kind === "known" && /(^|:)alias\/aws\//.test(name.value)))
    yield { found: `${path.join(".")} is ${shown(name)}`, expected: "a customer key" };
}

/**
 * Whether a resource refers to another one of its stack: by name where both names are known, else by what the
 * reference was computed from.
 */
export function refersTo(
  resource: StackResource,
  property: string,
  target: StackResource,
  name: Value<string>,
): boolean {
  const reference = text(read(resource.props, property));
  return reference.kind === "known" && name.kind === "known"
    ? reference.value === name.value
    : resource.propertyDependencies[property]?.includes(target) === true;
}
