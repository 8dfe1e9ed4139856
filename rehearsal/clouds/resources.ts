import {
  fileOf,
  textOf,
  type Catalogue,
  type Making,
  type Place,
  type Properties,
  type ResourceType,
} from "./catalogue";
import { regionOf } from "./checks";
import { digitsOf, type Cloud, type Thing } from "./cloud";
import { changedProperties, isUnknown, same, UNKNOWN, valuesAt } from "./properties";
import { brokenReference, stillNeeded } from "./references";

/** The table entry of a type. */
export function typeOf(catalogue: Catalogue, token: string): ResourceType {
  const type = catalogue.types[token];
  if (type) return type;
  throw new Error(
    `the simulated ${catalogue.provider} cloud does not know the type ${token}: add an entry for it in ${fileOf(catalogue, token)}`,
  );
}

/** What a preview can say of a resource that will be made. */
export function foreseen(catalogue: Catalogue, token: string, inputs: Properties, place: Place): Properties {
  const type = typeOf(catalogue, token);
  // What the program gives is known, also where the cloud would have made up something else.
  const computed = Object.keys(type.computed ?? {})
    .filter((property) => inputs[property] === undefined)
    .map((property) => [property, UNKNOWN]);
  return {
    ...type.defaults,
    ...inputs,
    ...catalogue.common(inputs, place, type),
    ...Object.fromEntries(computed),
    ...foreseenOutputs(type, inputs),
    id: UNKNOWN,
  };
}

/** What a preview can say of a resource that will be changed. */
export function foreseenChange(
  catalogue: Catalogue,
  token: string,
  olds: Properties,
  inputs: Properties,
  place: Place,
): Properties {
  const type = typeOf(catalogue, token);
  return {
    ...olds,
    ...inputs,
    ...catalogue.common(inputs, place, type),
    ...foreseenOutputs(type, inputs),
  };
}

function foreseenOutputs(type: ResourceType, inputs: Properties): Properties {
  return Object.fromEntries(
    Object.entries(type.foreseen ?? {}).map(([property, value]) => [property, value(inputs)]),
  );
}

/**
 * What making the resource would give; nothing is made yet.
 * @throws what the real cloud answers when it refuses
 */
export function making(
  catalogue: Catalogue,
  token: string,
  urn: string,
  inputs: Properties,
  place: Place,
  cloud: Cloud,
): Thing {
  const type = typeOf(catalogue, token);
  const region = catalogue.regionOf?.(inputs, place, cloud) ?? regionOf(inputs, place);
  const generation = cloud.generation(urn) + 1;
  const name = type.name === undefined ? "" : textOf(inputs[type.name.property]);
  const context = contextOf(
    { urn, generation, inputs, region, account: place.account },
    name,
    "",
    place,
    cloud,
  );
  const there = writtenOver(token, type, context, cloud);
  if (there !== undefined) return updating(catalogue, there, inputs, place, cloud);
  const taken = type.name && nameTaken(token, type.name, name, { region, account: place.account }, cloud);
  if (taken !== undefined) throw new Error(taken);
  refuse(type, context, cloud);
  const id = type.id(context);
  const outputs = outputsOf(catalogue, type, { ...context, id }, place);
  const where = { type: token, id, region, account: place.account, ...apartOf(type, outputs) };
  if (!catalogue.onlyInState && cloud.get(where))
    throw new Error(`AlreadyExists: ${token} ${id} exists already`);
  return { ...where, urn, generation, inputs, outputs };
}

/** What the same resource of a program has made before, where making it again writes over that. */
function writtenOver(token: string, type: ResourceType, making: Making, cloud: Cloud): Thing | undefined {
  if (!type.writesOver) return undefined;
  const { account, region, urn } = making;
  const there = cloud.get({ type: token, id: type.id(making), account, region });
  return there?.urn === urn ? there : undefined;
}

/** What tells the thing from others of its type with the same id. */
export function apartOf(type: ResourceType, outputs: Properties): Pick<Thing, "apart"> {
  return type.apartBy === undefined ? {} : { apart: textOf(outputs[type.apartBy]) };
}

/**
 * The thing as it is after an update; nothing is changed yet.
 * @throws what the real cloud answers when it refuses
 */
