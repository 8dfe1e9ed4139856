import { isUnknown, UNKNOWN } from "../properties";

/** The engine's marks for values that are more than JSON. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** A value together with the resources that it comes from: what a program calls an output. */
export class Traced {
  constructor(
    /** `UNKNOWN` while a preview cannot know it. */
    readonly value: unknown,
    /** URNs of the resources it comes from. */
    readonly from: readonly string[],
    readonly secret = false,
  ) {}
}

/** Reads a value as the engine sends it. */
export function decoded(value: unknown): unknown {
  if (isUnknown(value)) return new Traced(UNKNOWN, []);
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== "object" || value === null) return value;
  const mark: unknown = Reflect.get(value, SIGNATURE);
  if (mark === SECRET) return new Traced(Reflect.get(value, "value"), [], true);
  if (mark === OUTPUT) {
    const from: unknown = Reflect.get(value, "dependencies");
    return new Traced(
      "value" in value ? value.value : UNKNOWN,
      Array.isArray(from) ? from.map(String) : [],
      Reflect.get(value, "secret") === true,
    );
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, decoded(part)]));
}

/** Writes a value as the engine reads it. */
export function encoded(value: unknown): unknown {
  if (value instanceof Traced)
    return value.secret ? { [SIGNATURE]: SECRET, value: encoded(value.value) } : encoded(value.value);
  if (Array.isArray(value)) return value.map(encoded);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([name, part]) => [name, encoded(part)]),
  );
}

/** A resource as a value, for outputs that hold whole resources. */
export function resourceReference(urn: string, id: Traced): Traced {
  const known = isUnknown(id.value) ? "" : id.value;
  return new Traced({ [SIGNATURE]: RESOURCE, urn, id: known }, [urn]);
}

/** URNs of all resources that the value comes from. */
export function sources(value: unknown): readonly string[] {
  if (value instanceof Traced) return value.from;
  if (typeof value !== "object" || value === null) return [];
  return [...new Set(Object.values(value).flatMap(sources))];
}
