import type { Making, Properties, ResourceType } from "../catalogue";
import { isUnknown } from "../properties";

/** Draws numbers one after the other: the same ones for the same resource. */
export type Draw = (below: number) => number;

/** A source of numbers that follow from the resource and the purpose alone. */
export function drawing(making: Making, purpose: string): Draw {
  let drawn = 0;
  return (below) => Number.parseInt(making.digits(12, `${purpose}|${drawn++}`), 16) % below;
}

/** The list in another order. */
export function shuffled<Element>(list: readonly Element[], draw: Draw): readonly Element[] {
  return list
    .map((element) => ({ element, at: draw(2 ** 40) }))
    .toSorted((left, right) => left.at - right.at)
    .map(({ element }) => element);
}

/** An input that is a number; `otherwise` when it is missing or not known yet. */
export function numberOf(inputs: Properties, property: string, otherwise: number): number {
  const value = inputs[property];
  return typeof value === "number" ? value : otherwise;
}

/** What the provider says of a number that is too small. */
export function tooSmall(inputs: Properties, property: string, least: number): string | undefined {
  const value = inputs[property];
  if (value === undefined || isUnknown(value)) return undefined;
  return typeof value === "number" && value >= least
    ? undefined
    : `Attribute ${property} value must be at least ${least}, got: ${JSON.stringify(value)}`;
}

/** An entry of which every input forces a replacement, as all of random do. */
export function drawnOnce(
  entry: Omit<ResourceType, "replacedBy"> & { readonly inputs: readonly string[] },
): ResourceType {
  return { ...entry, replacedBy: [...entry.inputs, "keepers"] };
}
