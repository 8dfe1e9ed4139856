import type { Making, Properties } from "../catalogue";
import type { Cloud, Thing } from "../cloud";
import { isUnknown, valuesAt } from "../properties";

/** The known values at a path such as `rules[].id`. */
export const listAt = (properties: unknown, path: string): readonly unknown[] =>
  valuesAt(properties, path).filter((value) => !isUnknown(value));

/** The known texts at a path. */
export const textsAt = (properties: unknown, path: string): readonly string[] =>
  listAt(properties, path).filter((value) => typeof value === "string");

/** The text at a path; "" when it is missing, unknown or something else. */
export const textAt = (properties: unknown, path: string): string => textsAt(properties, path)[0] ?? "";

/** The number at a path; nothing when it is missing, unknown or something else. */
export const numberAt = (properties: unknown, path: string): number | undefined =>
  listAt(properties, path).find((value) => typeof value === "number");

/** Whether the path has a value, be it unknown as yet. An empty list is none. */
export const isSet = (properties: unknown, path: string): boolean =>
  valuesAt(properties, path).some((value) => !(Array.isArray(value) && value.length === 0));

/** Which of the paths have a value. */
export const setOf = (properties: Properties, ...paths: readonly string[]): readonly string[] =>
  paths.filter((path) => isSet(properties, path));

/** A nested group of properties. */
export const recordOf = (value: unknown): Properties =>
  typeof value === "object" && value !== null ? { ...value } : {};

/** The first value that is there twice. */
export const repeated = (values: readonly string[]): string | undefined =>
  values.find((value, position) => values.indexOf(value) !== position);

/** The other things of a type in the same account and region. */
export const neighbours = (type: string, { cloud, account, region, id }: Making): readonly Thing[] =>
  cloud.all(type).filter((thing) => thing.account === account && thing.region === region && thing.id !== id);

/** The thing of one of these types that an id, ARN or name stands for, in the account. */
export const thingAt = (
  types: readonly string[],
  handle: string,
  { cloud, account }: { readonly cloud: Cloud; readonly account: string },
): Thing | undefined => cloud.named(types, handle).find((thing) => thing.account === account);

/** Whether a thing refers to another by its id, ARN or name at a path. */
export const pointsAt = (thing: Thing, path: string, other: Thing, cloud: Cloud): boolean =>
  textsAt(thing.inputs, path).some((handle) =>
    cloud
      .named([other.type], handle)
      .some(
        (named) => named.id === other.id && named.region === other.region && named.account === other.account,
      ),
  );

/** The first fault that is found among the items. */
export function first<Item>(
  items: readonly Item[],
  fault: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const found = fault(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
