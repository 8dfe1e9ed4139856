import type { Properties } from "../../rehearsal/clouds/catalogue";
import { UNKNOWN } from "../../rehearsal/clouds/properties";

/** The engine's marks for values that are more than JSON. */
const MARK = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** The value without any marks: secrets bare, resources by their ids, and `UNKNOWN` where it is not known. */
export function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  switch (Reflect.get(value, MARK)) {
    case SECRET:
      return bare(Reflect.get(value, "value"));
    case OUTPUT:
      return "value" in value ? bare(value.value) : UNKNOWN;
    case RESOURCE:
      return bare(Reflect.get(value, "id") || UNKNOWN);
    default:
      return bareProperties(value);
  }
}

export function bareProperties(properties: object): Properties {
  return Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, bare(part)]));
}

/** Paths of all that is marked as a secret: `password`, `settings.0.value`; "" for the value itself. */
export function secretPaths(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const mark: unknown = Reflect.get(value, MARK);
  if (mark === SECRET || (mark === OUTPUT && Reflect.get(value, "secret") === true)) return [""];
  return Object.entries(value).flatMap(([name, part]) =>
    secretPaths(part).map((path) => (path === "" ? name : `${name}.${path}`)),
  );
}

/** Whether the value is a secret or holds one. */
export function holdsSecret(value: unknown): boolean {
  return secretPaths(value).length > 0;
}

/** The properties, those of the given names marked as secrets. */
export function withSecrets(properties: Properties, secrets: readonly string[]): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      secrets.includes(name) ? { [MARK]: SECRET, value } : value,
    ]),
  );
}
