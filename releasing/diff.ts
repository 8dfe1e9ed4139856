import { changedNeeds } from "../projects/storage/releases/needs";
import { addressOf, type Pin } from "../projects/storage/releases/pin";
import type { Release } from "../projects/storage/releases/release";
import { tableText } from "./table";

/** Two releases side by side: every image, and what a change of needs means for an operator. */
export function diffText(older: Release, newer: Release): string {
  const then: Readonly<Record<string, Pin>> = { ...older.applications, ...older.sidecars };
  const now: Readonly<Record<string, Pin>> = { ...newer.applications, ...newer.sidecars };
  const rows = Object.keys(now).map((name) => [
    name,
    shortly(then[name]),
    shortly(now[name]),
    changeOf(then[name], now[name]),
  ]);
  const changed = rows.filter(([, , , change]) => change !== SAME).length;
  const needs = changedNeeds(older.needs, newer.needs).map(
    ({ need, from, to, meaning }) => `needs.${need} ${from} → ${to}: ${meaning}`,
  );
  return [
    tableText([["image", older.name, newer.name, "change"], ...rows]),
    "",
    `${changed} of ${rows.length} images change; ${needs.length === 0 ? "they need the same" : "what they need changes:"}`,
    ...needs,
  ].join("\n");
}

const SAME = "same";

function changeOf(then: Pin | undefined, now: Pin | undefined): string {
  if (then?.image === now?.image)
    return then?.version === now?.version ? SAME : "same image, said to be of another version";
  if (digestOf(then) === digestOf(now)) return "same image, other registry";
  return then?.version === now?.version ? "built again" : "other version";
}

/** As much of the version and the digest as tells them apart. */
function shortly(pin: Pin | undefined): string {
  return pin
    ? `${pin.version.slice(0, 7)} ${digestOf(pin)
        .replace(/^sha256:/, "")
        .slice(0, 12)}`
    : "–";
}

const digestOf = (pin: Pin | undefined): string => (pin && addressOf(pin.image)?.digest) ?? "";
