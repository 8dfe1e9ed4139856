import type { Resource } from "./resource";
import { read, shown, text } from "./value";

/** A key of KMS, by its own id or by an alias that is not AWS's. */
const CUSTOMER_KEY = /^arn:[^:]+:kms:[^:]+:[^:]+:(?:key\/|alias\/(?!aws\/))/;

/**
 * What a property names in the place of a customer's key, in words for a message; undefined where it names one. A key
 * of this stack is not known in preview: it is judged on `up`, before the step.
 */
export function insteadOfCustomerKey({ props }: Resource, property: string): string | undefined {
  const given = read(props, property);
  const key = text(given);
  if (given.kind === "unknown" || (key.kind === "known" && CUSTOMER_KEY.test(key.value))) return undefined;
  return shown(key);
}
