/** Of how many of the requests of a class something holds. `some` is also the answer where it cannot be decided. */
export type Extent = "all" | "some" | "none";

const BOTH: Readonly<Record<Extent, Readonly<Record<Extent, Extent>>>> = {
  all: { all: "all", some: "some", none: "none" },
  some: { all: "some", some: "some", none: "none" },
  none: { all: "none", some: "none", none: "none" },
};
const OPPOSITES: Readonly<Record<Extent, Extent>> = { all: "none", some: "some", none: "all" };

/** What holds where all of several things hold. */
export function allOf(extents: readonly Extent[]): Extent {
  return extents.reduce((whole, extent) => BOTH[whole][extent], "all");
}

/** What holds where one of several things does. */
export function anyOf(extents: readonly Extent[]): Extent {
  return not(allOf(extents.map(not)));
}

/** What does not hold. */
export function not(extent: Extent): Extent {
  return OPPOSITES[extent];
}

/** What holds of a class that falls into cases, of each of which it is known. */
export function overCases(extents: readonly Extent[]): Extent {
  const [first = "some", ...others] = extents;
  return others.every((extent) => extent === first) ? first : "some";
}