export function updating(
  catalogue: Catalogue,
  thing: Thing,
  inputs: Properties,
  place: Place,
  cloud: Cloud,
): Thing {
  const type = typeOf(catalogue, thing.type);
  const name = type.name === undefined ? "" : textOf(inputs[type.name.property]);
  const context = contextOf({ ...thing, inputs }, name, thing.id, place, cloud, thing);
  refuse(type, context, cloud);
  return { ...thing, inputs, outputs: outputsOf(catalogue, type, context, place) };
}

/**
 * Asks whether the thing may be deleted.
 * @throws what the real cloud answers when it refuses
 */
export function refuseDeletion(catalogue: Catalogue, thing: Thing, cloud: Cloud): void {
  const reason =
    typeOf(catalogue, thing.type).refuseDelete?.(thing, cloud) ?? stillNeeded(thing, catalogue.types, cloud);
  if (reason !== undefined) throw new Error(reason);
}

export interface Difference {
  readonly changes: readonly string[];
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** What a change of the inputs means for the resource. */
export function difference(
  catalogue: Catalogue,
  token: string,
  before: Properties,
  after: Properties,
): Difference {
  const type = typeOf(catalogue, token);
  const changes = changedProperties(before, after).filter((property) => !property.startsWith("__"));
  const fixed = [...(type.replacedBy ?? []), ...(type.name ? [type.name.property] : []), "region"];
  const moved = fixed.filter((path) => !same(valuesAt(before, path), valuesAt(after, path)));
  const replaces = changes.filter((property) =>
    moved.some(
      (path) => path === property || path.startsWith(`${property}.`) || path.startsWith(`${property}[]`),
    ),
  );
  const name = type.name?.property;
  // Two things cannot have one name at a time: the old one has to go first.
  const sameName = name !== undefined && before[name] !== undefined && before[name] === after[name];
  const deleteBeforeReplace = replaces.length > 0 && (catalogue.deletesFirst?.(before) ?? sameName);
  return { changes, replaces, deleteBeforeReplace };
}

function refuse(type: ResourceType, context: Making, cloud: Cloud): void {
  const reason = brokenReference(type, context.inputs, context, cloud) ?? type.refuseMaking?.(context);
  if (reason !== undefined) throw new Error(reason);
}

function outputsOf(catalogue: Catalogue, type: ResourceType, context: Making, place: Place): Properties {
  const computed = Object.entries(type.computed ?? {}).map(([property, value]) => [property, value(context)]);
  return {
    ...type.defaults,
    ...context.inputs,
    ...catalogue.common(context.inputs, place, type),
    ...Object.fromEntries(computed),
  };
}

function contextOf(
  {
    urn,
    generation,
    inputs,
    region,
    account,
  }: Pick<Thing, "urn" | "generation" | "inputs" | "region" | "account">,
  name: string,
  id: string,
  place: Place,
  cloud: Cloud,
  before?: Thing,
): Making {
  return {
    inputs,
    before,
    generation,
    urn,
    region,
    account,
    name,
    id,
    place,
    cloud,
    text: (property) => (isUnknown(inputs[property]) ? "" : textOf(inputs[property])),
    digits: (length, purpose = "id") => digitsOf(`${urn}|${generation}|${purpose}`, length),
  };
}

function nameTaken(
  token: string,
  rule: NonNullable<ResourceType["name"]>,
  name: string,
  place: { readonly region: string; readonly account: string },
  cloud: Cloud,
): string | undefined {
  const within = (thing: Thing) =>
    rule.unique === "everywhere" ||
    (rule.unique !== "no" &&
      thing.account === place.account &&
      (rule.unique === "account" || thing.region === place.region));
  // Not by its handles: of some types the name is none, as of file systems and of brokers.
  const owner = cloud
    .all(token)
    .find((thing) => textOf(thing.inputs[rule.property]) === name && within(thing));
  if (owner) return `${rule.taken}: the name ${name} is taken (${owner.urn})`;
  const deleted = cloud.keepingName(token, name).find(within);
  return deleted
    ? `${rule.taken}: the name ${name} stays taken by what was deleted (${deleted.urn})`
    : undefined;
}
