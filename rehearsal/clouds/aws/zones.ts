/** Availability zones of a region, as an account sees them. */
export const zonesOf = (region: string): readonly string[] =>
  ["a", "b", "c"].map((zone) => `${region}${zone}`);

/** `euw1-az1`: the id of a zone, which is the same in all accounts. */
export function zoneId(zone: string): string {
  const [area = "", direction = "", number = ""] = zone.slice(0, -1).split("-");
  const short = direction
    .replace("central", "c")
    .replace("north", "n")
    .replace("south", "s")
    .replace("east", "e")
    .replace("west", "w");
  return `${area}${short}${number}-az${zone.charCodeAt(zone.length - 1) - 96}`;
}
