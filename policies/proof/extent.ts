/** Of how many of the requests of a class something holds. `some` is also the answer where it cannot be decided. */
export type Extent = "all" | "some" | "none";

/** What holds where all of several things hold. */
export function allOf(extents: readonly Extent[]): Extent {
  if (extents.includes("none")) return "none";
  return extents.every((extent) => extent === "all") ? "all" : "some";
}

/** What holds where one of several things does. */
export function anyOf(extents: readonly Extent[]): Extent {
  return not(allOf(extents.map(not)));
}

/** What does not hold. */
export function not(extent: Extent): Extent {
  if (extent === "some") return "some";
  return extent === "all" ? "none" : "all";
}

/** What holds of a class that falls into cases, of each of which it is known. */
export function overCases(extents: readonly Extent[]): Extent {
  const [first = "some", ...others] = extents;
  return others.every((extent) => extent === first) ? first : "some";
}
