import type { Cloud, Thing } from "./cloud";

export type Properties = Readonly<Record<string, unknown>>;

/** Where a provider works: what its configuration says, with an explicit provider for every other region. */
export interface Place {
  readonly region: string;
  readonly account: string;
  /** Tags that the provider adds to everything that can be tagged. */
  readonly defaultTags: Properties;
  /** The directory that the account belongs to, where a cloud has such. */
  readonly tenant?: string;
}

/** What an entry's formats may read of the resource that is being made. */
export interface Making {
  readonly inputs: Properties;
  readonly urn: string;
  readonly region: string;
  readonly account: string;
  /** The physical name; "" where the type has none. */
  readonly name: string;
  /** "" while the id itself is being made. */
  readonly id: string;
  /** Where the provider works; `region` and `account` above are the resource's own. */
  readonly place: Place;
  readonly cloud: Cloud;
  /** How often this URN has been made, this time included. */
  readonly generation: number;
  /** What it is now, when it is being changed. */
  readonly before: Thing | undefined;
  /** The value of a text property, "" when it is missing. */
  readonly text: (property: string) => string;
  /** Hexadecimal digits that are always the same for this resource, and different for any other purpose or resource. */
  readonly digits: (length: number, purpose?: string) => string;
}

/** How a provider makes up a physical name; `digits` gives hexadecimal ones of the wanted number. */
export type AutomaticName = (logicalName: string, digits: (length: number) => string) => string;

/** A physical name as the real cloud accepts it. */
export interface NameRule {
  readonly property: string;
  readonly pattern: RegExp;
  /** The pattern in words, for the error. */
  readonly says: string;
  /** Within what the name must be unique; `no` where the real cloud does not ask for it. */
  readonly unique: "everywhere" | "account" | "region" | "no";
  /** The real cloud's error code for a name that is taken. */
  readonly taken: string;
  /** Whether the provider makes up a name when the program gives none; how, where it is not name, hyphen, seven digits. */
  readonly automatic: boolean | AutomaticName;
  /** Whether the name stays taken after the thing was deleted, as after a soft deletion. */
  readonly staysTaken?: (thing: Thing) => boolean;
}

/** A property that holds the id, ARN or name of something that must exist. */
export interface Reference {
  /** Path of the property; `[]` steps into each element of a list: `rules[].kmsKeyId`. */
  readonly at: string;
  /** Type tokens of what it may name. */
  readonly to: readonly string[];
  /** The referred resource may be in another region. */
  readonly anyRegion?: boolean;
  /** The real cloud's error code when the referred resource is deleted first; without it that is allowed. */
  readonly holds?: string;
  /** Values that the cloud knows by itself, such as keys that AWS manages. */
  readonly builtIn?: RegExp;
  /** Which of its names the real cloud takes here; without it any of them. */
  readonly form?: "arn" | "name";
}

/** What a value must be. */
export type Limit =
  | { readonly from: number; readonly to: number }
  | { readonly among: readonly (string | number)[] }
  /** A pattern, and the pattern in words. */
  | { readonly like: RegExp; readonly says: string };

/** A property that holds a JSON document. */
export interface DocumentRule {
  readonly property: string;
  /** Greatest length in characters, white space left out, as the real cloud counts. */
  readonly max: number;
  /** `policy`: statements are checked as well; `json`: it only must parse. */
  readonly kind: "policy" | "json";
}

/**
 * One resource type of a simulated cloud: all that it knows of it stands here.
 * Adding a type is adding one of these to a table.
 */
