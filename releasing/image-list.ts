import { groupBy } from "es-toolkit/array";
import { z } from "zod";
import { sidecarImages } from "../projects/storage/releases/images";
import { addressOf } from "../projects/storage/releases/pin";

interface Listed {
  readonly image: string;
  readonly version: string;
}

/** The images of a list in the places that a release has for them, and what is wrong with the list itself. */
export interface ImageList {
  readonly applications: Readonly<Record<string, Listed>>;
  readonly sidecars: Readonly<Record<string, Listed>>;
  readonly faults: readonly string[];
}

const jsonList = z.array(z.object({ image: z.string(), version: z.string() }));
const SIDECARS: readonly string[] = sidecarImages;

/** Reads `IMAGE@DIGEST VERSION` lines, empty ones and `#` remarks left aside, or the same as a JSON list. */
export function imageList(text: string): ImageList {
  const { listed, faults } = text.trimStart().startsWith("[") ? fromJson(text) : fromLines(text);
  const byName = groupBy(listed, ({ image }) => nameOf(image));
  const named = Object.entries(byName).flatMap(([name, [first]]) =>
    // Public registries call a commit `ref.COMMIT` (storage-service.md 11).
    first === undefined ? [] : [[name, { ...first, version: first.version.replace(/^ref\./, "") }] as const],
  );
  const twice = Object.entries(byName).filter(([, those]) => those.length > 1);
  return {
    applications: Object.fromEntries(named.filter(([name]) => !SIDECARS.includes(name))),
    sidecars: Object.fromEntries(named.filter(([name]) => SIDECARS.includes(name))),
    faults: [...faults, ...twice.map(([name, those]) => `${name} is listed ${those.length} times`)],
  };
}

interface Read {
  readonly listed: readonly Listed[];
  readonly faults: readonly string[];
}

function fromLines(text: string): Read {
  const lines = text.split("\n").map((line, index) => ({ number: index + 1, words: wordsOf(line) }));
  const given = lines.filter(({ words }) => words.length > 0);
  return {
    listed: given.flatMap(({ words: [image, version, ...rest] }) =>
      image === undefined || version === undefined || rest.length > 0 ? [] : [{ image, version }],
    ),
    faults: given
      .filter(({ words }) => words.length !== 2)
      .map(({ number, words }) => `line ${number}: must be IMAGE@DIGEST VERSION, is ${words.join(" ")}`),
  };
}

const wordsOf = (line: string): readonly string[] =>
  line
    .replace(/#.*/, "")
    .split(/\s+/)
    .filter((word) => word !== "");

function fromJson(text: string): Read {
  try {
    return { listed: jsonList.parse(JSON.parse(text)), faults: [] };
  } catch {
    return {
      listed: [],
      faults: ['must be a JSON list of { "image": "IMAGE@DIGEST", "version": "COMMIT" }'],
    };
  }
}

/** An address without a registry is its own name: the release then says what is wrong with it. */
const nameOf = (image: string): string => addressOf(image)?.name ?? image.replace(/[:@].*/, "");
