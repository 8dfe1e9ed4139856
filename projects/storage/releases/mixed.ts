import { groupBy } from "es-toolkit/array";
import { z } from "zod";
import { valueAt } from "../../../components/parsing/value-at";
import { applicationImages, sidecarImages } from "./images";
import { addressOf, commit, type Address } from "./pin";

/** What a release states of an image, as far as it can be read: a fault must not hide the next. */
interface Stated {
  /** `applications.bag_unpacker`. */
  readonly at: string;
  readonly name: string;
  readonly address: Address | undefined;
  readonly version: string | undefined;
}

const text = z.string().optional().catch(undefined);
const readable = z.looseObject({ image: text, version: commit.optional().catch(undefined) });

/**
 * Everything in which the images of a release do not belong together: other versions, other registries, one image in
 * the place of two, or the image of another application.
 */
export function mixedFaults(release: unknown): readonly string[] {
  const applications = statedUnder(release, "applications", applicationImages);
  const all = [...applications, ...statedUnder(release, "sidecars", sidecarImages)];
  return [
    ...all.flatMap(otherName),
    ...several("applications are built from several versions", applications, ({ version }) => version),
    ...several("images come from several registries", all, ({ address }) => address?.registry),
    ...sharedDigests(all),
  ];
}

function statedUnder(release: unknown, group: string, names: readonly string[]): readonly Stated[] {
  return names.flatMap((name) => {
    const read = readable.safeParse(valueAt(release, [group, name]));
    if (!read.success) return [];
    const { image, version } = read.data;
    return [{ at: `${group}.${name}`, name, address: image ? addressOf(image) : undefined, version }];
  });
}

function otherName({ at, name, address }: Stated): readonly string[] {
  return address === undefined || address.name === name ? [] : [`${at}: is the image of ${address.name}`];
}

/** A fault when the images do not all say the same; the many are counted, the others named. */
function several(
  what: string,
  images: readonly Stated[],
  said: (image: Stated) => string | undefined,
): readonly string[] {
  const groups = Object.entries(groupBy(images, (image) => said(image) ?? ""))
    .filter(([value]) => value !== "")
    .toSorted(([, some], [, others]) => others.length - some.length);
  if (groups.length < 2) return [];
  const told = groups.map(([value, those], place) =>
    place === 0 ? `${value} (${those.length})` : `${value} (${those.map(({ name }) => name).join(", ")})`,
  );
  return [`${what}: ${told.join(", ")}`];
}

function sharedDigests(images: readonly Stated[]): readonly string[] {
  return Object.entries(groupBy(images, ({ address }) => address?.digest ?? ""))
    .filter(([digest, those]) => digest !== "" && those.length > 1)
    .map(([digest, those]) => `${those.map(({ at }) => at).join(" and ")} have one digest: ${digest}`);
}