export interface ResourceType {
  /** Every input property (or group of nested properties) that the simulation understands; others are refused. */
  readonly inputs: readonly string[];
  readonly required?: readonly string[];
  readonly name?: NameRule;
  readonly id: (making: Making) => string;
  /** The output that tells things of one id apart, as the revisions of a task definition. */
  readonly apartBy?: string;
  /** Outputs that only the cloud knows: unknown in a preview. */
  readonly computed?: Readonly<Record<string, (making: Making) => unknown>>;
  /** What a preview already knows of a computed output. */
  readonly foreseen?: Readonly<Record<string, (inputs: Properties) => unknown>>;
  /** Values that the cloud fills in where the program gives none. */
  readonly defaults?: Properties;
  /** Inputs, or paths in them, whose change makes a new resource. The name does so by itself. */
  readonly replacedBy?: readonly string[];
  /** What the values at these paths must be: `rules[].status`. */
  readonly limits?: Readonly<Record<string, Limit>>;
  readonly refers?: readonly Reference[];
  /**
   * Making it is a PUT: made again by the same resource of a program, it writes over what is there. Where two resources
   * would write over each other, the second is refused all the same.
   */
  readonly writesOver?: boolean;
  readonly documents?: readonly DocumentRule[];
  /** What a check of the inputs alone finds wrong, in the real cloud's words; asked in previews too. */
  readonly refuseInputs?: (inputs: Properties) => string | undefined;
  /** What the cloud finds wrong when it makes or changes the resource. */
  readonly refuseMaking?: (making: Making) => string | undefined;
  /** Why the cloud will not delete it. */
  readonly refuseDelete?: (thing: Thing, cloud: Cloud) => string | undefined;
  /** Other things that the cloud deletes with it. */
  readonly takesAlong?: (thing: Thing, cloud: Cloud) => readonly Thing[];
}

/** A function that programs may call without making anything: `aws:index/getRegion:getRegion`. */
export type Invoke = (inputs: Properties, place: Place, cloud: Cloud) => Properties;

/** The inputs of a resource on their way through the provider's check. */
export interface Checking {
  readonly type: ResourceType;
  /** What the program gave. */
  readonly given: Properties;
  /** The same with an automatic name. */
  readonly inputs: Properties;
  /** What the last check gave; empty for a new resource. */
  readonly old: Properties;
  readonly place: Place;
  readonly cloud: Cloud;
}

/** Everything that one simulated cloud knows. */
export interface Catalogue {
  /** The provider's package: `aws`, `azure-native`, `random`. */
  readonly provider: string;
  readonly version: string;
  /** Folder with the tables of this cloud, named in errors: where to add what is missing. */
  readonly folder: string;
  /** The tables by the names of their files, in camel case. */
  readonly tables: Readonly<Record<string, Table>>;
  /** All types of the tables, by their tokens. */
  readonly types: Table;
  readonly invokes: Readonly<Record<string, Invoke>>;
  /** Inputs that every type of this cloud has. */
  readonly everywhere: readonly string[];
  /**
   * Reads the provider's configuration.
   * @throws with the line that the user should see
   */
  readonly place: (configuration: Properties) => Place;
  /** Outputs that every type of this cloud has, known in previews. */
  readonly common: (inputs: Properties, place: Place, type: ResourceType) => Properties;
  /** The inputs with what this provider adds to them by itself. */
  readonly complete?: (checking: Checking) => Properties;
  /**
   * Where a resource is, for a cloud whose resources say so themselves and whose ids are unique everywhere;
   * without it a resource is where its provider is.
   */
  readonly regionOf?: (inputs: Properties, place: Place, cloud: Cloud) => string;
  /** Whether a replaced resource is deleted before its successor is made; without it, when both have one name. */
  readonly deletesFirst?: (before: Properties) => boolean;
  /** Nothing of it exists anywhere but in the stacks' states. */
  readonly onlyInState?: boolean;
}

/** Resource types by their tokens. */
export type Table = Readonly<Record<string, ResourceType>>;

/** All types of some tables. */
export function typesOf(tables: Catalogue["tables"]): Table {
  return Object.fromEntries(Object.values(tables).flatMap((table) => Object.entries(table)));
}

/** The file in which a type stands or, for one that is not known, the file of its nearest relatives. */
export function fileOf({ tables, folder }: Catalogue, token: string): string {
  const module = token.slice(0, token.lastIndexOf(token.includes("/") ? "/" : ":") + 1);
  const named = (holds: (known: string) => boolean) =>
    Object.keys(tables).find((name) => Object.keys(tables[name] ?? {}).some(holds));
  const table = named((known) => known === token) ?? named((known) => known.startsWith(module));
  return table === undefined
    ? `${folder}/index.ts`
    : `${folder}/${table.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
}

/** Splits a table's list of names: `words("bucket tags")`. */
export const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** An input as a text; "" when it is missing or something else. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
