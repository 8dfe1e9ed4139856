import {
  fileOf,
  type AutomaticName,
  type Catalogue,
  type DocumentRule,
  type Limit,
  type Place,
  type Properties,
  type ResourceType,
} from "./catalogue";
import { digitsOf, type Cloud } from "./cloud";
import { isUnknown, valuesAt } from "./properties";

export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** What the real provider or cloud would refuse in these inputs before it makes anything. */
export function inputFailures(
  catalogue: Catalogue,
  token: string,
  type: ResourceType,
  inputs: Properties,
): readonly Failure[] {
  const understood = new Set([
    ...type.inputs,
    ...catalogue.everywhere,
    ...(type.name ? [type.name.property] : []),
  ]);
  const strangers = Object.keys(inputs)
    .filter((property) => !understood.has(property) && !property.startsWith("__"))
    .map((property) => ({
      property,
      reason: `the simulated ${catalogue.provider} cloud does not know this property of ${token}: add it to the type's entry in ${fileOf(catalogue, token)}`,
    }));
  const missing = (type.required ?? [])
    .filter((property) => inputs[property] === undefined || inputs[property] === null)
    .map((property) => ({ property, reason: "is required and missing" }));
  const limits = Object.entries(type.limits ?? {}).flatMap(([path, limit]) =>
    limitFailures(path, limit, inputs),
  );
  const documents = (type.documents ?? []).flatMap((rule) => documentFailure(rule, inputs[rule.property]));
  const name = type.name === undefined ? [] : nameFailure(type.name, inputs[type.name.property]);
  const refused = type.refuseInputs?.(inputs);
  return [
    ...strangers,
    ...missing,
    ...name,
    ...limits,
    ...documents,
    ...(refused === undefined ? [] : [{ property: "", reason: refused }]),
  ];
}

function limitFailures(path: string, limit: Limit, inputs: Properties): readonly Failure[] {
  return valuesAt(inputs, path)
    .filter((value) => !isUnknown(value) && !fits(value, limit))
    .map((value) => ({
      property: path,
      reason: `expected ${path} to be ${expected(limit)}, got ${JSON.stringify(value)}`,
    }));
}

function fits(value: unknown, limit: Limit): boolean {
  if ("from" in limit) return typeof value === "number" && value >= limit.from && value <= limit.to;
  if ("among" in limit) return limit.among.some((choice) => choice === value);
  return typeof value === "string" && limit.like.test(value);
}

function expected(limit: Limit): string {
  if ("from" in limit) return `in the range (${limit.from} - ${limit.to})`;
  if ("among" in limit) return `one of ${limit.among.join(", ")}`;
  return limit.says;
}

function nameFailure(rule: NonNullable<ResourceType["name"]>, name: unknown): readonly Failure[] {
  if (isUnknown(name)) return [];
  if (name === undefined) return [{ property: rule.property, reason: "is required and missing" }];
  if (typeof name === "string" && rule.pattern.test(name)) return [];
  return [{ property: rule.property, reason: `${JSON.stringify(name)} is not a valid name: ${rule.says}` }];
}

function documentFailure(rule: DocumentRule, document: unknown): readonly Failure[] {
  const failure = (reason: string) => [{ property: rule.property, reason }];
  if (document === undefined || isUnknown(document)) return [];
  let parsed: unknown;
  try {
    parsed = typeof document === "string" ? JSON.parse(document) : document;
  } catch {
    return failure("MalformedPolicyDocument: is not valid JSON");
  }
  const length = JSON.stringify(parsed).length;
  if (length > rule.max)
    return failure(`LimitExceeded: ${length} characters, at most ${rule.max} are allowed`);
  return rule.kind === "policy" ? statementFaults(parsed).flatMap(failure) : [];
}

function statementFaults(policy: unknown): readonly string[] {
  const version = member(policy, "Version");
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17")
    return [`MalformedPolicyDocument: Version must be "2012-10-17", found ${JSON.stringify(version)}`];
  const listed = member(policy, "Statement");
  const statements: readonly unknown[] = Array.isArray(listed) ? listed : [listed];
  if (listed === undefined || statements.length === 0) return ["MalformedPolicyDocument: has no Statement"];
  return statements.flatMap((statement, position) => {
    const effect = member(statement, "Effect");
    const wrong =
      effect !== "Allow" && effect !== "Deny"
        ? "Effect must be Allow or Deny"
        : (member(statement, "Action") ?? member(statement, "NotAction")) === undefined
          ? "has neither Action nor NotAction"
          : undefined;
    return wrong === undefined ? [] : [`MalformedPolicyDocument: Statement ${position + 1}: ${wrong}`];
  });
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** The inputs with a physical name made up by the provider, where the program gave none and the type has one. */
export function withAutomaticName(
  type: ResourceType,
  inputs: Properties,
  old: Properties,
  urn: string,
  cloud: Cloud,
): Properties {
  const property = type.name?.property;
  if (property === undefined || !type.name?.automatic || inputs[property] !== undefined) return inputs;
  const kept = old[property];
  const logicalName = urn.split("::").at(-1) ?? "";
  const digits = (length: number) => digitsOf(`${urn}|${cloud.generation(urn)}`, length);
  const automatic = type.name.automatic === true ? hyphenAndDigits : type.name.automatic;
  return { ...inputs, [property]: typeof kept === "string" ? kept : automatic(logicalName, digits) };
}

const hyphenAndDigits: AutomaticName = (logicalName, digits) => `${logicalName}-${digits(7)}`;

/** The region a resource lives in: its own, else its provider's. */
export function regionOf(inputs: Properties, place: Place): string {
  const region = inputs["region"];
  return typeof region === "string" && !isUnknown(region) ? region : place.region;
}
