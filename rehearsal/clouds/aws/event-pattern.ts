import { isUnknown } from "../properties";

/** [docs.aws.amazon.com: Amazon EventBridge quotas] */
const LENGTH_MAX = 2048;

/** [docs.aws.amazon.com: Comparison operators for use in event patterns in Amazon EventBridge] */
const MATCHES = new Set([
  "prefix",
  "suffix",
  "equals-ignore-case",
  "wildcard",
  "anything-but",
  "numeric",
  "exists",
  "cidr",
]);

/** What EventBridge finds wrong with a rule's event pattern: a JSON object whose leaves are lists of what may be there. */
export function patternFault(pattern: unknown): string | undefined {
  if (typeof pattern !== "string" || isUnknown(pattern)) return undefined;
  if (pattern.length > LENGTH_MAX)
    return `LimitExceededException: an event pattern has at most ${LENGTH_MAX} characters, this one ${pattern.length}`;
  let parsed: unknown;
  try {
    parsed = JSON.parse(pattern);
  } catch {
    return '"event_pattern" contains an invalid JSON';
  }
  const fault = isObject(parsed) ? objectFault(parsed) : "Filter is not an object";
  return fault && `InvalidEventPatternException: Event pattern is not valid. Reason: ${fault}`;
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function objectFault(pattern: object): string | undefined {
  const fields = Object.entries(pattern);
  if (fields.length === 0) return "Empty objects are not allowed";
  for (const [field, value] of fields) {
    const fault = field === "$or" ? alternativesFault(value) : fieldFault(field, value);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function fieldFault(field: string, value: unknown): string | undefined {
  if (isObject(value)) return objectFault(value);
  if (!Array.isArray(value)) return `"${field}" must be an object or an array`;
  if (value.length === 0) return "Empty arrays are not allowed";
  return value.map(matchFault).find((fault) => fault !== undefined);
}

function alternativesFault(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length < 2) return '"$or" must be an array of two objects or more';
  return value
    .map((each) => (isObject(each) ? objectFault(each) : '"$or" must be an array of objects'))
    .find((fault) => fault !== undefined);
}

function matchFault(match: unknown): string | undefined {
  if (Array.isArray(match)) return "Match value must be String, number, true, false, or null";
  if (!isObject(match)) return undefined;
  const [kind, ...more] = Object.keys(match);
  if (kind === undefined || more.length > 0) return "Only one key allowed in match expression";
  return MATCHES.has(kind) ? undefined : `Unrecognized match type ${kind}`;
}
